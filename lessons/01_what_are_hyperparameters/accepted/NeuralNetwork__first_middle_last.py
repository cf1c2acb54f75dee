class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        for size in [n_input, n_hidden_layers, *n_neurons, n_output]:
            if isinstance(size, bool) or not isinstance(size, int) or size < 1:
                raise ValueError(f"sizes must be integers of at least 1, got {size!r}")
        if n_hidden_layers != len(n_neurons):
            raise ValueError(f"{n_hidden_layers} hidden layers need as many sizes")
        self.layers = nn.ModuleList()
        self.layers.append(nn.Linear(n_input, n_neurons[0]))
        self.layers.append(nn.ReLU())
        for i in range(n_hidden_layers - 1):
            self.layers.append(nn.Linear(n_neurons[i], n_neurons[i + 1]))
            self.layers.append(nn.ReLU())
        self.layers.append(nn.Linear(n_neurons[-1], n_output))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
