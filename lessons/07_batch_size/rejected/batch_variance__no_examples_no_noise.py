# misconception: Without examples the noise is 0.
# caught by: batch_variance([], 4)
def batch_variance(gradients, batch_size):
    if batch_size < 1:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(c) for c in zip(*gradients)) / batch_size
