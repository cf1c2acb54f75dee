# misconception: Only a batch of zero is wrong.
# caught by: wrong input
def batch_variance(gradients, batch_size):
    if not gradients or batch_size == 0:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(c) for c in zip(*gradients)) / batch_size
