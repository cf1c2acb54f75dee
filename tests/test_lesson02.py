"""What lesson 02 builds by hand agrees with torch and with the library."""

import math

import pytest
import torch
from answers import names

import hyperlib as h
from hyperlib.models import linear_layers

pytestmark = pytest.mark.lesson02


@pytest.fixture(scope="module")
def hidden():
    return names("02_depth")


@pytest.mark.parametrize("rule", ["he", "glorot"])
def test_the_library_draws_with_the_standard_deviation_of_the_exercise(hidden, rule):
    model = h.MLP(784, [200, 300], 10, initialization=rule, seed=0)
    for layer in linear_layers(model)[:2]:
        expected = hidden["initial_std"](rule, layer.in_features, layer.out_features)
        assert layer.weight.std().item() == pytest.approx(expected, rel=0.02)
        assert not layer.bias.any()


def test_the_default_is_smaller_than_both_rules(hidden):
    layer = linear_layers(h.MLP(784, [200, 200], 10, seed=0))[1]
    std = layer.weight.std().item()
    # A uniform number between -a and a has the standard deviation a / sqrt(3).
    assert std == pytest.approx(math.sqrt(1 / (3 * layer.in_features)), rel=0.02)
    assert std < min(hidden["initial_std"](rule, 200, 200) for rule in ("he", "glorot"))


def test_a_gain_of_torch_is_the_same_rule(hidden):
    gain = torch.nn.init.calculate_gain("relu")
    assert hidden["initial_std"]("he", 50, 7) == pytest.approx(gain / math.sqrt(50))


def test_weight_and_bias_together_are_more_than_the_librarys_norm(hidden):
    data = h.load_mnist().subset(100)
    model = h.MLP(784, [16, 16], 10, seed=0)
    alone = h.gradient_norms(model, data.X_train, data.y_train)
    together = hidden["layer_norms"](model, data.X_train, data.y_train)
    loss = torch.nn.functional.cross_entropy(model(data.X_train), data.y_train)
    for layer, a, b in zip(linear_layers(model), alone, together, strict=True):
        [bias] = torch.autograd.grad(loss, [layer.bias], retain_graph=True)
        assert b == pytest.approx(math.hypot(a, bias.norm().item()), rel=1e-4)


def test_the_exercises_count_of_parameters_is_the_librarys(hidden):
    for sizes in ([], [128, 64, 32], [7] * 5):
        assert hidden["parameters_of"](sizes) == h.count_parameters(h.MLP(784, sizes, 10))


def test_one_hidden_layer_bends_the_line_once_for_each_neuron():
    x = torch.linspace(0, 1, 4001, dtype=torch.float64)
    generator = torch.Generator().manual_seed(0)
    for _ in range(20):
        w, b, v = torch.randn(3, 12, dtype=torch.float64, generator=generator)
        y = torch.relu(x[:, None] * w + b) @ v
        bends = (y.diff().diff().abs() > 1e-9).to(torch.int8)
        # A bend between two points of the grid shows at one or two of them.
        assert int((bends.diff() > 0).sum()) <= 12
