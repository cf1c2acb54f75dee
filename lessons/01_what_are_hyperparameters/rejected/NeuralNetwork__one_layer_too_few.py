# misconception: `range(n - 1)` runs n times, so the last hidden layer is missing.
# caught by: NeuralNetwork(4, 2, [3, 5], 2)
# caught by: NeuralNetwork(784, 3, [128, 64, 32], 10)
# caught by: layers of any depth
# caught by: logits
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        if n_hidden_layers != len(n_neurons) or n_hidden_layers < 1:
            raise ValueError("depth")
        if any(type(size) is not int or size < 1 for size in [n_input, *n_neurons, n_output]):
            raise ValueError("size")
        self.layers = nn.ModuleList()
        previous = n_input
        for i in range(n_hidden_layers - 1):
            self.layers += [nn.Linear(previous, n_neurons[i]), nn.ReLU()]
            previous = n_neurons[i]
        self.layers.append(nn.Linear(previous, n_output))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
