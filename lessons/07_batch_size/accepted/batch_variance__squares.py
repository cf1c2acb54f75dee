def batch_variance(gradients, batch_size):
    import numpy as np

    if batch_size < 1:
        raise ValueError("batch size")
    g = np.array(gradients, dtype=float)
    if g.size == 0:
        raise ValueError("no examples")
    return float(((g**2).mean(axis=0) - g.mean(axis=0) ** 2).sum()) / batch_size
