"""Spirals and moons follow their formulas, are the same for everybody, and can be learned from."""

import math

import numpy as np
import pytest
import torch

import hyperlib as h

MAKERS = {"moons": h.make_moons, "spirals": h.make_spirals}
SMALL = h.Hyperparameters(n_neurons=(16, 16), lr=0.01, batch_size=32, epochs=2)


def points(data):
    X = torch.cat([data.X_train, data.X_val, data.X_test])
    return X, torch.cat([data.y_train, data.y_val, data.y_test])


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_the_parts_have_their_sizes_and_types_and_both_classes_in_their_share(make):
    data = make(250)
    for part, n in (("train", 150), ("val", 50), ("test", 50)):
        X, y = getattr(data, f"X_{part}"), getattr(data, f"y_{part}")
        assert X.shape == (n, 2) and X.dtype == torch.float32
        assert torch.bincount(y).tolist() == [n // 2, n // 2]
    assert (data.n_input, data.n_output) == (2, 2)
    assert len({tuple(x) for x in points(data)[0].tolist()}) == 250  # no point in two parts


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_the_smallest_sets_hold_both_classes_in_each_part(make):
    for n in range(10, 40):
        data = make(n)
        assert len(points(data)[1]) == n
        assert {len(torch.unique(y)) for y in (data.y_train, data.y_val, data.y_test)} == {2}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_seed_fixes_the_points_and_touches_no_global_generator(make):
    state = torch.get_rng_state(), np.random.get_state()[1].tolist()
    a, again, other = make(seed=3), make(seed=3), make(seed=4)
    assert torch.equal(points(a)[0], points(again)[0])
    assert not torch.equal(points(a)[0], points(other)[0])
    assert torch.equal(torch.get_rng_state(), state[0])
    assert np.random.get_state()[1].tolist() == state[1]


@pytest.mark.parametrize(
    ("make", "first"),
    [
        (h.make_moons, [(2.1524, 0.1195), (1.722, 0.2991), (-0.9364, 0.6938)]),
        (h.make_spirals, [(1.8574, -2.3179), (2.9775, -0.8659), (-1.9249, 2.3232)]),
    ],
)
def test_the_points_are_those_of_every_machine(make, first):
    # written down on x86-64; four digits, since a sine may differ in the last one of float64
    assert make().X_train[:3].numpy() == pytest.approx(np.array(first), abs=6e-5)


def test_moons_without_noise_lie_on_two_half_circles():
    X, y = points(h.make_moons(200, noise=0))
    upper, lower = X[y == 0], X[y == 1]
    assert torch.allclose(upper.norm(dim=1), torch.ones(100), atol=1e-6)
    assert upper[:, 1].min() >= 0
    center = torch.tensor([1.0, 0.5])
    assert torch.allclose((lower - center).norm(dim=1), torch.ones(100), atol=1e-6)
    assert lower[:, 1].max() <= 0.5


@pytest.mark.parametrize("turns", [1.5, 3])
def test_spirals_without_noise_wind_around_each_other(turns):
    X, y = points(h.make_spirals(400, turns=turns, noise=0))
    X[y == 1] *= -1  # the second is opposite of the first
    radius = X.norm(dim=1)
    t = (4 * radius - 1) / 12  # radius (1 + 12 t) / 4
    assert -1e-6 <= t.min() < 0.15 and 0.99 < t.max() <= 1 + 1e-6
    turned = torch.atan2(X[:, 1], X[:, 0]) - 2 * math.pi * turns * t
    assert torch.allclose(torch.cos(turned), torch.ones(400), atol=1e-5)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_noise_is_normal_with_its_standard_deviation(make):
    plain, noisy = points(make(5000, noise=0)), points(make(5000, noise=0.3))
    added = noisy[0] - plain[0]
    # 10,000 draws: the standard deviation is known to 0.7%, the mean to 0.003
    assert added.std().item() == pytest.approx(0.3, rel=0.03)
    assert abs(added.mean().item()) < 0.015


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_everything_that_takes_digits_takes_them(make):
    data = make(200)
    small = data.subset(20, seed=1)
    assert torch.bincount(small.y_train).tolist() == [10, 10]
    run = h.train(SMALL, data, seed=1)
    [lane] = h.sweep([SMALL], data, seeds=[1]).lanes
    assert [e.val_loss for e in lane.history] == pytest.approx(
        [e.val_loss for e in run.history], rel=1e-3
    )
    assert run.model(data.X_test).shape == (40, 2)
    assert 0 <= h.evaluate(run.model, data.X_test, data.y_test)[1] <= 1
    assert len(h.lr_range_test(SMALL, data, steps=30).losses) > 1
    assert len(h.gradient_norms(run.model, data.X_train, data.y_train)) == 3
    assert len(h.activation_statistics(run.model, data.X_train)) == 2
    space = {"lr": h.search.LogUniform(1e-3, 0.1)}
    assert len(h.search.random_search(space, data, 2, base=SMALL).trials) == 2


def test_hidden_layers_learn_what_a_line_cannot():
    # over seeds 0 to 9 the line reached at most 0.91 and 0.66 of the validation points,
    # the networks at least 0.975 and 0.97
    deep = SMALL.replace(epochs=40)
    for data, line, network in ((h.make_moons(), 0.94, 0.94), (h.make_spirals(), 0.75, 0.9)):
        found = h.sweep(
            [deep.replace(n_neurons=()), deep], data, measure="last epoch", parts=["val"]
        )
        flat, bent = (lane.final.val_accuracy for lane in found.lanes)
        assert flat < line and bent > network
