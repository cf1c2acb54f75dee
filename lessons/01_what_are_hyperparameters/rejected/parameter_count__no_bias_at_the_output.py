# misconception: Output neurons have no bias.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:])) - n_output
