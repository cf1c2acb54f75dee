# misconception: The root is taken at the end.
# caught by: other gradients
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    return math.sqrt(sum(statistics.pvariance(c) for c in zip(*gradients)) / batch_size)
