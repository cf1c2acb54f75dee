from functools import reduce

from torch import nn


class Chain(nn.Module):
    def forward(self, x):
        return reduce(lambda value, layer: layer(value), self.layers, x)


class NeuralNetwork(Chain):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        self._refuse_bad_sizes([n_input, *n_neurons, n_output])
        if n_hidden_layers < 1 or n_hidden_layers != len(n_neurons):
            raise ValueError("n_hidden_layers must be the length of n_neurons")
        ins, outs = [n_input, *n_neurons[:-1]], n_neurons
        hidden = [m for a, b in zip(ins, outs) for m in (nn.Linear(a, b), nn.ReLU())]
        self.layers = nn.ModuleList([*hidden, nn.Linear(outs[-1], n_output)])

    @staticmethod
    def _refuse_bad_sizes(sizes):
        for size in sizes:
            if isinstance(size, bool) or not isinstance(size, int):
                raise ValueError(f"{size!r} is no integer")
            if size <= 0:
                raise ValueError(f"{size!r} is not above 0")
