# misconception: It is divided by the number of examples.
# caught by: batch_variance([[1.0], [3.0]], 1)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(c) for c in zip(*gradients)) / len(gradients)
