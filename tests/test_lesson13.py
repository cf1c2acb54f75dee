"""What lesson 13 builds by hand agrees with counting, and with the library's own search."""

import itertools
import statistics

import pytest
from answers import names

import hyperlib as h

pytestmark = pytest.mark.lesson13
LESSON = "13_manual_grid_and_random_search"


@pytest.mark.parametrize("scores", [[0.4], [0.9, 0.1, 0.5], [0.3, 0.7, 0.7, 0.2], [-1.0, 0.5]])
@pytest.mark.parametrize("n", [1, 2, 4])
def test_the_expected_best_is_the_mean_over_all_draws(scores, n):
    counted = statistics.mean(map(max, itertools.product(scores, repeat=n)))
    assert names(LESSON)["expected_best"](scores, n) == pytest.approx(counted)


def test_what_is_drawn_is_spread_as_the_library_spreads_it():
    space = {"lr": ("log", 1e-4, 1.0), "dropout": ("linear", 0.0, 0.5)}
    drawn = names(LESSON)["draw"](space, 4000, 0)
    own = {"lr": h.search.LogUniform(1e-4, 1.0), "dropout": h.search.Uniform(0.0, 0.5)}
    library = h.search.sample(own, 4000, seed=0)
    for name in space:
        middles = [
            statistics.quantiles([value[name] for value in drawn], n=4),
            statistics.quantiles([getattr(value, name) for value in library], n=4),
        ]
        # 4,000 draws: a quartile is off by 0.007 of the range, on the log scale for lr
        assert middles[0] == pytest.approx(middles[1], rel=0.35 if name == "lr" else 0.06)
    assert all(h.Hyperparameters().replace(**value) for value in drawn[:5])


def test_random_draws_beat_a_grid_only_where_it_is_small():
    """The lesson's counts of repeats do not hang on the generator's seed."""
    import numpy as np

    table = h.load_table("model").select(activation="relu", epoch=10)
    scores = np.nan_to_num(table.val_accuracy, nan=0.1).mean(axis=-1)
    for seed in (1, 2):
        rng = np.random.default_rng(seed)
        better = {}
        for values, trials in ((2, 32), (3, 162)):
            wins = 0
            for _ in range(4000):
                grid = [rng.choice(n, min(values, n), replace=False) for n in scores.shape]
                drawn = tuple(rng.integers(n, size=trials) for n in scores.shape)
                wins += scores[drawn].max() > scores[np.ix_(*grid)].max()
            better[trials] = wins / 4000
        assert better[32] > 0.52 and better[162] < 0.4
