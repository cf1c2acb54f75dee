import numpy as np


def parameter_count(n_input, n_neurons, n_output):
    sizes = np.array([n_input, *n_neurons, n_output], dtype=np.int64)
    return sizes[:-1] @ sizes[1:] + sizes[1:].sum()
