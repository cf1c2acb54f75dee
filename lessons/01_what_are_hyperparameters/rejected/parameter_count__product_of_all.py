# misconception: All sizes are multiplied with each other, not only neighbors.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
def parameter_count(n_input, n_neurons, n_output):
    product = n_input
    for size in n_neurons:
        product *= size
    return product * n_output + sum(n_neurons) + n_output
