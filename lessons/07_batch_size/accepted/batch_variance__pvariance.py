def batch_variance(gradients, batch_size):
    if len(gradients) == 0 or batch_size < 1:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(column) for column in zip(*gradients)) / batch_size
