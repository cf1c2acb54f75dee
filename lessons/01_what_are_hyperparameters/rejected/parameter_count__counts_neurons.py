# misconception: Neurons are counted in place of the connections between them.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    return n_input + sum(n_neurons) + n_output
