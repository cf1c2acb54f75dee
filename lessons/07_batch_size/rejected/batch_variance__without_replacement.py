# misconception: A batch as large as the data has no noise.
# caught by: batch_variance([[1.0, 0.0], [3.0, 4.0]], 5)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    n = len(gradients)
    left = max(n - batch_size, 0) / max(n - 1, 1)
    return left * sum(statistics.pvariance(c) for c in zip(*gradients)) / batch_size
