"""A wrong argument gives an error that says what was wrong, what was expected, what to try."""

import dataclasses
import itertools
import re

import bad_input
import matplotlib.pyplot as plt
import pytest
import torch

import hyperlib
import hyperlib as h
from hyperlib import plotting, search


@pytest.mark.parametrize(
    ("kind", "run"), [c[1:] for c in bad_input.CASES], ids=[c[0] for c in bad_input.CASES]
)
def test_the_error_has_the_right_type_and_says_what_to_do(kind, run):
    with pytest.raises(kind) as caught:
        run()
    plt.close("all")
    text = str(caught.value)
    # The part before the semicolon says what was expected and got, the one after it what to try.
    assert "must" in text or "expected" in text or "goes with" in text or "belongs" in text
    assert len(text) > 25


def test_every_public_function_has_a_bad_input_in_the_table():
    calls = " ".join(case[0] for case in bad_input.CASES)
    functions = [n for n in hyperlib.__all__ if n not in ("checks", "plotting", "widgets")]
    functions += [n for n in dir(hyperlib.plotting) if n.startswith("plot_")]
    functions += ["sample", *(n for n in dir(hyperlib.search) if n.endswith("_search"))]
    functions += ["successive_halving", "hyperband"]
    missing = [name for name in functions if name not in calls]
    # results of train, sweep and load_table, not made by hand
    assert missing == ["Epoch", "Run", "Sweep", "SweepFileError", "SweepInterrupted", "Table"]


# What an error suggests, taken literally

FEW = h.load_mnist().subset(20)
SHORT = h.Hyperparameters(n_neurons=(2,), epochs=1)
DIGITS = torch.zeros(2, 784)
FIXED = {
    f.name: getattr(h.Hyperparameters(optimizer="sgd", momentum=0.5), f.name)
    for f in dataclasses.fields(h.Hyperparameters)
}
RIGHT = [
    (h.Hyperparameters, FIXED),
    (h.make_moons, {"n": 20, "noise": 0.1, "seed": 0}),
    (h.make_spirals, {"n": 20, "noise": 0.1, "turns": 1.0, "seed": 0}),
    (h.MLP, {"n_input": 4, "n_neurons": [3], "n_output": 2, "dropout": 0.0, "seed": 0}),
    (h.training_memory, {"model": bad_input.model(), "batch_size": 4, "optimizer": "adam"}),
    (h.train, {"config": SHORT, "data": FEW, "seed": 0, "dtype": torch.float32, "restore": False}),
    (
        h.sweep,
        {"configs": [SHORT], "data": FEW, "seeds": 1, "measure": "last epoch", "parts": ["val"]}
        | {"file": None, "executor": None, "device": "cpu", "progress": False},
    ),
    (h.lr_range_test, {"config": SHORT, "data": FEW, "high": 1.0, "steps": 3, "seed": 0}),
    (h.rate_factors, {"config": SHORT, "steps": 5}),
    (FEW.subset, {"n_train": 10, "seed": 0}),
    (search.Uniform, {"low": 0, "high": 1}),
    (search.LogUniform, {"low": 0.1, "high": 1}),
    (search.Integers, {"low": 1, "high": 3, "log": False}),
    (search.sample, {"space": bad_input.SPACE, "n": 2, "seed": 0, "base": SHORT, "quasi": False}),
    (search.random_search, {"space": bad_input.SPACE, "data": FEW, "trials": 1, "base": SHORT}),
    (
        search.successive_halving,
        {"space": bad_input.SPACE, "data": FEW, "n": 2, "max_epochs": 1, "factor": 2}
        | {"base": SHORT, "seed": 0},
    ),
    (search.hyperband, {"space": bad_input.SPACE, "data": FEW, "max_epochs": 1, "base": SHORT}),
    (search.halving_schedule, {"n": 4, "min_epochs": 1, "max_epochs": 4, "factor": 2}),
    (bad_input.lab, {"n_train": 100, "tolerance": 0.1, "wrong_labels": 0.1, "answer": "choice"}),
    (bad_input.capstone, {"task": 0, "degrees": 45.0, "n_val": 250, "n_test": 500, "repeats": 3}),
    (plotting.plot_curves, {"runs": bad_input.LANES, "metric": "val_loss", "ylim": (0, 1)}),
    (plotting.plot_pareto, {"what": bad_input.LANES, "cost": "lr", "metric": "val_loss"}),
    (plotting.plot_weights, {"models": h.MLP(784, [4], 2, seed=0), "n": 1}),
    (plotting.plot_network, {"sizes": [2, 3, 1]}),
]
WRONG = [None, "x", "", b"x", True, -1, 0, 0.5, 1.5, 1e-300, float("nan"), float("inf"), 2**64]
WRONG += [[], {}, (), [1, 2], {"a": 1}, torch.zeros(2, 2), object()]


def suggested(error):
    """Return the argument that an error is about and the value that it says to try; None if that is in words."""
    about = re.match(r"(\w+) must ", str(error))
    hint = re.search(r"; try (?:(\w+)=)?(.+)$", str(error), re.DOTALL)
    if not about or not hint or "..." in hint[2]:  # of one part of the argument; "MLP(...)"
        return None
    try:
        names = vars(h) | {name: getattr(search, name) for name in search.__all__}
        return hint[1] or about[1], eval(hint[2], dict(names))
    except (NameError, SyntaxError):  # "its values"
        return None


@pytest.mark.parametrize(("call", "right"), RIGHT, ids=[call.__name__ for call, _ in RIGHT])
def test_what_errors_suggest_ends_in_a_call_that_works(call, right, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a file is suggested
    call(**right)
    followed = 0
    for name, wrong in itertools.product(right, WRONG):
        given, taken = right | {name: wrong}, []
        while True:
            try:
                call(**given)
                break
            except (TypeError, ValueError) as error:
                told, hint = str(error), suggested(error)
            finally:
                plt.close("all")
            assert re.search("must|not|belongs|expected", told), (name, wrong, told)
            if hint is None:
                break
            assert repr(hint) not in taken, told  # it was taken, and is refused or changes nothing
            taken.append(repr(hint))
            given |= dict([hint])
        followed += len(taken)
    assert followed
