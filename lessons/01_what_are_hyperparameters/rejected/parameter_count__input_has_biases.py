# misconception: The input values have a bias each, as neurons have.
# caught by: ?
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + sum(sizes)
