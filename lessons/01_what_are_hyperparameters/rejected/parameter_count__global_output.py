# misconception: The number of classes is always 10, so the argument is not used.
# caught by: parameter_count(4, [3], 2)
# caught by: any number of hidden layers
# caught by: no hidden layer
N_OUTPUT = 10


def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, N_OUTPUT]
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
