# misconception: Neurons are counted in place of the connections between them.
# caught by: ?
def parameter_count(n_input, n_neurons, n_output):
    return n_input + sum(n_neurons) + n_output
