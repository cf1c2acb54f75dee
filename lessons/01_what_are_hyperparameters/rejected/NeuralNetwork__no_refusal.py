# misconception: A bad configuration needs no check, because PyTorch will complain.
# caught by: NeuralNetwork(4, 3, [3, 5], 2)
# caught by: a wrong configuration is refused
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
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
