"""Searches try what they say, at the cost that they say."""

import json
import math
import re
import subprocess
import sys

import numpy as np
import pytest
import torch

import hyperlib as h
from hyperlib import search
from hyperlib.search import Choice, Integers, LogUniform, Uniform, trials
from hyperlib.sweeps import Lane, Sweep, executors, lanes

SMALL = h.Hyperparameters(n_neurons=(16,), epochs=1, batch_size=32)
SPACE = {
    "lr": LogUniform(1e-4, 1e-1),
    "dropout": Uniform(0, 0.5),
    "batch_size": Choice([32, 64]),
    "n_neurons": Choice([(8,), [16]]),
}


@pytest.fixture(scope="module")
def digits():
    return h.load_mnist().subset(200)


# Spaces -------------------------------------------------------------------------------------------


def test_ranges_reach_their_ends_and_nothing_beyond():
    for axis in (Uniform(-1, 2), LogUniform(1e-3, 0.3), Integers(2, 9), Integers(3, 77, log=True)):
        values = [axis.at(k / 1000) for k in range(1001)]
        assert values == sorted(values)
        assert (values[0], values[-1]) == (axis.low, axis.high)
        assert axis.points(2) == [axis.low, axis.high]


def test_each_integer_has_its_share():
    drawn = [Integers(2, 5).at((k + 0.5) / 1000) for k in range(1000)]
    assert {value: drawn.count(value) for value in (2, 3, 4, 5)} == dict.fromkeys((2, 3, 4, 5), 250)
    # on a log scale: as many from 1 to 9 as from 10 to 99, up to the ends that rounding widens
    drawn = [Integers(1, 99, log=True).at((k + 0.5) / 1000) for k in range(1000)]
    assert sum(value < 10 for value in drawn) == pytest.approx(550, abs=20)
    assert set(range(1, 20)) <= set(drawn)


def test_log_uniform_gives_each_decade_the_same():
    drawn = [c.lr for c in search.sample({"lr": LogUniform(1e-4, 1)}, 4000, seed=0)]
    for decade in (1e-4, 1e-3, 1e-2, 1e-1):
        share = sum(decade <= value < 10 * decade for value in drawn) / 4000
        assert share == pytest.approx(0.25, abs=0.03)  # four standard deviations


def test_points_of_a_grid():
    assert Uniform(0, 1).points(3) == [0, 0.5, 1]
    assert Uniform(0, 1).points(1) == [0.5]
    assert Integers(1, 3).points(9) == [1, 2, 3]
    assert Choice(["a", "b"]).points(1) == ["a", "b"]


def test_sample_is_repeatable_and_grows():
    few, many = search.sample(SPACE, 5, seed=3), search.sample(SPACE, 9, seed=3)
    assert few == many[:5]
    assert few != search.sample(SPACE, 5, seed=4)
    assert {c.n_neurons for c in many} == {(8,), (16,)}
    quasi = search.sample(SPACE, 8, seed=3, quasi=True)
    assert quasi[:4] == search.sample(SPACE, 4, seed=3, quasi=True)


def test_quasi_random_points_fill_the_space_more_evenly():
    def emptiest(quasi, seed):
        """Return how many of 64 points the emptiest of 8 x 8 boxes' rows holds, both ways."""
        space = {"dropout": Uniform(0, 0.5), "momentum": Uniform(0, 0.9)}
        base = h.Hyperparameters(optimizer="sgd")
        points = search.sample(space, 64, seed=seed, base=base, quasi=quasi)
        rows = [int(c.dropout * 16) for c in points], [int(c.momentum / 0.9 * 8) for c in points]
        return min(r.count(k) for r in rows for k in range(8))

    assert [emptiest(True, seed) for seed in range(5)] == [8] * 5
    assert max(emptiest(False, seed) for seed in range(5)) < 8


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: Uniform(1, 1), ValueError, "high must be > 1, got 1; try 3"),
        (lambda: Uniform("0", 1), TypeError, "low must be a number, got '0'"),
        (lambda: Uniform(0, float("nan")), ValueError, "high must be > 0, got nan"),
        (lambda: LogUniform(0, 1), ValueError, "low must be > 0, got 0"),
        (lambda: LogUniform("0", 1), TypeError, "low must be a number, got '0'; try 0.0001"),
        (lambda: Uniform(-3, -4), ValueError, "high must be > -3, got -4; try 1"),
        (lambda: Integers(1, 5, torch.zeros(2)), TypeError, "log must be True or False, got tens"),
        (lambda: Integers(1, 2.5), TypeError, "high must be an integer, got 2.5"),
        (lambda: Integers(0, 5, log=True), ValueError, "low must be >= 1, got 0"),
        (lambda: Integers(5, 2), ValueError, "high must be >= 5, got 2"),
        (lambda: Integers(1, 5, log="no"), TypeError, "log must be True or False, got 'no'"),
        (lambda: Choice("relu"), TypeError, r"values must be a list, got 'relu'; try Choice\(\['r"),
        (lambda: Choice([]), ValueError, "at least one value"),
    ],
)
def test_wrong_ranges_are_refused(make, error, says):
    with pytest.raises(error, match=says):
        make()


@pytest.mark.parametrize(
    ("space", "error", "says"),
    [
        ([], TypeError, "space must be a dictionary"),
        ({}, ValueError, r'at least one hyperparameter; try {"lr": LogUniform\(1e-4, 1e-1\)}'),
        ({"rate": Uniform(0, 1)}, ValueError, "'rate' in space is not a hyperparameter; expected"),
        ({"lr": [0.1, 0.2]}, TypeError, r"space\['lr'\] must be Uniform, .*got \[0.1, 0.2\]"),
        (
            {"dropout": Uniform(0, 1)},
            ValueError,
            r"space\['dropout'\] holds a wrong value: dropout",
        ),
        ({"momentum": Uniform(0, 2)}, ValueError, r"space\['momentum'\] holds a wrong value"),
        ({"activation": Choice(["relu", "elu"])}, ValueError, "activation must be one of"),
        ({"batch_size": Uniform(16, 64)}, TypeError, "batch_size must be an integer, got 16"),
        ({"momentum": Uniform(0.1, 0.9)}, ValueError, "momentum belongs to sgd"),
    ],
)
def test_wrong_spaces_are_refused(space, error, says):
    with pytest.raises(error, match=says):
        search.sample(space, 3)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda d: search.grid_search(SPACE, d, 0), "points must be >= 1"),
        (lambda d: search.random_search(SPACE, d, 0), "trials must be >= 1"),
        (lambda d: search.successive_halving(SPACE, d, 9, factor=1), "factor must be >= 2"),
        (lambda d: search.successive_halving(SPACE, d, 9, min_epochs=5, max_epochs=3), "max_ep"),
        (lambda d: search.hyperband({"epochs": Integers(1, 3)}, d), "epochs and patience cannot"),
        (
            lambda d: search.hyperband(SPACE, d, base=SMALL.replace(schedule="cosine")),
            "schedule must be 'constant', got 'cosine'.*; try schedule='constant'",
        ),
        (lambda d: search.hyperband(SPACE, d, base=SMALL.replace(warmup=0.1)), "warmup must be 0"),
        (
            lambda d: search.hyperband(SPACE | {"warmup": search.Uniform(0, 0.3)}, d, base=SMALL),
            "schedule and warmup cannot be in space",
        ),
        (lambda d: search.optuna_search(SPACE, d, 0), "trials must be >= 1"),
        (lambda d: search.optuna_search(SPACE, d, 1, batch=0), "batch must be >= 1"),
        (lambda d: search.optuna_search(SPACE, d, 1, storage="no/such/x"), "an existing folder"),
        (lambda d: search.optuna_search(SPACE, d, 1, seeds=0), "seeds must be >= 1"),
        (lambda d: search.random_search(SPACE, d, 1, parts=["train"]), "parts must name 'val'"),
    ],
)
def test_wrong_arguments_are_refused_before_training(digits, call, says, monkeypatch):
    monkeypatch.setattr(trials, "sweep", lambda *a, **k: pytest.fail("trained"))
    with pytest.raises(ValueError, match=says):
        call(digits)


# Searches over a sweep ----------------------------------------------------------------------------


def test_grid_search_tries_every_combination(digits):
    space = {"lr": LogUniform(1e-3, 1e-1), "batch_size": Choice([32, 64])}
    found = search.grid_search(space, digits, 3, base=SMALL, seeds=2)
    assert [(round(t.config.lr, 6), t.config.batch_size) for t in found.trials] == [
        (lr, size) for lr in (0.001, 0.01, 0.1) for size in (32, 64)
    ]
    assert found.complete and found.epochs == 6 * 2
    trial = found.trials[3]
    runs = [h.train(trial.config, digits, seed=seed) for seed in (0, 1)]
    assert trial.scores == pytest.approx([r.final.val_accuracy for r in runs], abs=2e-3)
    assert trial.score == sum(trial.scores) / 2
    assert found.best.score == max(t.score for t in found.trials)
    row = found.rows[3]
    assert (row["trial"], row["lr"], row["cost"]) == (3, trial.config.lr, 2)


def test_random_search_trains_what_sample_draws(digits):
    found = search.random_search(SPACE, digits, 6, seed=1, base=SMALL)
    assert [t.config for t in found.trials] == search.sample(SPACE, 6, seed=1, base=SMALL)
    curve = found.incumbents()
    assert [spent for spent, _ in curve] == [1, 2, 3, 4, 5, 6]
    assert [best for _, best in curve] == sorted(best for _, best in curve)
    assert curve[-1][1] == found.best.score


def test_what_diverges_comes_last(digits):
    base = SMALL.replace(optimizer="sgd")
    found = search.grid_search({"lr": Choice([1e10, 0.1])}, digits, base=base)
    bad, good = found.trials
    assert bad.score == 0 < good.score and found.best is good


def test_an_interrupted_search_goes_on_with_its_file(digits, tmp_path, monkeypatch, capsys):
    file = tmp_path / "search.jsonl"
    whole = executors._as_completed

    def interrupted(futures):
        yield next(whole(futures))
        raise KeyboardInterrupt

    space = {"batch_size": Choice([16, 20, 32, 50])}
    with monkeypatch.context() as patch:
        patch.setattr(executors, "_as_completed", interrupted)
        found = search.grid_search(space, digits, base=SMALL, file=file)
    assert not found.complete and len(found.trials) == 1
    assert "lanes done: 1 of 4" in capsys.readouterr().err
    again = search.grid_search(space, digits, base=SMALL, file=file)
    assert again.complete and len(again.trials) == 4
    assert len(file.read_text().splitlines()) == 4


def fail(monkeypatch, when):
    """Let each lane fail whose configuration answers yes."""
    init = lanes.Lanes.__init__

    def failing(self, configs, seed, examples):
        if any(when(config) for config in configs):
            raise MemoryError("no room")
        init(self, configs, seed, examples)

    monkeypatch.setattr(lanes.Lanes, "__init__", failing)


SEARCHES = {
    "grid": lambda data, **o: search.grid_search({"lr": Choice([0.01, 0.02])}, data, **o),
    "random": lambda data, **o: search.random_search({"lr": LogUniform(1e-3, 1)}, data, 3, **o),
    "halving": lambda data, **o: search.successive_halving(
        {"lr": LogUniform(1e-3, 1)}, data, 4, max_epochs=2, factor=2, **o
    ),
    "hyperband": lambda data, **o: search.hyperband(
        {"lr": LogUniform(1e-3, 1)}, data, max_epochs=2, factor=2, **o
    ),
    "optuna": lambda data, **o: search.optuna_search({"lr": LogUniform(1e-3, 1)}, data, 5, **o),
}


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_in_which_every_lane_fails_is_an_error(digits, monkeypatch, name):
    fail(monkeypatch, lambda config: True)
    with pytest.raises(RuntimeError, match="no configuration .* could be trained: MemoryError: no"):
        SEARCHES[name](digits, base=SMALL, seeds=2)


@pytest.mark.parametrize("name", SEARCHES)
def test_lanes_that_fail_are_told(digits, monkeypatch, name):
    count = []
    fail(monkeypatch, lambda config: count.append(1) or len(count) == 1)
    real = executors.train_tile  # one lane at a time, so that only one fails

    def alone(tile, *rest):
        parts = [executors.replace(tile, configs=[config]) for config in tile.configs]
        return [real(part, *rest)[0] for part in parts]

    monkeypatch.setattr(executors, "train_tile", alone)
    with pytest.warns(UserWarning, match="1 lane of 1 of the .* failed, with score 0: MemoryErr"):
        found = SEARCHES[name](digits, base=SMALL)
    [lost] = [trial for trial in found.trials if trial.failed]
    assert lost.lost and lost.score == 0 and lost.reasons == ("MemoryError: no room",)
    assert found.best is not lost and found.best.score > 0
    assert [row["reason"] for row in found.rows].count("MemoryError: no room") == 1


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_in_which_every_lane_diverges_has_no_best(digits, name):
    base = SMALL.replace(optimizer="sgd", init_scale=1e30)
    with pytest.warns(UserWarning, match="no trial ended with a finite loss.*the loss was nan"):
        found = SEARCHES[name](digits, base=base)
    assert found.complete and all(t.score == 0 and t.lost for t in found.trials)
    with pytest.raises(ValueError, match="no best one: the loss was nan after epoch 1"):
        found.best  # noqa: B018


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_measures_what_it_reads(digits, monkeypatch, name):
    measured = []
    real = lanes.Lanes.measure
    monkeypatch.setattr(
        lanes.Lanes,
        "measure",
        lambda self, part: measured.append((part, self.update.steps)) or real(self, part),
    )
    found = SEARCHES[name](digits, base=SMALL.replace(epochs=2))
    assert {part for part, _ in measured} == {"val"}
    best = found.best
    run = h.train(best.config, digits)
    assert best.score == pytest.approx(run.final.val_accuracy, abs=2e-3)


def test_a_configuration_that_lacks_a_seed_is_left_out(digits, monkeypatch):
    real = trials.sweep

    def interrupted(*args, **options):  # before the second seed of any configuration was done
        found = real(*args, **options)
        return Sweep(tuple(lane for lane in found.lanes if lane.seed == 0), complete=False)

    monkeypatch.setattr(trials, "sweep", interrupted)
    found = search.random_search(SPACE, digits, 3, base=SMALL, seeds=2)
    assert found.trials == () and not found.complete


def test_no_best_of_nothing():
    with pytest.raises(ValueError, match="no trial is done"):
        search.Search(()).best  # noqa: B018


def test_a_trial_of_an_interrupted_search_has_the_number_that_it_has_in_the_whole_one(
    digits, monkeypatch
):
    whole = search.random_search(SPACE, digits, 3, base=SMALL)
    real = trials.sweep

    def interrupted(*args, **options):  # before the second configuration was done
        found = real(*args, **options)
        return Sweep(tuple(one for one in found.lanes if one.configuration != 1), complete=False)

    monkeypatch.setattr(trials, "sweep", interrupted)
    found = search.random_search(SPACE, digits, 3, base=SMALL)
    assert [trial.number for trial in found.trials] == [0, 2]
    assert all(whole.trials[t.number].config == t.config for t in found.trials)


# Successive halving and Hyperband -----------------------------------------------------------------


def test_the_schedule_keeps_one_in_factor():
    assert search.halving_schedule(27, 1, 27) == [(27, 1), (9, 3), (3, 9), (1, 27)]
    assert search.halving_schedule(10, 2, 9, factor=2) == [(10, 2), (5, 4), (2, 8)]
    assert search.halving_schedule(2, 1, 100) == [(2, 1)]


def test_the_brackets_are_those_of_the_paper():
    # Li et al. 2018, table 1: R = 81, eta = 3.
    assert search.hyperband_brackets(81) == [
        [(81, 1), (27, 3), (9, 9), (3, 27), (1, 81)],
        [(34, 3), (11, 9), (3, 27), (1, 81)],
        [(15, 9), (5, 27), (1, 81)],
        [(8, 27), (2, 81)],
        [(5, 81)],
    ]
    for most in range(1, 40):
        for bracket in search.hyperband_brackets(most, 2):
            assert bracket[-1][1] == most and all(n and epochs for n, epochs in bracket)


def test_halving_trains_the_best_of_each_rung_further(digits):
    found = search.successive_halving(
        SPACE, digits, 9, max_epochs=9, base=SMALL, seed=2, seeds=[0, 1]
    )
    rungs = [[t for t in found.trials if t.config.epochs == e] for e in (1, 3, 9)]
    assert [len(rung) for rung in rungs] == [9, 3, 1]
    assert [t.number for t in found.trials] == list(range(13))
    assert found.epochs == 2 * (9 * 1 + 3 * 3 + 1 * 9)
    for rung, kept in zip(rungs, rungs[1:]):
        stayed = {t.config.replace(epochs=1) for t in kept}
        scores = sorted((t.score for t in rung), reverse=True)
        mine = [t.score for t in rung if t.config.replace(epochs=1) in stayed]
        assert sorted(mine, reverse=True) == scores[: len(kept)]


def test_hyperband_gives_each_bracket_its_own_configurations(digits):
    space = {"lr": LogUniform(1e-4, 1e-1)}
    found = search.hyperband(space, digits, max_epochs=4, factor=2, base=SMALL)
    brackets = search.hyperband_brackets(4, 2)
    assert len(found.trials) == sum(n for rungs in brackets for n, _ in rungs)
    assert found.epochs == sum(n * epochs for rungs in brackets for n, epochs in rungs)
    assert len({t.config.lr for t in found.trials}) == sum(rungs[0][0] for rungs in brackets)


# Optuna -------------------------------------------------------------------------------------------


def test_optuna_chooses_in_batches(digits, monkeypatch):
    pytest.importorskip("optuna")
    sizes = []
    real = trials.sweep
    monkeypatch.setattr(
        trials,
        "sweep",
        lambda configs, *a, **k: sizes.append(len(configs)) or real(configs, *a, **k),
    )
    found = search.optuna_search(SPACE, digits, 7, batch=3, base=SMALL, seeds=2)
    assert sizes == [3, 3, 1]
    assert len(found.trials) == 7 and found.complete and found.epochs == 14
    for trial in found.trials:
        assert 1e-4 <= trial.config.lr <= 1e-1 and trial.config.n_neurons in {(8,), (16,)}
        assert len(trial.scores) == 2
    again = search.optuna_search(SPACE, digits, 7, batch=3, base=SMALL, seeds=2)
    assert [t.config for t in again.trials] == [t.config for t in found.trials]


def test_optuna_learns_where_the_good_ones_are(monkeypatch):
    """On a score that is known, its later half is better than random draws."""
    pytest.importorskip("optuna")
    space = {"lr": LogUniform(1e-6, 1), "dropout": Uniform(0, 0.9)}

    def scored(configs, data, **options):
        lanes = []
        for i, c in enumerate(configs):
            score = 1 - abs(math.log10(c.lr) + 3) / 6 - c.dropout / 2
            epoch = h.Epoch(1, 1.0, score, 1.0, score, 0.0)
            lanes.append(Lane(i, c, 0, (epoch,), False, ""))
        return Sweep(tuple(lanes))

    monkeypatch.setattr(trials, "sweep", scored)
    for seed in range(3):
        informed = search.optuna_search(space, h.make_moons(10), 60, batch=4, seed=seed)
        drawn = search.random_search(space, None, 60, seed=seed)
        late = sum(t.score for t in informed.trials[30:]) / 30
        assert late > sum(t.score for t in drawn.trials) / 60 + 0.1


def test_a_study_is_stopped_and_continued(digits, tmp_path, monkeypatch, capsys):
    pytest.importorskip("optuna")
    storage = tmp_path / "study.journal"
    first = search.optuna_search(SPACE, digits, 4, batch=2, base=SMALL, storage=storage)
    real, calls = trials.sweep, []

    def interrupted(*args, **options):
        calls.append(1)
        found = real(*args, **options)
        if len(calls) == 1:
            return found
        return Sweep(found.lanes[:1], complete=False)

    with monkeypatch.context() as patch:
        patch.setattr(trials, "sweep", interrupted)
        second = search.optuna_search(SPACE, digits, 10, batch=2, base=SMALL, storage=storage)
    assert not second.complete and len(second.trials) == 4 + 2 + 1
    assert "kept in the study" in capsys.readouterr().err
    third = search.optuna_search(SPACE, digits, 10, batch=2, base=SMALL, storage=storage)
    assert third.complete and len(third.trials) == 10
    assert third.trials[:4] == first.trials
    assert len({t.config.lr for t in third.trials}) == 10  # nothing was drawn twice
    other = {"lr": LogUniform(1e-4, 1)}
    with pytest.raises(ValueError, match="searches another space"):
        search.optuna_search(other, digits, 1, storage=storage)


def trials_in(storage, name="hyperlib"):
    """Return the trials of a stored study."""
    import optuna
    from optuna.storages.journal import JournalFileBackend, JournalStorage

    journal = JournalStorage(JournalFileBackend(str(storage)))
    return optuna.load_study(study_name=name, storage=journal).trials


def states(storage, name="hyperlib"):
    """Return how many trials of a study are in each state."""
    names = [trial.state.name for trial in trials_in(storage, name)]
    return {state: names.count(state) for state in set(names)}


LR = {"lr": LogUniform(1e-4, 1e-1)}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"base": SMALL.replace(n_neurons=(8,))}, r"base, {'n_neurons': \[16\]}, got .*\[8\]"),
        ({"base": SMALL.replace(epochs=2)}, "another base, {'epochs': 1}, got {'epochs': 2}"),
        ({"base": SMALL.replace(dropout=0.1)}, "another base, {'dropout': 0.0}, got"),
        ({"data": 300}, "another data, of other digits or another split"),
        ({"seeds": 2}, r"another seeds, \[0\], got \[0, 1\]"),
        ({"seeds": [1]}, r"another seeds, \[0\], got \[1\]"),
        ({"space": {"lr": LogUniform(1e-4, 1)}}, "searches another space"),
        ({"space": LR | {"dropout": Uniform(0, 0.5)}}, "searches another space"),
        ({"space": {"lr": Uniform(1e-4, 1e-1)}}, "searches another space"),
    ],
)
def test_a_study_goes_on_with_what_it_was_made_for(digits, tmp_path, change, says):
    pytest.importorskip("optuna")
    storage = tmp_path / "study.journal"
    first = search.optuna_search(LR, digits, 2, base=SMALL, storage=storage)
    arguments = {"space": LR, "base": SMALL, "seeds": 1} | change
    data = h.load_mnist().subset(arguments.pop("data")) if "data" in change else digits
    with pytest.raises(ValueError, match=says):
        search.optuna_search(arguments.pop("space"), data, 4, storage=storage, **arguments)
    # what is in the space has no value of its own in base, and 0 is 0.0
    same = SMALL.replace(lr=0.5, dropout=0)
    again = search.optuna_search(LR, digits, 3, base=same, storage=storage, seeds=[0])
    assert again.trials[:2] == first.trials and len(again.trials) == 3
    assert states(storage) == {"COMPLETE": 3}
    other = search.optuna_search(
        LR, digits, 1, base=SMALL.replace(epochs=2), storage=storage, study_name="other"
    )
    assert other.best.config.epochs == 2


def test_choices_that_read_alike_are_another_space(digits, tmp_path):
    pytest.importorskip("optuna")
    storage = tmp_path / "study.journal"
    search.optuna_search({"n_neurons": Choice([(8,)])}, digits, 1, base=SMALL, storage=storage)
    search.optuna_search({"n_neurons": Choice([[8]])}, digits, 1, base=SMALL, storage=storage)
    with pytest.raises(ValueError, match="another space"):
        search.optuna_search({"batch_size": Choice([8])}, digits, 1, base=SMALL, storage=storage)


def test_a_study_that_does_not_say_what_it_was_made_for_is_refused(digits, tmp_path):
    optuna = pytest.importorskip("optuna")
    from optuna.storages.journal import JournalFileBackend, JournalStorage

    storage = tmp_path / "study.journal"
    journal = JournalStorage(JournalFileBackend(str(storage)))
    foreign = optuna.create_study(storage=journal, study_name="hyperlib", direction="maximize")
    wanted = {"lr": optuna.distributions.FloatDistribution(1e-4, 1e-1, log=True)}
    foreign.tell(foreign.ask(wanted), 0.5)
    with pytest.raises(ValueError, match="does not say with which base, data and seeds"):
        search.optuna_search(LR, digits, 2, base=SMALL, storage=storage)


def test_a_study_that_minimizes_is_refused(digits, tmp_path):
    optuna = pytest.importorskip("optuna")
    from optuna.storages.journal import JournalFileBackend, JournalStorage

    storage = tmp_path / "study.journal"
    journal = JournalStorage(JournalFileBackend(str(storage)))
    optuna.create_study(storage=journal, study_name="hyperlib", direction="minimize")
    with pytest.raises(ValueError, match="must maximize one score, got minimize"):
        search.optuna_search(LR, digits, 1, base=SMALL, storage=storage)


def test_a_trial_that_somebody_else_told_the_study_is_no_result_of_the_search(digits, tmp_path):
    optuna = pytest.importorskip("optuna")
    from optuna.storages.journal import JournalFileBackend, JournalStorage

    storage = tmp_path / "study.journal"
    search.optuna_search(LR, digits, 1, base=SMALL, storage=storage)
    journal = JournalStorage(JournalFileBackend(str(storage)))
    study = optuna.load_study(storage=journal, study_name="hyperlib")
    wanted = {"lr": optuna.distributions.FloatDistribution(LR["lr"].low, LR["lr"].high, log=True)}
    study.tell(study.ask(wanted), 2.0)
    found = search.optuna_search(LR, digits, 2, base=SMALL, storage=storage)
    assert len(found.trials) == 2 and found.best.score <= 1


def test_seeds_that_are_alike_in_their_last_32_bits_draw_other_trials(digits):
    pytest.importorskip("optuna")
    one, other = (
        search.optuna_search(LR, digits, 1, base=SMALL, seed=seed).trials[0].config.lr
        for seed in (1, 1 + 2**32)
    )
    assert one != other


def test_trials_that_cannot_be_trained_are_told_as_failed(digits, tmp_path):
    optuna = pytest.importorskip("optuna")
    storage = tmp_path / "study.journal"
    space = {"momentum": Uniform(0.1, 0.9), "optimizer": Choice(["sgd", "adam"])}
    sampler = optuna.samplers.RandomSampler(seed=0)  # the own one draws by the process's number
    with pytest.raises(ValueError, match="momentum belongs to sgd"):
        search.optuna_search(
            space, digits, 8, base=SMALL, storage=storage, batch=8, sampler=sampler
        )
    assert states(storage) == {"FAIL": 8}
    drawn = {trial.params["optimizer"] for trial in trials_in(storage)}
    assert drawn == {"sgd", "adam"}  # those that could be trained are told as failed, too


def test_a_batch_whose_options_are_refused_is_told_as_failed(digits, tmp_path):
    pytest.importorskip("optuna")
    storage = tmp_path / "study.journal"
    with pytest.raises(TypeError, match="progress must be"):
        search.optuna_search(LR, digits, 2, base=SMALL, storage=storage, batch=2, progress=3)
    assert states(storage) == {"FAIL": 2}


def test_a_study_whose_every_lane_fails_keeps_no_score(digits, tmp_path, monkeypatch):
    pytest.importorskip("optuna")
    storage = tmp_path / "study.journal"
    with monkeypatch.context() as patch:
        fail(patch, lambda config: True)
        with pytest.raises(RuntimeError, match="MemoryError: no room"):
            search.optuna_search(LR, digits, 3, base=SMALL, storage=storage)
    assert states(storage) == {"FAIL": 3}
    found = search.optuna_search(LR, digits, 2, base=SMALL, storage=storage)
    assert found.complete and states(storage) == {"FAIL": 3, "COMPLETE": 2}


@pytest.mark.parametrize("where", ["asking", "training"])
def test_an_interrupted_batch_is_told_as_failed(digits, tmp_path, monkeypatch, capsys, where):
    optuna = pytest.importorskip("optuna")
    storage = tmp_path / "study.journal"
    search.optuna_search(LR, digits, 2, base=SMALL, storage=storage)

    def interrupted(*args, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if where == "training":
            patch.setattr(trials, "sweep", interrupted)
        else:
            real, asked = optuna.study.Study.ask, []

            def second(self, *args):
                asked.append(1)
                return real(self, *args) if len(asked) == 1 else interrupted()

            patch.setattr(optuna.study.Study, "ask", second)
        found = search.optuna_search(LR, digits, 5, batch=3, base=SMALL, storage=storage)
    assert not found.complete and len(found.trials) == 2
    assert "kept in the study" in capsys.readouterr().err
    assert states(storage) == {"COMPLETE": 2, "FAIL": 3 if where == "training" else 1}


def test_a_full_disk_keeps_the_trials_that_are_done(digits, tmp_path, monkeypatch):
    pytest.importorskip("optuna")
    storage = tmp_path / "study.journal"
    real = trials.sweep

    def full(configs, *args, **options):
        error = h.SweepFileError(28, "No space left on device")
        error.found = Sweep(real(configs, *args, **options).lanes[:1], complete=False)
        raise error

    monkeypatch.setattr(trials, "sweep", full)
    with pytest.raises(h.SweepFileError):
        search.optuna_search(LR, digits, 3, base=SMALL, storage=storage)
    assert states(storage) == {"COMPLETE": 1, "FAIL": 2}


def test_a_sampler_that_fails_at_one_trial_takes_no_other_along(digits, tmp_path):
    optuna = pytest.importorskip("optuna")
    storage = tmp_path / "study.journal"

    class Fails(optuna.samplers.RandomSampler):
        def after_trial(self, study, trial, state, values):
            if trial.number == 1:
                raise ZeroDivisionError("a constraint")

    with pytest.raises(ZeroDivisionError, match="a constraint"):
        search.optuna_search(LR, digits, 4, base=SMALL, sampler=Fails(), storage=storage)
    assert states(storage) == {"COMPLETE": 4}
    assert len(search.optuna_search(LR, digits, 4, base=SMALL, storage=storage).trials) == 4


WORKER = """
import sys
import hyperlib as h
from hyperlib import search

space = {"lr": search.LogUniform(1e-4, 1e-1)}
base = h.Hyperparameters(n_neurons=(16,), epochs=1)
data = h.load_mnist().subset(100)
search.optuna_search(space, data, 12, batch=2, base=base, storage=sys.argv[1])
"""


@pytest.mark.slow
def test_processes_share_a_study(tmp_path):
    pytest.importorskip("optuna")
    storage = str(tmp_path / "study.journal")
    workers = [subprocess.Popen([sys.executable, "-c", WORKER, storage]) for _ in range(2)]
    assert [worker.wait(timeout=300) for worker in workers] == [0, 0]
    space, data = {"lr": LogUniform(1e-4, 1e-1)}, h.load_mnist().subset(100)
    base = h.Hyperparameters(n_neurons=(16,), epochs=1)
    found = search.optuna_search(space, data, 12, base=base, storage=storage)
    assert 12 <= len(found.trials) <= 14
    assert len({t.config.lr for t in found.trials}) == len(found.trials)


def test_optuna_that_is_not_installed_is_said(digits, monkeypatch):
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(ImportError, match="optuna_search needs Optuna.*try pip install"):
        search.optuna_search(SPACE, digits, 1)


def test_optunas_own_log_level_is_left_as_it_was(digits):
    optuna = pytest.importorskip("optuna")
    before = optuna.logging.get_verbosity()
    search.optuna_search({"lr": LogUniform(1e-4, 1e-1)}, digits, 1, base=SMALL)
    assert optuna.logging.get_verbosity() == before


@pytest.mark.parametrize("name", SEARCHES)
def test_options_may_be_generators(digits, name):
    once = SEARCHES[name](digits, base=SMALL, seeds=(s for s in (3, 4)), parts=(p for p in ["val"]))
    assert {len(trial.scores) for trial in once.trials} == {2}
    listed = SEARCHES[name](digits, base=SMALL, seeds=[3, 4])
    assert [t.scores for t in once.trials] == [t.scores for t in listed.trials]


@pytest.mark.parametrize(
    "values", [np.array([[16, 8], [8, 8]]), torch.tensor([[16, 8], [8, 8]]), ([16, 8], (8, 8))]
)
def test_a_choice_keeps_values_as_pythons(values):
    choice = Choice(values)
    assert choice == Choice([(16, 8), (8, 8)]) and hash(choice) == hash(Choice([(16, 8), (8, 8)]))
    assert Choice(np.array([0.5, 0.25])).values == Choice(k / 4 for k in (2, 1)).values


def test_a_set_of_choices_has_one_order():
    words = ["relu", "tanh", "sigmoid", "gelu"]
    assert Choice(set(words)).values == Choice(frozenset(words)).values == tuple(sorted(words))


def test_a_range_of_one_integer_is_that_integer():
    assert Integers(3, 3).points(4) == Integers(3, 3, log=True).points(1) == [3]


def test_nesterov_may_be_searched_beside_momentum():
    space = {"nesterov": Choice([True, False]), "momentum": Uniform(0.5, 0.9)}
    drawn = search.sample(space, 9, base=SMALL.replace(optimizer="sgd"))
    assert {config.nesterov for config in drawn} == {True, False}


OPTUNA = {
    "data": (lambda: {"data": None, "storage": "study.journal"}, TypeError, "data must be Data"),
    "sampler": (
        lambda: {"sampler": "tpe"},
        TypeError,
        "sampler must be one of Optuna's, got 'tpe'",
    ),
    "study_name": (lambda: {"study_name": 3}, TypeError, "study_name must be a text, got 3"),
    "a folder": (lambda: {"storage": "."}, ValueError, "storage must be a file in an"),
    "no name": (lambda: {"storage": ""}, ValueError, "storage must be a file in an"),
    "shift": (
        lambda: {"space": {"shift": Integers(0, 28)}},
        ValueError,
        "shift must be below 28",
    ),
}


@pytest.mark.parametrize("text", ["my notes", "lr\n", '{"format": 1}\n', '{"op_code": \n{}\n'])
def test_a_file_that_is_no_journal_is_refused_in_words_and_left(digits, tmp_path, text):
    pytest.importorskip("optuna")
    file = tmp_path / "study.journal"
    file.write_text(text)
    with pytest.raises(
        ValueError, match=r"must be a journal of Optuna, .* whose line 1 is none; t"
    ):
        search.optuna_search(LR, digits, 1, base=SMALL, storage=file)
    assert file.read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_study_goes_on_where_a_writer_was_killed_in_a_line(digits, tmp_path):
    pytest.importorskip("optuna")
    file = tmp_path / "study.journal"
    search.optuna_search(LR, digits, 2, base=SMALL, storage=file, batch=1)
    file.write_text(file.read_text()[:-20])
    found = search.optuna_search(LR, digits, 3, base=SMALL, storage=file, batch=1)
    assert len(found.trials) == 3
    assert all(json.loads(line)["op_code"] >= 0 for line in file.read_text().splitlines())


def test_a_sampler_that_comes_to_an_end_is_refused(digits):
    optuna = pytest.importorskip("optuna")
    sampler = optuna.samplers.GridSampler({"lr": [0.01, 0.1]})
    with pytest.raises(ValueError, match="sampler must .*, got GridSampler; try grid_search"):
        search.optuna_search(LR, digits, 4, base=SMALL, sampler=sampler)


@pytest.mark.parametrize("name", OPTUNA)
def test_what_optuna_cannot_use_is_refused_before_training(digits, name, tmp_path, monkeypatch):
    pytest.importorskip("optuna")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(trials, "sweep", lambda *a, **k: pytest.fail("trained"))
    changes, kind, says = OPTUNA[name]
    call = {"space": LR, "data": digits, "trials": 2, "base": SMALL} | changes()
    with pytest.raises(kind, match=says):
        search.optuna_search(**call)
    assert list(tmp_path.iterdir()) == []


def studied(storage, digits, trials=2, **more):
    return search.optuna_search(LR, digits, trials, base=SMALL, storage=storage, **more)


def test_two_studies_in_one_file_keep_their_trials_apart(digits, tmp_path):
    """The second one's identity stands last, beside the trials of the first."""
    pytest.importorskip("optuna")
    mine, theirs, both = (tmp_path / f"{name}.journal" for name in ("mine", "theirs", "both"))
    other = h.load_mnist().subset(200, seed=1)
    first, second = studied(mine, digits), studied(theirs, other)
    both.write_bytes(mine.read_bytes() + theirs.read_bytes())
    with pytest.raises(ValueError, match="was trained with another data"):
        studied(both, digits)
    with pytest.warns(UserWarning, match="left out: 2 trials of the study 'hyperlib'"):
        found = studied(both, other)
    assert len(found.trials) == 2
    assert not {t.config for t in found.trials} & {t.config for t in first.trials}
    assert {t.config for t in studied(mine, digits).trials} == {t.config for t in first.trials}
    assert {t.config for t in studied(theirs, other).trials} == {t.config for t in second.trials}


@pytest.mark.parametrize(
    ("pattern", "edited"),
    [
        (rb'"scores":\[', b'"scores":[0.99,'),
        (rb'"scores":\[[^]]*', b'"scores":["x"'),
        (rb'"scores":\[[^]]*\]', b'"scores":[]'),
        (rb'"param_value_internal":[^,]*', b'"param_value_internal":0.05'),
        (rb'"user_attr":{"epochs"', b'"user_attr":{"epoch"'),
    ],
)
def test_trials_that_were_edited_are_left_out_with_a_warning(digits, tmp_path, pattern, edited):
    pytest.importorskip("optuna")
    storage = tmp_path / "study.journal"
    studied(storage, digits)
    storage.write_bytes(re.sub(pattern, edited, storage.read_bytes()))
    with pytest.warns(UserWarning, match="edited or of another study") as told:
        found = studied(storage, digits)
    assert told[0].filename == __file__
    assert len(found.trials) == 2 and all(0 < t.score < 0.9 for t in found.trials)


def test_a_study_of_an_earlier_version_goes_on(digits, tmp_path):
    pytest.importorskip("optuna")
    storage = tmp_path / "study.journal"
    first = studied(storage, digits)
    lines = storage.read_bytes().splitlines(keepends=True)
    storage.write_bytes(b"".join(line for line in lines if b'{"check":' not in line))
    assert studied(storage, digits, 3).trials[:2] == first.trials


@pytest.mark.parametrize(
    "line",
    [
        b'{"op_code":99,"worker_id":"a"}',
        b'{"op_code":4,"worker_id":"a"}',
        b'{"op_code":2,"worker_id":"a","study_id":0,"user_attr":{"a":1,"b":2}}',
    ],
)
def test_a_journal_that_optuna_cannot_read_is_refused(digits, tmp_path, line):
    pytest.importorskip("optuna")
    storage = tmp_path / "study.journal"
    studied(storage, digits)
    kept = storage.read_bytes() + line + b"\n"
    storage.write_bytes(kept)
    with pytest.raises(ValueError, match="storage must be a journal that this version of Optuna"):
        studied(storage, digits)
    assert storage.read_bytes() == kept
