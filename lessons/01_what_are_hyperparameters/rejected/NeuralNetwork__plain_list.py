# misconception: A Python list of layers is as good as a ModuleList; its weights are never found.
# caught by: NeuralNetwork(4, 2, [3, 5], 2)
# caught by: NeuralNetwork(784, 3, [128, 64, 32], 10)
# caught by: layers of any depth
# caught by: logits
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        sizes = [n_input, *n_neurons, n_output]
        if n_hidden_layers != len(n_neurons) or n_hidden_layers < 1:
            raise ValueError("depth")
        if any(type(size) is not int or size < 1 for size in sizes):
            raise ValueError("size")
        self.layers = []
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.ReLU()]
        self.layers.pop()

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
