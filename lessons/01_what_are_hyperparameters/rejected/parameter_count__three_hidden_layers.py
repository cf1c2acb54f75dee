# misconception: Every network has the three hidden layers of the example.
# caught by: parameter_count(4, [3], 2)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    a, b, c = n_neurons
    return (n_input + 1) * a + (a + 1) * b + (b + 1) * c + (c + 1) * n_output
