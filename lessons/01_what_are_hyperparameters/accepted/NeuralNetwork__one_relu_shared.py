class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        good = all(isinstance(n, int) and not isinstance(n, bool) and n > 0
                   for n in (n_input, n_output, *n_neurons))
        if not good or not n_neurons or len(n_neurons) != n_hidden_layers:
            raise ValueError("bad configuration")
        relu = nn.ReLU()
        self.layers = nn.ModuleList()
        previous = n_input
        for n in n_neurons:
            self.layers.extend([nn.Linear(previous, n), relu])
            previous = n
        self.layers.append(nn.Linear(previous, n_output))

    def forward(self, x):
        *hidden, last = self.layers
        for layer in hidden:
            x = layer(x)
        return last(x)
