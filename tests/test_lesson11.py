"""What lesson 11 computes by hand agrees with torch and with the library."""

import math
import random

import pytest
import torch
from answers import shown, solution

import hyperlib as h
from hyperlib.labs.limits import quantities

pytestmark = pytest.mark.lesson11
LESSON = "11_l1_and_l2"


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


def test_the_steps_by_hand_end_where_loss_and_penalty_are_lowest():
    [shrink] = shown(LESSON, "shrink")
    for a in (2, 0.5, 0.1, -0.7):
        l1, l2 = shrink(a, l1=0.3, l2=0), shrink(a, l1=0, l2=0.3)
        assert l2[-1] == pytest.approx(a / 1.3, abs=1e-4)
        wanted = math.copysign(max(abs(a) - 0.3, 0), a)
        hover = 0.1 * 0.3 if wanted == 0 else 0  # no farther than rate times strength
        assert all(w == pytest.approx(wanted, abs=hover + 1e-4) for w in l1[-3:])


@pytest.mark.parametrize("penalty", ["L1", "L2"])
def test_the_dot_of_the_picture_is_the_lowest_point(penalty):
    landscape, lowest = shown(LESSON, "landscape", "lowest", STAR=(0.4, 1.3), math=math)
    side = torch.linspace(-0.5, 1.5, 401, dtype=torch.float64)
    u, v = torch.meshgrid(side, side, indexing="ij")
    price = u.abs() + v.abs() if penalty == "L1" else (u**2 + v**2) / 2
    for strength in (0, 0.2, 0.6, 0.7, 1.4, 1.6):
        at = (landscape(u, v) + strength * price).argmin()
        found = lowest(penalty, strength)
        assert found == pytest.approx((u.flatten()[at].item(), v.flatten()[at].item()), abs=0.01)
        if penalty == "L1":  # what the lesson says of the explorer
            assert [w == 0 for w in found] == [strength >= 0.7, strength >= 1.6]


def test_what_the_lab_counts_is_what_the_lesson_counts():
    data = h.load_mnist().subset(300)
    run = h.train(h.Hyperparameters(n_neurons=(16,), l1=1e-3, epochs=3), data, seed=1)
    [near_zero] = shown(LESSON, "near_zero", inked=data.X_train.sum(0) > 0)
    assert near_zero(run) == pytest.approx(quantities(run, data)["zero_weights"])
    assert 0 < near_zero(run) < 1


@pytest.mark.parametrize("decoupled", [False, True])
def test_the_step_of_the_optional_exercise_is_that_of_torch(decoupled):
    first_step = solution(LESSON, "optional_first_step")
    generator = random.Random(1)
    kind = torch.optim.AdamW if decoupled else torch.optim.Adam
    for _ in range(20):
        weights = [generator.uniform(-3, 3) for _ in range(4)]
        gradients = [generator.choice([-1, 1]) * 10 ** generator.uniform(-2, 1) for _ in weights]
        w = torch.tensor(weights, dtype=torch.float64, requires_grad=True)
        w.grad = torch.tensor(gradients, dtype=torch.float64)
        kind([w], lr=0.1, weight_decay=0.3).step()
        found = first_step(weights, gradients, 0.1, 0.3, decoupled)
        assert found == pytest.approx(w.tolist())


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
