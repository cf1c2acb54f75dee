# %% right: first middle last
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        for size in [n_input, n_hidden_layers, *n_neurons, n_output]:
            if isinstance(size, bool) or not isinstance(size, int) or size < 1:
                raise ValueError(f"sizes must be integers of at least 1, got {size!r}")
        if n_hidden_layers != len(n_neurons):
            raise ValueError(f"{n_hidden_layers} hidden layers need as many sizes")
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


# %% right: one relu shared
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        good = all(isinstance(n, int) and not isinstance(n, bool) and n > 0
                   for n in (n_input, n_output, *n_neurons))
        if not good or not n_neurons or len(n_neurons) != n_hidden_layers:
            raise ValueError("bad configuration")
        relu = nn.ReLU()
        self.layers = nn.ModuleList()
        previous = n_input
        for n in n_neurons:
            self.layers.extend([nn.Linear(previous, n), relu])
            previous = n
        self.layers.append(nn.Linear(previous, n_output))

    def forward(self, x):
        *hidden, last = self.layers
        for layer in hidden:
            x = layer(x)
        return last(x)


# %% right: pairs
from itertools import pairwise

import torch


class NeuralNetwork(torch.nn.Module):
    def __init__(self, inputs, depth, widths, outputs):
        sizes = [inputs, *widths, outputs]
        if depth != len(widths) or depth < 1:
            raise ValueError("depth and widths do not agree")
        if any(type(size) is not int or size < 1 for size in sizes):
            raise ValueError("a size is no positive integer")
        super().__init__()
        layers = []
        for a, b in pairwise(sizes):
            layers += [torch.nn.Linear(a, b), torch.nn.ReLU()]
        self.layers = torch.nn.ModuleList(layers[:-1])

    def forward(self, images):
        for layer in self.layers:
            images = layer(images)
        return images


# %% right: subclass with reduce
from functools import reduce

from torch import nn


class Chain(nn.Module):
    def forward(self, x):
        return reduce(lambda value, layer: layer(value), self.layers, x)


class NeuralNetwork(Chain):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        self._refuse_bad_sizes([n_input, *n_neurons, n_output])
        if n_hidden_layers != len(n_neurons):
            raise ValueError("n_hidden_layers must be the length of n_neurons")
        ins = [n_input, *n_neurons]
        hidden = [m for a, b in zip(ins, n_neurons) for m in (nn.Linear(a, b), nn.ReLU())]
        self.layers = nn.ModuleList([*hidden, nn.Linear(ins[-1], n_output)])

    @staticmethod
    def _refuse_bad_sizes(sizes):
        for size in sizes:
            if isinstance(size, bool) or not isinstance(size, int):
                raise ValueError(f"{size!r} is no integer")
            if size <= 0:
                raise ValueError(f"{size!r} is not above 0")


# %% right: no hidden layer allowed
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        if len(n_neurons) != n_hidden_layers:
            raise ValueError("lengths differ")
        sizes = [n_input] + list(n_neurons) + [n_output]
        for size in sizes:
            if isinstance(size, bool) or not isinstance(size, int) or size <= 0:
                raise ValueError("no size")
        parts = []
        for k in range(1, len(sizes)):
            parts += [nn.Linear(sizes[k - 1], sizes[k]), nn.ReLU()]
        self.layers = nn.ModuleList(parts[:-1])

    def forward(self, X):
        return nn.Sequential(*self.layers)(X)


# %% wrong: assert in place of raise
# misconception: assert is the way to refuse an argument; it raises AssertionError, and -O removes it.
# caught by: NeuralNetwork(4, 3, [3, 5], 2)
# caught by: a wrong configuration is refused
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        sizes = [n_input, *n_neurons, n_output]
        assert n_hidden_layers == len(n_neurons) >= 1
        assert all(type(size) is int and size >= 1 for size in sizes)
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.ReLU()]
        del self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong: depth not compared
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


# %% wrong: equal widths
# misconception: All hidden layers are as wide as the first one.
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
        sizes = [n_input] + [n_neurons[0]] * n_hidden_layers + [n_output]
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.ReLU()]
        del self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong: forward skips relu
# misconception: Activations stand in the list for show; forward calls the linear layers only.
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
        for layer in self.layers:
            if isinstance(layer, nn.Linear):
                x = layer(x)
        return x


# %% wrong: library renamed
# misconception: Giving the library's class a name is writing it.
# caught by: a wrong configuration is refused
# caught by: your own class
NeuralNetwork = h.NeuralNetwork


# %% wrong: library subclass
# misconception: An empty subclass of the library's class is a class of one's own.
# caught by: a wrong configuration is refused
# caught by: your own class
class NeuralNetwork(h.NeuralNetwork):
    pass


# %% wrong: new returns the library
# misconception: A class of this name that hands out the library's network is an answer of one's own.
# caught by: a wrong configuration is refused
# caught by: your own class
class NeuralNetwork(nn.Module):
    def __new__(cls, n_input, n_hidden_layers, n_neurons, n_output):
        return h.NeuralNetwork(n_input, n_hidden_layers, n_neurons, n_output)


# %% wrong: no biases
# misconception: Biases may be left out; the parameter count no longer agrees.
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
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b, bias=False), nn.ReLU()]
        del self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong: no refusal
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


# %% wrong: no relu
# misconception: Linear layers alone make a deep network; without a ReLU they are one linear layer.
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
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong: no super
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


# %% wrong: one digit only
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


# %% wrong: one layer too few
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


# %% wrong: only hidden sizes refused
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


# %% wrong: plain list
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


# %% wrong: relu at the end
# misconception: Every linear layer is followed by a ReLU, the last one too, so no logit is negative.
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
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers.append(nn.Linear(a, b))
            self.layers.append(nn.ReLU())

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong: rounds sizes
# misconception: A size such as 2.5 can be mended with `int()` in place of being refused.
# caught by: a wrong configuration is refused
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        if n_hidden_layers != len(n_neurons) or n_hidden_layers < 1:
            raise ValueError("depth")
        if any(isinstance(size, bool) for size in [n_input, *n_neurons, n_output]):
            raise ValueError("size")
        sizes = [int(size) for size in [n_input, *n_neurons, n_output]]
        if min(sizes) < 1:
            raise ValueError("size")
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.ReLU()]
        del self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong: sigmoid
# misconception: Any activation will do; a sigmoid stands where ReLU was asked for.
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
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.Sigmoid()]
        del self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong: softmax at the end
# misconception: A classifier returns probabilities; cross-entropy in PyTorch wants logits.
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
        for layer in self.layers:
            x = layer(x)
        return torch.softmax(x, dim=1)


# %% wrong: text is not thought of
# misconception: A size that is a text refuses itself; comparing it with 1 raises TypeError, not ValueError.
# caught by: a wrong configuration is refused
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        sizes = [n_input, *n_neurons, n_output]
        if n_hidden_layers != len(n_neurons) or n_hidden_layers < 1:
            raise ValueError("depth")
        for size in sizes:
            if size < 1 or size != int(size) or isinstance(size, (bool, float)):
                raise ValueError("size")
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.ReLU()]
        del self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong: three hidden layers
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


# %% wrong: true is a size
# misconception: `isinstance(size, int)` is enough; `True` is an int, so it passes as the size 1.
# caught by: a wrong configuration is refused
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        sizes = [n_input, *n_neurons, n_output]
        if n_hidden_layers != len(n_neurons) or n_hidden_layers < 1:
            raise ValueError("depth")
        if any(not isinstance(size, int) or size < 1 for size in sizes):
            raise ValueError("size")
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.ReLU()]
        del self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong: values without gradient
# misconception: Logits are only numbers, so they may be detached; then nothing can be learned.
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
        for layer in self.layers:
            x = layer(x).detach()
        return x


# %% wrong: zero neurons
# misconception: Only negative sizes are bad; a layer of no neurons passes.
# caught by: a wrong configuration is refused
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        sizes = [n_input, *n_neurons, n_output]
        if n_hidden_layers != len(n_neurons) or n_hidden_layers < 1:
            raise ValueError("depth")
        if any(type(size) is not int or size < 0 for size in sizes):
            raise ValueError("size")
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [nn.Linear(a, b), nn.ReLU()]
        del self.layers[-1]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong: squeeze
# misconception: A batch of one input is one input.
# caught by: logits
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        if n_hidden_layers != len(n_neurons):
            raise ValueError("lengths")
        for size in [n_input, *n_neurons, n_output]:
            if type(size) is not int or size < 1:
                raise ValueError("size")
        sizes = [n_input, *n_neurons]
        self.layers = nn.ModuleList()
        for a, b in zip(sizes[:-1], sizes[1:]):
            self.layers.append(nn.Linear(a, b))
            self.layers.append(nn.ReLU())
        self.layers.append(nn.Linear(sizes[-1], n_output))

    def forward(self, X):
        for layer in self.layers:
            X = layer(X)
        return X.squeeze()


# %% equivalent: one relu shared
# left out: `not good or not n_neurons or len(n_neurons) != n_hidden_l...` -> `not good or len(n_neurons) != n_hidden_layers` | The task does not exclude a network without hidden layers.

# %% equivalent: pairs
# left out: `depth != len(widths) or depth < 1` -> `depth != len(widths)` | The task does not exclude a network without hidden layers.
# constant: `1` -> `0` | The task does not exclude a network without hidden layers.
