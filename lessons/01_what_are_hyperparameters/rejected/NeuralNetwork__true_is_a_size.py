# misconception: `isinstance(size, int)` is enough; `True` is an int, so it passes as the size 1.
# caught by: a wrong configuration is refused
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        sizes = [n_input, *n_neurons, n_output]
        if n_hidden_layers != len(n_neurons) or n_hidden_layers < 1:
            raise ValueError("depth")
        if any(not isinstance(size, int) or size < 1 for size in sizes):
            raise ValueError("size")
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.ReLU()]
        del self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
