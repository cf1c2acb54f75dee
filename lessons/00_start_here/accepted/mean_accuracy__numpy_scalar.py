import numpy as np


def mean_accuracy(accuracies):
    array = np.asarray(accuracies, dtype=np.float64)
    if array.size == 0:
        raise ValueError("no accuracies")
    return array.mean()
