"""What lesson 08 builds by hand: several ways to write the rule of early stopping agree."""

import math
import random

import pytest
import torch
from answers import right, solution

import hyperlib as h
from hyperlib.training import out_of_patience

pytestmark = pytest.mark.lesson08
LESSON = "08_epochs_and_early_stopping"


@pytest.fixture(scope="module")
def solutions():
    return {name: solution(LESSON, name) for name in ("best_epoch", "stopping_cost")}


@pytest.fixture(scope="module")
def answers():
    names = {"best_epoch": "index", "EarlyStopping": "counter", "stopping_cost": "slices"}
    return {name: right(LESSON, name, way, math=math) for name, way in names.items()}


def random_curves(count):
    generator = random.Random(0)
    for _ in range(count):
        n = generator.randrange(1, 30)
        yield [generator.choice([0.5, 0.6, 0.7, 0.8, 0.9, 1.0]) for _ in range(n)]


def test_the_class_stops_where_the_function_stops(solutions, answers):
    for losses in random_curves(500):
        for patience in (1, 2, 5):
            stopper = answers["EarlyStopping"](patience)
            trained = next((k for k, x in enumerate(losses, 1) if stopper.step(x)), len(losses))
            cost = solutions["stopping_cost"](losses, patience)
            assert cost == [trained, min(losses[:trained]) - min(losses)]
            assert stopper.best_epoch == solutions["best_epoch"](losses[:trained])


def test_a_solution_and_an_answer_of_another_style_agree(solutions, answers):
    for losses in random_curves(500):
        assert solutions["best_epoch"](losses) == answers["best_epoch"](losses)
        for patience in (1, 3):
            expected = solutions["stopping_cost"](losses, patience)
            assert answers["stopping_cost"](losses, patience) == pytest.approx(expected)


def test_the_library_stops_where_the_lesson_stops(solutions):
    for losses in random_curves(500):
        for patience in (1, 2, 5):
            ends = (k for k in range(1, len(losses)) if out_of_patience(losses[:k], patience))
            assert next(ends, len(losses)) == solutions["stopping_cost"](losses, patience)[0]


def test_weights_kept_without_a_copy_are_not_the_best_ones():
    import copy

    data = h.load_mnist().subset(100)
    model = h.MLP(784, [8], 10, seed=0)
    live, copied = model.state_dict(), copy.deepcopy(model.state_dict())
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    torch.nn.functional.cross_entropy(model(data.X_train), data.y_train).backward()
    optimizer.step()
    name = next(iter(copied))
    assert torch.equal(live[name], model.state_dict()[name])
    assert not torch.equal(copied[name], model.state_dict()[name])
