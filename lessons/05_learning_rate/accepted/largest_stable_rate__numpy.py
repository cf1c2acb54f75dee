import numpy as np


def largest_stable_rate(A):
    values = np.linalg.eigvalsh(np.array(A, dtype=float))
    if values.min() <= 0:
        raise ValueError("no lowest point")
    return 2 / values.max()
