# misconception: The network of the example is written down; another depth is not built.
# caught by: NeuralNetwork(4, 2, [3, 5], 2)
# caught by: layers of any depth
# caught by: logits
# caught by: your own class
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        if n_hidden_layers != len(n_neurons) or n_hidden_layers < 1:
            raise ValueError("depth")
        if any(type(size) is not int or size < 1 for size in [n_input, *n_neurons, n_output]):
            raise ValueError("size")
        self.layers = nn.ModuleList(
            [
                nn.Linear(n_input, n_neurons[0]),
                nn.ReLU(),
                nn.Linear(n_neurons[0], n_neurons[1]),
                nn.ReLU(),
                nn.Linear(n_neurons[1], n_neurons[2]),
                nn.ReLU(),
                nn.Linear(n_neurons[2], n_output),
            ]
        )

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
