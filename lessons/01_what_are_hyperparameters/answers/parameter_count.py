# %% right: lambda
parameter_count = lambda i, h, o: sum(
    m * n + n for m, n in zip([i, *h], [*h, o], strict=True)
)


# %% right: loop
def parameter_count(n_input, n_neurons, n_output):
    total = 0
    previous = n_input
    for size in list(n_neurons) + [n_output]:
        total += previous * size + size
        previous = size
    return total


# %% right: numpy
import numpy as np


def parameter_count(n_input, n_neurons, n_output):
    sizes = np.array([n_input, *n_neurons, n_output], dtype=np.int64)
    return sizes[:-1] @ sizes[1:] + sizes[1:].sum()


# %% right: pairs
def parameter_count(inputs, hidden, outputs):
    sizes = [inputs, *hidden, outputs]
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))


# %% right: recursion
def parameter_count(n_input, n_neurons, n_output):
    if len(n_neurons) == 0:
        return n_input * n_output + n_output
    first = n_neurons[0]
    return n_input * first + first + parameter_count(first, n_neurons[1:], n_output)


# %% right: torch model
from torch import nn


def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input] + n_neurons + [n_output]
    model = nn.Sequential(*[nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])
    return sum(p.numel() for p in model.parameters())


# %% wrong: bias of the wrong side
# misconception: A layer has one bias for each of its inputs, not for each of its outputs.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    return sum(a * b + a for a, b in zip(sizes, sizes[1:]))


# %% wrong: changes the list
# misconception: A list that is passed in is a copy, so it may be extended.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    n_neurons.insert(0, n_input)
    n_neurons.append(n_output)
    return sum((a + 1) * b for a, b in zip(n_neurons, n_neurons[1:]))


# %% wrong: counts neurons
# misconception: Neurons are counted in place of the connections between them.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    return n_input + sum(n_neurons) + n_output


# %% wrong: empty list fails
# misconception: A network has at least one hidden layer, so `n_neurons[0]` always exists.
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    total = (n_input + 1) * n_neurons[0]
    for i in range(len(n_neurons) - 1):
        total += (n_neurons[i] + 1) * n_neurons[i + 1]
    return total + (n_neurons[-1] + 1) * n_output


# %% wrong: every layer sees the input
# misconception: Every hidden layer is connected to the input, not to the layer before it.
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
def parameter_count(n_input, n_neurons, n_output):
    total = sum(n_input * size + size for size in n_neurons)
    last = n_neurons[-1] if n_neurons else n_input
    return total + last * n_output + n_output


# %% wrong: global input
# misconception: An image always has 784 pixels, so the argument is not used.
# caught by: parameter_count(4, [3], 2)
# caught by: any number of hidden layers
# caught by: no hidden layer
pixels = 28 * 28


def parameter_count(n_input, n_neurons, n_output):
    sizes = [pixels, *n_neurons, n_output]
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))


# %% wrong: global output
# misconception: The number of classes is always 10, so the argument is not used.
# caught by: parameter_count(4, [3], 2)
# caught by: any number of hidden layers
# caught by: no hidden layer
N_OUTPUT = 10


def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, N_OUTPUT]
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))


# %% wrong: input has biases
# misconception: The input values have a bias each, as neurons have.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + sum(sizes)


# %% wrong: no bias at the output
# misconception: Output neurons have no bias.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:])) - n_output


# %% wrong: no biases
# misconception: A network has weights only; biases are not counted.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    return sum(a * b for a, b in zip(sizes, sizes[1:]))


# %% wrong: no output layer
# misconception: Only hidden layers have parameters; the output layer is not counted.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons]
    return sum(a * b + b for a, b in zip(sizes, sizes[1:]))


# %% wrong: nothing without hidden layers
# misconception: A network without hidden layers has no parameters.
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    if not n_neurons:
        return 0
    sizes = [n_input, *n_neurons, n_output]
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))


# %% wrong: one bias a layer
# misconception: A layer has one bias, not one for each of its neurons.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    return sum(a * b + 1 for a, b in zip(sizes, sizes[1:]))


# %% wrong: product of all
# misconception: All sizes are multiplied with each other, not only neighbors.
# caught by: parameter_count(4, [3], 2)
# caught by: parameter_count(784, [128, 64, 32], 10)
# caught by: any number of hidden layers
def parameter_count(n_input, n_neurons, n_output):
    product = n_input
    for size in n_neurons:
        product *= size
    return product * n_output + sum(n_neurons) + n_output


# %% wrong: three hidden layers
# misconception: Every network has the three hidden layers of the example.
# caught by: parameter_count(4, [3], 2)
# caught by: any number of hidden layers
# caught by: no hidden layer
def parameter_count(n_input, n_neurons, n_output):
    a, b, c = n_neurons
    return (n_input + 1) * a + (a + 1) * b + (b + 1) * c + (c + 1) * n_output


# %% right: pairwise
def parameter_count(n_input, n_neurons, n_output):
    from itertools import pairwise

    return float(sum(a * b + b for a, b in pairwise((n_input, *n_neurons, n_output))))


# %% wrong: place of a size
# misconception: `index` finds the first layer of that size, also for the second one.
# caught by: any number of hidden layers
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    total = 0
    for size in sizes[:-1]:
        after = sizes[sizes.index(size) + 1]
        total += size * after + after
    return total


# %% wrong: a dictionary of layers
# misconception: Layers of equal sizes have equal keys, and only one of them is counted.
# caught by: any number of hidden layers
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    layers = {(a, b): a * b + b for a, b in zip(sizes, sizes[1:])}
    return sum(layers.values())


# %% wrong: equal neighbors
# misconception: Between two layers of equal size nothing is learned.
# caught by: any number of hidden layers
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, n_output]
    return sum(a * b + b for a, b in zip(sizes, sizes[1:]) if a != b)


# %% wrong: ten digits for 784 pixels
# misconception: A network with 784 inputs always has ten outputs.
# caught by: any number of hidden layers
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons, 10 if n_input == 784 else n_output]
    return sum(a * b + b for a, b in zip(sizes, sizes[1:]))


# %% wrong: six layers at most
# misconception: A fixed number of places for hidden layers is enough.
# caught by: any number of hidden layers
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *n_neurons[:6], n_output]
    return sum(a * b + b for a, b in zip(sizes, sizes[1:]))


# %% wrong: remembered by the number of neurons
# misconception: Networks with the same ends and as many hidden neurons have as many parameters.
# caught by: any number of hidden layers
known = {}


def parameter_count(n_input, n_neurons, n_output):
    key = (n_input, len(n_neurons), sum(n_neurons), n_output)
    if key not in known:
        sizes = [n_input, *n_neurons, n_output]
        known[key] = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return known[key]


# %% right: the library's network
import hyperlib as h


def parameter_count(n_input, n_neurons, n_output):
    return h.count_parameters(h.MLP(n_input, n_neurons, n_output))


# %% wrong: largest layer first
# misconception: The order of the hidden layers does not matter, so they may be sorted.
# caught by: any number of hidden layers
def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input, *sorted(n_neurons, reverse=True), n_output]
    return sum(a * b + b for a, b in zip(sizes, sizes[1:]))


# %% wrong: counts are kept by the hidden layers
# misconception: The hidden layers decide, so what was counted for them once is right again.
# caught by: any number of hidden layers
counts = {}


def parameter_count(n_input, n_neurons, n_output):
    key = tuple(n_neurons) or ("none", n_input, n_output)
    if key not in counts:
        sizes = [n_input, *n_neurons, n_output]
        counts[key] = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return counts[key]
