# misconception: `super().__init__()` is a formality that may be left out.
# caught by: NeuralNetwork(4, 2, [3, 5], 2)
# caught by: NeuralNetwork(784, 3, [128, 64, 32], 10)
# caught by: layers of any depth
# caught by: logits
# caught by: your own class
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
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
        for layer in self.layers:
            x = layer(x)
        return x
