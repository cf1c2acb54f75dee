# misconception: `n_hidden_layers` is ignored, because `n_neurons` says it already; a contradiction passes.
# caught by: NeuralNetwork(4, 3, [3, 5], 2)
# caught by: a wrong configuration is refused
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        sizes = [n_input, *n_neurons, n_output]
        if any(type(size) is not int or size < 1 for size in sizes):
            raise ValueError("size")
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.ReLU()]
        del self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
