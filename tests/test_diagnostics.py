"""Diagnostics give the numbers that torch gives."""

import pytest
import torch
from torch.nn.functional import cross_entropy

import hyperlib as h


@pytest.fixture
def examples():
    generator = torch.Generator().manual_seed(0)
    return torch.randn(20, 6, generator=generator), torch.arange(20) % 3


def test_gradient_norms_are_those_of_backward(examples):
    X, y = examples
    model = h.MLP(6, [5, 4], 3, seed=0)
    norms = h.gradient_norms(model, X, y)
    assert all(p.grad is None for p in model.parameters())
    cross_entropy(model(X), y).backward()
    expected = [model.layers[i].weight.grad.norm().item() for i in (0, 2, 4)]
    assert norms == pytest.approx(expected)


def test_a_unit_that_is_never_active_is_dead(examples):
    X, _ = examples
    model = h.MLP(6, [4], 3, seed=0)
    with torch.no_grad():
        model.layers[0].bias[:3] = -1000.0
        model.layers[0].bias[3] = 1000.0
    [layer] = h.activation_statistics(model, X)
    assert layer.dead == 0.75  # three of four units


def test_gradient_norms_are_those_without_dropout_whatever_an_earlier_cell_has_set(examples):
    X, y = examples
    model = h.MLP(6, [5, 4], 3, dropout=0.5, seed=0)
    expected = h.gradient_norms(model.eval(), X, y)
    model.train()
    with torch.no_grad():
        assert h.gradient_norms(model, X, y) == expected
    assert model.training


def test_one_number_has_no_spread(examples):
    X, _ = examples
    [layer] = h.activation_statistics(h.MLP(6, [1], 3, seed=0), X[:1])
    assert layer.std == 0


@pytest.mark.parametrize("dropout", [0, 0.5])
def test_with_skip_connections_the_outputs_are_those_before_the_sum(examples, dropout):
    X, y = examples
    model = h.MLP(6, [4, 4, 4], 3, skip=True, dropout=dropout, seed=1).eval()
    linear = [layer for layer in model.layers if isinstance(layer, torch.nn.Linear)]
    one = torch.relu(linear[0](X))
    two = torch.relu(linear[1](one))
    three = torch.relu(linear[2](one + two))
    expected = [(x.mean().item(), x.std().item()) for x in (one, two, three)]
    found = h.activation_statistics(model, X)
    assert [(layer.mean, layer.std) for layer in found] == [pytest.approx(e) for e in expected]
    cross_entropy(linear[3](one + two + three), y).backward()
    norms = [layer.weight.grad.norm().item() for layer in linear]
    assert h.gradient_norms(model, X, y) == pytest.approx(norms)


def test_mean_and_standard_deviation_are_those_of_the_outputs(examples):
    X, _ = examples
    model = h.MLP(6, [4], 3, activation="tanh", dropout=0.5, seed=0)
    [layer] = h.activation_statistics(model, X)
    out = torch.tanh(model.layers[0](X))
    assert (layer.mean, layer.std) == pytest.approx((out.mean().item(), out.std().item()))
    assert layer.dead == 0


class Own(torch.nn.Module):
    """A network of any layers."""

    def __init__(self, *layers):
        super().__init__()
        self.layers = torch.nn.ModuleList(layers)

    def forward(self, X):
        for layer in self.layers:
            X = layer(X)
        return X


def test_the_gradient_of_a_weight_that_is_computed_is_that_of_the_weight(examples):
    X, y = examples
    torch.manual_seed(0)
    plain = Own(torch.nn.Linear(6, 5), torch.nn.ReLU(), torch.nn.Linear(5, 3))
    expected = h.gradient_norms(plain, X, y)
    torch.nn.utils.parametrizations.weight_norm(plain.layers[0])
    assert h.gradient_norms(plain, X, y) == pytest.approx(expected, rel=1e-4)


def test_a_network_that_leaves_a_layer_out_is_refused(examples):
    model = Own(torch.nn.Linear(6, 3))
    model.unused = torch.nn.Linear(6, 3)
    with pytest.raises(ValueError, match="with all its linear layers and with gradients, got one"):
        h.gradient_norms(model, *examples)


def test_activation_statistics_are_those_of_evaluation_and_change_nothing(examples):
    X, _ = examples
    norm = torch.nn.BatchNorm1d(5)
    model = Own(torch.nn.Linear(6, 5), norm, torch.nn.ReLU(), torch.nn.Linear(5, 3))
    [found] = h.activation_statistics(model, X)
    assert norm.num_batches_tracked == 0 and model.training and norm.training
    with torch.no_grad():
        hidden = model.layers[0](X) / (1 + norm.eps) ** 0.5
    assert found.mean == pytest.approx(hidden.relu().mean().item(), rel=1e-4)
    before = X.clone()
    h.activation_statistics(Own(torch.nn.ReLU(inplace=True)), X)
    assert torch.equal(X, before)


@pytest.mark.parametrize("layer", [torch.nn.ELU(), torch.nn.Sequential(torch.nn.ReLU())])
def test_an_activation_that_is_not_known_is_not_left_out_in_silence(examples, layer):
    model = Own(torch.nn.Linear(6, 5), layer, torch.nn.Linear(5, 3))
    with pytest.raises(ValueError, match="layers must hold an activation of relu, tanh"):
        h.activation_statistics(model, examples[0])
