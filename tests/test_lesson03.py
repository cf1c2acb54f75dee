"""What lesson 03 computes by hand agrees with torch and with the library."""

import math
import random
import statistics

import pytest
import torch
from answers import names, shown, solution

import hyperlib as h

pytestmark = pytest.mark.lesson03
SHAPES = [[784, 10], [784, 64, 10], [5, 4, 3, 2], [7, 7, 7, 7, 7]]


@pytest.fixture(scope="module")
def hidden():
    front = solution("03_width", "optional_pareto_front", math=math)
    return names("03_width") | {"pareto_front": front}


@pytest.mark.parametrize("sizes", SHAPES)
def test_the_work_of_the_lesson_is_that_of_the_library(sizes):
    [work] = shown("03_width", "work")
    model = h.MLP(sizes[0], sizes[1:-1], sizes[-1])
    assert work(sizes) == h.multiply_adds(model)


@pytest.mark.parametrize("sizes", SHAPES)
def test_multiply_adds_are_half_of_what_torch_counts(sizes):
    from torch.utils.flop_counter import FlopCounterMode

    model = h.MLP(sizes[0], sizes[1:-1], sizes[-1])
    with FlopCounterMode(display=False) as counter:
        model(torch.zeros(3, sizes[0]))
    assert counter.get_total_flops() == 2 * 3 * h.multiply_adds(model)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_an_optimizer_remembers_as_many_numbers_as_the_library_says(optimizer):
    model = h.MLP(6, [5], 3)
    make = {
        "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
        "momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
        "adam": lambda p: torch.optim.Adam(p, lr=0.1),
    }[optimizer](model.parameters())
    model(torch.ones(2, 6)).sum().backward()
    make.step()
    kept = sum(
        value.numel()
        for state in make.state.values()
        for name, value in state.items()
        if torch.is_tensor(value) and name != "step"
    )
    more = h.training_memory(model, optimizer=optimizer) - h.training_memory(model, optimizer="sgd")
    assert 4 * kept == more


def test_the_front_holds_exactly_what_nothing_dominates(hidden):
    generator = random.Random(0)
    for _ in range(200):
        runs = [
            [k, generator.randrange(8), generator.choice([0.1, 0.2, 0.3, 0.4, float("nan")])]
            for k in range(generator.randrange(12))
        ]
        front = set(hidden["pareto_front"](runs))
        for name, cost, accuracy in runs:
            better = [
                r
                for r in runs
                if (r[1] < cost and r[2] >= accuracy) or (r[1] <= cost and r[2] > accuracy)
            ]
            assert (name in front) == (not math.isnan(accuracy) and not better)


def test_the_spread_is_that_of_the_statistics_module(hidden):
    generator = random.Random(0)
    for _ in range(200):
        table = {w: [generator.gauss(0.8, 0.02) for _ in range(4)] for w in (8, 16, 32, 64)}
        best = max(table, key=lambda w: statistics.mean(table[w]))
        limit = statistics.mean(table[best]) - statistics.stdev(table[best])
        assert hidden["good_enough"](table) == min(
            w for w in table if statistics.mean(table[w]) >= limit
        )
