def parameter_count(n_input, n_neurons, n_output):
    total = 0
    previous = n_input
    for size in list(n_neurons) + [n_output]:
        total += previous * size + size
        previous = size
    return total
