# misconception: forward gets one digit, so the rows of a batch may be put in one line.
# caught by: logits
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        sizes = [n_input, *n_neurons, n_output]
        if n_hidden_layers != len(n_neurons) or n_hidden_layers < 1:
            raise ValueError("depth")
        if any(type(size) is not int or size < 1 for size in sizes):
            raise ValueError("size")
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.ReLU()]
        del self.layers[-1]

    def forward(self, x):
        x = x.flatten()[: self.layers[0].in_features]
        for layer in self.layers:
            x = layer(x)
        return x
