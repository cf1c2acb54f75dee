# misconception: A layer has one bias for each of its inputs, not for each of its outputs.
# caught by: ?
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    return sum(a * b + a for a, b in zip(sizes, sizes[1:]))
