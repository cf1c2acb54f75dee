"""What lesson 06 builds by hand agrees with the library and with torch's schedulers."""

import math
import random
import statistics

import pytest
import torch
from answers import names, shown

import hyperlib as h

pytestmark = pytest.mark.lesson06
LESSON = "06_schedules_and_warmup"


@pytest.fixture(scope="module")
def warm_cosine():
    return names(LESSON)["warm_cosine"]


@pytest.mark.parametrize("total", [1, 2, 7, 40])
def test_the_exercise_gives_the_factors_that_the_library_trains_with(warm_cosine, total):
    for share in (0.0, 0.1, 0.5, 0.9):
        config = h.Hyperparameters(schedule="cosine", warmup=share)
        warmup = round(share * total)
        if warmup < total:
            factors = [warm_cosine(step, total, warmup) for step in range(total)]
            assert factors == pytest.approx(h.rate_factors(config, total))


@pytest.mark.parametrize(("total", "warmup"), [(1, 0), (5, 0), (5, 4), (30, 7)])
def test_the_exercise_gives_the_factors_of_torch(warm_cosine, total, warmup):
    scheduler = torch.optim.lr_scheduler
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.7)

    def factor(step):
        if step < warmup:
            return (step + 1) / (warmup + 1)
        return (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2

    by_torch = scheduler.LambdaLR(optimizer, factor)
    chained = names(LESSON)["torch_factor"]
    for step in range(total):
        assert warm_cosine(step, total, warmup) == pytest.approx(by_torch.get_last_lr()[0] / 0.7)
        assert warm_cosine(step, total, warmup) == pytest.approx(chained(step, total, warmup))
        optimizer.step()
        by_torch.step()
    for step in (-1, total):
        with pytest.raises(ValueError, match="expected a step"):
            warm_cosine(step, total, warmup)


def test_the_mean_of_a_cosine_does_not_change_with_a_warm_up():
    """The quiz's second question holds exactly, not only to the digits that are printed."""
    plain = h.rate_factors(h.Hyperparameters(schedule="cosine"), 1000)
    warm = h.rate_factors(h.Hyperparameters(schedule="cosine", warmup=0.1), 1000)
    assert statistics.mean(warm) == pytest.approx(statistics.mean(plain), rel=1e-12)


def test_at_a_constant_rate_the_noise_stays_as_large_as_theory_says():
    """With curvature a = 1 and noise of variance 1 the variance of w is lr / (2 - lr) in the long run."""
    [descend] = shown(LESSON, "descend", random=random)
    for lr in (0.5, 0.1):
        ends = [descend([1.0] * 300, lr, seed)[-1] for seed in range(2000)]
        assert statistics.pvariance(ends) == pytest.approx(lr / (2 - lr), rel=0.12)
        assert abs(statistics.mean(ends)) < 4 * math.sqrt(lr / (2 - lr) / 2000)
