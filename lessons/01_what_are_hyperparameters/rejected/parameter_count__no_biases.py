# misconception: A network has weights only; biases are not counted.
# caught by: ?
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    return sum(a * b for a, b in zip(sizes, sizes[1:]))
