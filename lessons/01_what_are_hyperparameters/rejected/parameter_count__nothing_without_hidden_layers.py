# misconception: A network without hidden layers has no parameters.
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    if not n_neurons:
        return 0
    sizes = [n_input, *n_neurons, n_output]
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
