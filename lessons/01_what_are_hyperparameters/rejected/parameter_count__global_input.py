# misconception: An image always has 784 pixels, so the argument is not used.
# caught by: ?
pixels = 28 * 28


def parameter_count(n_input, n_neurons, n_output):
    sizes = [pixels, *n_neurons, n_output]
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
