# misconception: An unknown optimizer remembers nothing.
# caught by: training_bytes([4, 3, 2], 'magic', 1)
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}.get(optimizer, 0)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 4 * ((2 + remembered) * p + batch_size * sum(sizes))
