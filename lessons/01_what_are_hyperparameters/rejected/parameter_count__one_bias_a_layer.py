# misconception: A layer has one bias, not one for each of its neurons.
# caught by: ?
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    return sum(a * b + 1 for a, b in zip(sizes, sizes[1:]))
