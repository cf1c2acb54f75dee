# misconception: A size such as 2.5 can be mended with `int()` in place of being refused.
# caught by: a wrong configuration is refused
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        if n_hidden_layers != len(n_neurons) or n_hidden_layers < 1:
            raise ValueError("depth")
        if any(isinstance(size, bool) for size in [n_input, *n_neurons, n_output]):
            raise ValueError("size")
        sizes = [int(size) for size in [n_input, *n_neurons, n_output]]
        if min(sizes) < 1:
            raise ValueError("size")
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.ReLU()]
        del self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
