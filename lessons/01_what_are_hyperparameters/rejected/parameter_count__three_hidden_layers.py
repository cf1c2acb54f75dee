# misconception: Every network has the three hidden layers of the example.
# caught by: ?
def parameter_count(n_input, n_neurons, n_output):
    a, b, c = n_neurons
    return (n_input + 1) * a + (a + 1) * b + (b + 1) * c + (c + 1) * n_output
