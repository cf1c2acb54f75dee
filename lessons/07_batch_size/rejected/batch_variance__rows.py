# misconception: The variance is taken within each example.
# caught by: batch_variance([[1.0], [3.0]], 1)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(row) for row in gradients) / batch_size
