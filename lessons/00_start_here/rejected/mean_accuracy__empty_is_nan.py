# misconception: The mean of no numbers is NaN, as NumPy says with a warning.
# caught by: mean_accuracy([])
import numpy as np


def mean_accuracy(accuracies):
    return np.mean(accuracies)
