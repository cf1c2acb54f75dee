"""What lesson 11 computes by hand agrees with torch and with the library."""

import math
import random
import runpy

import pytest
import torch
from answers import LESSONS, right, solution

import hyperlib as h

pytestmark = pytest.mark.lesson11
LESSON = "11_l1_and_l2"


@pytest.fixture(scope="module")
def hidden():
    return runpy.run_path(str(LESSONS / LESSON / "hidden.py"))


def test_soft_thresholding_is_what_torch_calls_softshrink():
    soft_threshold = solution(LESSON, "soft_threshold")
    weights = torch.linspace(-3, 3, 61, dtype=torch.float64)
    for t in (0.0, 0.5, 1.7):
        expected = torch.nn.functional.softshrink(weights, t).tolist()
        answer = soft_threshold(weights.tolist(), t)
        assert answer == pytest.approx(expected)


def test_soft_thresholding_minimizes_the_sum_of_loss_and_penalty():
    soft_threshold = solution(LESSON, "soft_threshold")
    generator = random.Random(0)
    for _ in range(50):
        best, t = generator.uniform(-3, 3), generator.uniform(0, 2)
        [found] = soft_threshold([best], t)
        cost = (found - best) ** 2 / 2 + t * abs(found)
        for other in [generator.uniform(-4, 4) for _ in range(200)] + [0.0, best]:
            assert cost <= (other - best) ** 2 / 2 + t * abs(other) + 1e-12


def test_the_formula_of_the_first_step_is_the_step_of_torch(hidden):
    by_hand = right(LESSON, "first_step", "numpy", math=math)
    for decoupled in (True, False):
        for arguments in hidden["draw_steps"](random.Random(1), decoupled):
            assert by_hand(*arguments) == pytest.approx(hidden["first_step"](*arguments))


def test_the_gradient_of_the_l2_penalty_is_what_weight_decay_adds():
    penalty = right(LESSON, "penalty", "comprehension", torch=torch)
    model = h.MLP(5, [4], 3, seed=0)
    weights = [p for p in model.parameters() if p.ndim == 2]
    found = torch.autograd.grad(penalty(model, 0.0, 0.3), weights)
    for gradient, weight in zip(found, weights, strict=True):
        torch.testing.assert_close(gradient, 0.3 * weight)


def test_weight_decay_is_l2_for_sgd_and_not_for_adam():
    data = h.load_mnist().subset(100)
    for name, same in (("sgd", True), ("adam", False)):
        ends = []
        for kind in ("penalty", "decay"):
            model = h.MLP(784, [8], 10, seed=0).double()
            make = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[name]
            optimizer = make(model.parameters(), lr=0.01)
            for _ in range(5):
                loss = torch.nn.functional.cross_entropy(model(data.X_train.double()), data.y_train)
                if kind == "penalty":
                    loss = loss + 0.25 * sum((p**2).sum() for p in model.parameters())
                optimizer.zero_grad()
                loss.backward()
                if kind == "decay":
                    with torch.no_grad():
                        for p in model.parameters():
                            p *= 1 - 0.01 * 0.5
                optimizer.step()
            ends.append(torch.cat([p.detach().flatten() for p in model.parameters()]))
        assert torch.allclose(*ends, atol=1e-10) == same


def test_the_librarys_l1_is_on_weights_and_not_on_biases():
    data = h.load_mnist().subset(100)
    config = h.Hyperparameters(n_neurons=(8,), epochs=1, batch_size=100, optimizer="sgd", lr=0.1)
    plain = h.train(config, data, seed=0).model
    priced = h.train(config.replace(l1=0.01), data, seed=0).model
    start = h.MLP(784, [8], 10, seed=0)
    for a, b, first in zip(
        plain.parameters(), priced.parameters(), start.parameters(), strict=True
    ):
        pull = 0.1 * 0.01 * first.sign() if first.ndim == 2 else 0.0
        torch.testing.assert_close(b, a - pull, rtol=1e-4, atol=1e-6)
