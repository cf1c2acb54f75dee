"""What lesson 04 builds by hand agrees with torch and with the library's networks."""

import math
import statistics

import pytest
import torch
from answers import names, shown, solution

import hyperlib as h

pytestmark = pytest.mark.lesson04
LESSON = "04_activations_and_initialization"


@pytest.fixture(scope="module")
def data():
    return h.load_mnist().subset(300)


def draws(seed=0):
    return torch.randn(200_000, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("c", [0.3, 1.0, 1.5, 4.0])
@pytest.mark.parametrize("q", [0.01, 1.0])
def test_a_relu_layer_multiplies_the_mean_square_by_the_square_of_the_scale(c, q):
    [one_layer] = shown(LESSON, "one_layer", math=math, bell=draws())
    assert one_layer(q, torch.relu, c) == pytest.approx(c**2 * q, rel=0.02)
    assert one_layer(q, lambda z: z, c) == pytest.approx(2 * c**2 * q, rel=0.02)


@pytest.mark.parametrize(("activation", "slope"), [("relu", 0.0), ("leaky_relu", 0.01)])
def test_the_exercise_tells_what_wide_networks_do(data, activation, slope):
    mean_square_after = names(LESSON)["mean_square_after"]
    found = []
    for seed in range(4):
        model = h.MLP(784, [500, 300, 400], 10, activation=activation, seed=seed)
        generator = torch.Generator().manual_seed(seed)
        X = data.X_train
        for layer in model.layers[:-1]:
            if isinstance(layer, torch.nn.Linear):
                layer.weight.data.normal_(0, 0.05, generator=generator)
                layer.bias.data.zero_()
            X = layer(X).detach()
        found.append(X.square().mean().item())
    q = data.X_train.square().mean().item()
    expected = mean_square_after(q, [784, 500, 300, 400], 0.05, slope)
    assert statistics.mean(found) == pytest.approx(expected, rel=0.15)


def test_without_an_activation_nothing_is_halved():
    mean_square_after = names(LESSON)["mean_square_after"]
    assert mean_square_after(2.0, [9, 4, 5], 1 / 3, 1.0) == pytest.approx(2.0 * 4 / 9)


def test_the_exercise_counts_dead_units_as_the_library_does(data):
    dead_share = solution(LESSON, "optional_dead_share")
    model = h.MLP(784, [40, 30], 10, initialization="he", seed=1)
    model.layers[2].bias.data[:11] -= 50
    answers = data.X_train
    for layer in model.layers[:4]:
        answers = layer(answers).detach()
    share = dead_share(answers.tolist())
    assert share == pytest.approx(h.activation_statistics(model, data.X_train)[1].dead)
    assert share >= 11 / 30


def test_a_unit_is_switched_off_where_all_its_sums_are_negative(data):
    [switched_off] = shown(LESSON, "switched_off", torch=torch, data=data)
    model = h.MLP(784, [40, 30], 10, initialization="he", seed=1)
    assert switched_off(model) == [
        layer.dead for layer in h.activation_statistics(model, data.X_train)
    ]
    model.layers[2].bias.data -= 50
    assert switched_off(model)[1] == 1


@pytest.mark.parametrize("name", ["leaky_relu", "tanh", "sigmoid"])
def test_slopes_are_those_of_torch(name):
    slope_at = solution(LESSON, "optional_slope_at", math=math)
    activation = {"leaky_relu": torch.nn.functional.leaky_relu}.get(name) or getattr(torch, name)
    z = torch.tensor([-1000.0, -7.0, -0.5, 0.0, 0.3, 5.0, 1000.0], dtype=torch.float64)
    z.requires_grad_()
    [slopes] = torch.autograd.grad(activation(z).sum(), [z])
    found = [slope_at(name, value) for value in z.tolist()]
    assert found == pytest.approx(slopes.tolist(), abs=1e-12)
