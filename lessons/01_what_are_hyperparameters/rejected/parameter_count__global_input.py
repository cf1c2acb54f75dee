# misconception: An image always has 784 pixels, so the argument is not used.
# caught by: parameter_count(4, [3], 2)
# caught by: any number of hidden layers
# caught by: no hidden layer
pixels = 28 * 28


def parameter_count(n_input, n_neurons, n_output):
    sizes = [pixels, *n_neurons, n_output]
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
