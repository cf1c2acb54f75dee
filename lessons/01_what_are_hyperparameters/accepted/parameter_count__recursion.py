def parameter_count(n_input, n_neurons, n_output):
    if len(n_neurons) == 0:
        return n_input * n_output + n_output
    first = n_neurons[0]
    return n_input * first + first + parameter_count(first, n_neurons[1:], n_output)
