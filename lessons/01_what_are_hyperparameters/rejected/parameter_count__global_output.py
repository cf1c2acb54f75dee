# misconception: The number of classes is always 10, so the argument is not used.
# caught by: ?
N_OUTPUT = 10


def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, N_OUTPUT]
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
