# misconception: A variance divides by n - 1.
# caught by: batch_variance([[1.0], [3.0]], 1)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    if len(gradients) == 1:
        return 0.0
    return sum(statistics.variance(column) for column in zip(*gradients)) / batch_size
