def mean_accuracy(xs):
    if not xs:
        raise ValueError("empty list")
    mean = 0
    for n, x in enumerate(xs, start=1):
        mean += (x - mean) / n
    return mean
