# misconception: Only hidden layers have parameters; the output layer is not counted.
# caught by: ?
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons]
    return sum(a * b + b for a, b in zip(sizes, sizes[1:]))
