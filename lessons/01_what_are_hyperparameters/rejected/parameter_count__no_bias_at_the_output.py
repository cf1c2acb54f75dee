# misconception: Output neurons have no bias.
# caught by: ?
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:])) - n_output
