# misconception: Every parameter is kept for each example.
# caught by: training_bytes([4, 3, 2], 'adam', 10)
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}
    if optimizer not in remembered:
        raise ValueError(optimizer)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 4 * batch_size * ((2 + remembered[optimizer]) * p + sum(sizes))
