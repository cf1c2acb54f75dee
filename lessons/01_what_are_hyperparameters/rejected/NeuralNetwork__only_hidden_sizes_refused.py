# misconception: Only the hidden sizes can be wrong; `n_input` and `n_output` are not looked at.
# caught by: a wrong configuration is refused
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        if n_hidden_layers != len(n_neurons) or n_hidden_layers < 1:
            raise ValueError("depth")
        if any(type(size) is not int or size < 1 for size in n_neurons):
            raise ValueError("size")
        sizes = [n_input, *n_neurons, n_output]
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.ReLU()]
        del self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
