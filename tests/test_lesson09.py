"""What lesson 09 builds by hand agrees with torch's optimizers."""

import math
import random

import pytest
import torch
from answers import names, shown, solution

import hyperlib as h

pytestmark = pytest.mark.lesson09
LESSON = "09_optimizers"


def torch_steps(gradients, make):
    """Return how far an optimizer of torch moves one weight against these gradients, step by step."""
    w = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer, steps = make([w]), []
    for gradient in gradients:
        before = w.item()
        w.grad = torch.tensor([gradient], dtype=torch.float64)
        optimizer.step()
        steps.append(before - w.item())
    return steps


@pytest.fixture(params=[0.01, 1.0, 1000.0])
def gradients(request):
    rng = random.Random(3)
    return [request.param * rng.gauss(0.2, 1) for _ in range(50)]


def test_momentum_by_hand_steps_as_torch_does(gradients):
    [momentum_steps] = shown(LESSON, "momentum_steps")
    expected = torch_steps(gradients, lambda w: torch.optim.SGD(w, lr=0.1, momentum=0.9))
    assert momentum_steps(gradients) == pytest.approx(expected, rel=1e-9)


def test_rmsprop_by_hand_steps_as_torch_does(gradients):
    [rmsprop_steps] = shown(LESSON, "rmsprop_steps", math=math)
    expected = torch_steps(gradients, lambda w: torch.optim.RMSprop(w, lr=0.1))
    assert rmsprop_steps(gradients) == pytest.approx(expected, rel=1e-9)


def test_adam_of_the_exercise_and_its_reference_are_torchs(gradients):
    scope = names(LESSON)
    expected = torch_steps(gradients, lambda w: torch.optim.Adam(w, lr=0.01, betas=(0.8, 0.99)))
    own = solution(LESSON, "adam_steps", math=math)(gradients, 0.01, 0.8, 0.99)
    assert own == pytest.approx(expected, rel=1e-9)
    assert scope["torch_adam"](gradients, 0.01, 0.8, 0.99) == expected


def test_nesterov_without_points_is_torchs(gradients):
    own = solution(LESSON, "optional_nesterov_steps")(gradients, 0.1, 0.9)
    make = lambda w: torch.optim.SGD(w, lr=0.1, momentum=0.9, nesterov=True)  # noqa: E731
    assert own == pytest.approx(torch_steps(gradients, make), rel=1e-9)


@pytest.mark.parametrize("beta", [0, 0.9])
def test_the_steps_that_the_text_counts_are_those_of_torch(beta):
    [steps_to_star] = shown(LESSON, "steps_to_star", math=math)
    place = torch.tensor([-1.8, 1.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([place], lr=0.013, momentum=beta)
    outside = 0
    for step in range(1, 1001):
        place.grad = torch.tensor([1.0, 100.0], dtype=torch.float64) * place.detach()
        optimizer.step()
        if math.dist(place.tolist(), (0, 0)) > 0.1:
            outside = step
    assert steps_to_star(0.013, beta, 100) == outside + 1 < 1000


def test_a_descent_that_diverges_never_stays_at_the_star():
    [steps_to_star] = shown(LESSON, "steps_to_star", math=math)
    assert steps_to_star(0.021, 0, 100) > 3000


def test_the_light_of_the_scanner_can_be_divided_out_again():
    import dataclasses

    [scan] = shown(LESSON, "scan", dataclasses=dataclasses)
    digits = h.load_mnist().subset(100)
    light = torch.logspace(0, math.log10(0.003), 28).repeat_interleave(28)
    faded = scan(digits, light)
    assert faded.X_val[:, :28].equal(digits.X_val[:, :28])
    assert faded.X_test[:, -28 * 6 :].max() < 0.01 < digits.X_test[:, -28 * 6 :].max()
    assert scan(faded, 1 / light).X_train == pytest.approx(digits.X_train, abs=1e-6)
