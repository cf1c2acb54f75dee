# misconception: A list that is passed in is a copy, so it may be extended.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    n_neurons.insert(0, n_input)
    n_neurons.append(n_output)
    return sum((a + 1) * b for a, b in zip(n_neurons, n_neurons[1:]))
