# misconception: A network has at least one hidden layer, so `n_neurons[0]` always exists.
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    total = (n_input + 1) * n_neurons[0]
    for i in range(len(n_neurons) - 1):
        total += (n_neurons[i] + 1) * n_neurons[i + 1]
    return total + (n_neurons[-1] + 1) * n_output
