"""What lesson 02 builds by hand agrees with torch and with the library."""

import math

import pytest
import torch
from answers import solution

import hyperlib as h
from hyperlib.models import linear_layers

pytestmark = pytest.mark.lesson02


@pytest.fixture(scope="module")
def initial_std():
    """The solution of the exercise without points."""
    return solution("02_depth", "optional_initial_std")


@pytest.mark.parametrize("rule", ["default", "glorot", "he"])
def test_the_library_draws_with_the_standard_deviation_of_the_exercise(initial_std, rule):
    model = h.MLP(784, [200, 300], 10, initialization=rule, seed=0)
    for layer in linear_layers(model)[:2]:
        expected = initial_std(rule, layer.in_features, layer.out_features)
        assert layer.weight.std().item() == pytest.approx(expected, rel=0.02)
        assert layer.bias.any() == (rule == "default")


def test_the_default_is_smaller_than_both_rules(initial_std):
    assert initial_std("default", 32, 32) < initial_std("glorot", 32, 32)
    assert initial_std("glorot", 32, 32) == pytest.approx(initial_std("he", 32, 32) / math.sqrt(2))


def test_a_gain_of_torch_is_the_same_rule(initial_std):
    gain = torch.nn.init.calculate_gain("relu")
    assert initial_std("he", 50, 7) == pytest.approx(gain / math.sqrt(50))


@pytest.mark.parametrize(
    ("start", "word"),
    [
        ({"activation": "sigmoid"}, "vanishing"),
        ({"activation": "tanh"}, "vanishing"),
        ({"activation": "relu"}, "vanishing"),
        ({"activation": "tanh", "initialization": "glorot"}, "healthy"),
        ({"activation": "relu", "initialization": "he"}, "healthy"),
        ({"activation": "relu", "initialization": "glorot"}, "tiny"),
        ({"activation": "relu", "initialization": "he", "skip": True}, "huge"),
        ({"activation": "tanh", "initialization": "glorot", "skip": True}, "healthy"),
    ],
)
@pytest.mark.parametrize("seed", range(5))
def test_the_exercise_judges_networks_of_16_layers_as_the_text_does(start, word, seed):
    data = h.load_mnist().subset(1000)
    model = h.MLP(784, [32] * 16, 10, seed=seed, **start)
    norms = h.gradient_norms(model, data.X_train[:256], data.y_train[:256])
    assert solution("02_depth", "gradient_flow")(norms) == word


def test_one_hidden_layer_bends_the_line_once_for_each_neuron():
    x = torch.linspace(0, 1, 4001, dtype=torch.float64)
    generator = torch.Generator().manual_seed(0)
    for _ in range(20):
        w, b, v = torch.randn(3, 12, dtype=torch.float64, generator=generator)
        y = torch.relu(x[:, None] * w + b) @ v
        bends = (y.diff().diff().abs() > 1e-9).to(torch.int8)
        # A bend between two points of the grid shows at one or two of them.
        assert int((bends.diff() > 0).sum()) <= 12
