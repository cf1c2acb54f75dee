"""What lesson 01 builds by hand agrees with the library, and its numbers with arithmetic."""

import itertools
import math
import random

import pytest
import torch
from answers import names, shown
from torch import nn

import hyperlib as h

pytestmark = pytest.mark.lesson01
LESSON = "01_what_are_hyperparameters"


@pytest.fixture(scope="module")
def by_hand():
    """The class and the function that the lesson's cells define."""
    names = "NeuralNetwork", "chance"
    return dict(zip(names, shown(LESSON, *names, nn=nn, math=math), strict=True))


@pytest.mark.parametrize("hidden", [[128, 64, 32], [5], [4, 4, 3, 9]])
def test_the_network_by_hand_is_that_of_the_library(by_hand, hidden):
    mine = by_hand["NeuralNetwork"](784, len(hidden), hidden, 10)
    other = h.NeuralNetwork(784, len(hidden), hidden, 10)
    assert str(mine) == str(other)
    other.load_state_dict(mine.state_dict())
    X = torch.rand(3, 784, generator=torch.Generator().manual_seed(0))
    assert torch.equal(mine(X), other(X))


@pytest.mark.parametrize(("k", "n"), [(0, 3), (4, 5), (5, 5), (9, 10), (3, 4)])
def test_the_chance_of_heads_counts_all_tosses(by_hand, k, n):
    tosses = list(itertools.product((0, 1), repeat=n))
    assert by_hand["chance"](k, n) == sum(sum(toss) >= k for toss in tosses) / len(tosses)


def test_the_parameter_count_is_that_of_a_network():
    counted, rng = names(LESSON)["parameter_count"], random.Random(0)
    for depth in range(5):
        n_input, n_output, *hidden = rng.sample(range(1, 30), depth + 2)
        model = h.MLP(n_input, hidden, n_output)
        assert counted(n_input, hidden, n_output) == h.count_parameters(model)
