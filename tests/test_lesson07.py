"""What lesson 07 computes by hand agrees with torch, and its formulas with simulation."""

import random

import pytest
import torch
from answers import right, solution
from torch.nn.functional import cross_entropy

import hyperlib as h

pytestmark = pytest.mark.lesson07
LESSON = "07_batch_size"


def test_the_variance_formula_is_what_drawing_batches_shows():
    generator = random.Random(0)
    gradients = [[generator.gauss(0, 1), generator.gauss(2, 3)] for _ in range(20)]
    full = torch.tensor(gradients).mean(0)
    drawn = torch.randint(20, (20_000, 5), generator=torch.Generator().manual_seed(0))
    batches = torch.tensor(gradients)[drawn].mean(1)
    simulated = ((batches - full) ** 2).sum(1).mean().item()
    assert solution(LESSON, "batch_variance")(gradients, 5) == pytest.approx(simulated, rel=0.05)


def test_accumulated_gradients_are_those_of_the_whole_batch():
    names = {"torch": torch, "cross_entropy": cross_entropy}
    for name in ("weighted", "autograd"):
        accumulate = right(LESSON, "accumulate", name, **names)
        data = h.load_mnist().subset(100)
        model = h.MLP(784, [8], 10, seed=0)
        pieces = accumulate(model, data.X_train, data.y_train, 33)
        loss = cross_entropy(model(data.X_train), data.y_train)
        whole = torch.autograd.grad(loss, list(model.parameters()))
        for a, b in zip(pieces, whole, strict=True):
            torch.testing.assert_close(a, b, rtol=1e-4, atol=1e-6)


def test_batches_without_replacement_are_less_noisy_by_the_factor_of_the_lesson():
    generator = torch.Generator().manual_seed(0)
    gradients = torch.randn(20, 3, generator=generator)
    variance = gradients.var(0, unbiased=False).sum().item()
    orders = torch.rand(20_000, 20, generator=generator).argsort(1)[:, :8]  # 8 of 20, no one twice
    noise = ((gradients[orders].mean(1) - gradients.mean(0)) ** 2).sum(1).mean().item()
    assert noise == pytest.approx(variance / 8 * (20 - 8) / (20 - 1), rel=0.05)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_the_best_measured_rate_grows_with_the_batch(optimizer):
    table = h.load_table("model").select(
        activation="relu", depth=1, optimizer=optimizer, width=64, epoch=10
    )
    best = [
        table.select(batch_size=b).val_accuracy.mean(axis=1).argmax()
        for b in table.axes["batch_size"]
    ]
    assert best == sorted(best) and best[0] < best[-1]
