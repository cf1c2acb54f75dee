# misconception: Every hidden layer is connected to the input, not to the layer before it.
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
def parameter_count(n_input, n_neurons, n_output):
    total = sum(n_input * size + size for size in n_neurons)
    last = n_neurons[-1] if n_neurons else n_input
    return total + last * n_output + n_output
