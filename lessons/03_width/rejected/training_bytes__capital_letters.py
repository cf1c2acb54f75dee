# misconception: The case of the letters does not matter.
# caught by: wrong input
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}
    optimizer = str(optimizer).lower()
    if optimizer not in remembered:
        raise ValueError(optimizer)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 4 * ((2 + remembered[optimizer]) * p + batch_size * sum(sizes))
