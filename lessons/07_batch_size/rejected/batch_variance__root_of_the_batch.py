# misconception: Noise falls with the root of the batch size.
# caught by: batch_variance([[1.0, 0.0], [3.0, 4.0]], 5)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(c) for c in zip(*gradients)) / math.sqrt(batch_size)
