from torch import nn


def parameter_count(n_input, n_neurons, n_output):
    sizes = [n_input] + n_neurons + [n_output]
    model = nn.Sequential(*[nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])
    return sum(p.numel() for p in model.parameters())
