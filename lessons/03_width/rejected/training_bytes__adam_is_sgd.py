# misconception: All optimizers need the same.
# caught by: training_bytes([4, 3, 2], 'adam', 10)
def training_bytes(sizes, optimizer, batch_size):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 4 * (2 * p + batch_size * sum(sizes))
