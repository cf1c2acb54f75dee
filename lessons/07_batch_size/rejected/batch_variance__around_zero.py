# misconception: The distance is measured from zero.
# caught by: batch_variance([[1.0], [3.0]], 1)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    return sum(v * v for row in gradients for v in row) / len(gradients) / batch_size
