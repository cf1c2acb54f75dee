"""What lesson 08 builds by hand: several ways to write the rule of early stopping agree."""

import copy
import math
import random

import pytest
import torch
from answers import right, shown, solution

import hyperlib as h
from hyperlib.training import out_of_patience

pytestmark = pytest.mark.lesson08
LESSON = "08_epochs_and_early_stopping"


@pytest.fixture(scope="module")
def watch():
    """The rule that the lesson replays over measured curves, from its source."""
    return shown(LESSON, "watch", math=math)[0]


@pytest.fixture(scope="module")
def stoppers():
    return [
        solution(LESSON, "EarlyStopping"),
        *(right(LESSON, "EarlyStopping", way, math=math) for way in ("counter", "whole history")),
    ]


def random_curves(count):
    generator = random.Random(0)
    for _ in range(count):
        n = generator.randrange(1, 30)
        yield [generator.choice([0.5, 0.6, 0.7, 0.8, 0.9, 1.0]) for _ in range(n)]


def test_the_class_stops_where_the_replayed_rule_stops_and_keeps_what_it_keeps(watch, stoppers):
    for losses in random_curves(300):
        for patience in (1, 2, 5):
            for min_delta in (0.0, 0.15):
                end, kept = watch(losses, patience, min_delta)
                for kind in stoppers:
                    stopper = kind(patience, min_delta)
                    told = (k for k, loss in enumerate(losses, 1) if stopper.step(loss))
                    assert next(told, len(losses)) == end
                    assert stopper.best_epoch == kept and stopper.best == losses[kept - 1]
                    if not min_delta:
                        assert stopper.best == min(losses[:end])
                        assert stopper.best_epoch == losses.index(stopper.best) + 1


def test_the_library_stops_where_the_lesson_stops(watch):
    for losses in random_curves(500):
        for patience in (1, 2, 5):
            ends = (k for k in range(1, len(losses)) if out_of_patience(losses[:k], patience))
            assert next(ends, len(losses)) == watch(losses, patience)[0]


def test_a_long_run_passes_through_every_shorter_one_and_restoring_goes_back_to_it():
    data = h.load_mnist().subset(200).mislabeled(0.3)
    base = h.Hyperparameters(n_neurons=(16,), lr=0.01, batch_size=32, epochs=12)
    long = h.train(base, data, seed=1)
    restored = h.train(base.replace(patience=3), data, seed=1, restore=True)
    epoch = restored.lowest.epoch
    assert 1 <= epoch <= len(restored.history) < 12
    short = h.train(base.replace(epochs=epoch), data, seed=1)
    for one, other in zip(short.history, long.history, strict=False):
        assert one.val_loss == other.val_loss
    for one, other in zip(short.model.parameters(), restored.model.parameters(), strict=True):
        assert torch.equal(one, other)


def test_weights_kept_without_a_copy_are_not_the_best_ones():
    data = h.load_mnist().subset(100)
    model = h.MLP(784, [8], 10, seed=0)
    live, copied = model.state_dict(), copy.deepcopy(model.state_dict())
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    torch.nn.functional.cross_entropy(model(data.X_train), data.y_train).backward()
    optimizer.step()
    name = next(iter(copied))
    assert torch.equal(live[name], model.state_dict()[name])
    assert not torch.equal(copied[name], model.state_dict()[name])
