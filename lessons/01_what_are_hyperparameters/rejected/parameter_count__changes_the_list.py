# misconception: A list that is passed in is a copy, so it may be extended.
# caught by: ?
def parameter_count(n_input, n_neurons, n_output):
    n_neurons.insert(0, n_input)
    n_neurons.append(n_output)
    return sum((a + 1) * b for a, b in zip(n_neurons, n_neurons[1:]))
