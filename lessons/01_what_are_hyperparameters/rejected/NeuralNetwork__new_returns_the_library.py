# misconception: A class of this name that hands out the library's network is an answer of one's own.
# caught by: a wrong configuration is refused
# caught by: your own class
class NeuralNetwork(nn.Module):
    def __new__(cls, n_input, n_hidden_layers, n_neurons, n_output):
        return h.NeuralNetwork(n_input, n_hidden_layers, n_neurons, n_output)
