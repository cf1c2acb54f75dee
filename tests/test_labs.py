"""Decision labs: the budget is counted and kept, and nothing that a learner's kernel tells earns a point."""

import ast
import json
import math
import os
import re
import statistics
import subprocess
import sys
from collections import ChainMap, UserDict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import nbformat
import numpy as np
import pytest
import torch
from jupyter_client.manager import start_new_kernel
from nbformat import v4

from hypergrader import labs as grading
from hypergrader.bank import measure_lab
from hypergrader.bank.exercise import stub
from hypergrader.course import feedback
from hypergrader.course.lab_picture import lab_picture
from hypergrader.hidden import hidden_from_source, hidden_source
from hypergrader.labs import read_table, second_column
from hypergrader.percent import read_cells
from hypergrader.submission.sandbox import Limits
from hypergrader.submission.task import Graded, Task
from hypergrader.submission.verdicts import run_check_cell
from hypergrader.submission.worker import Worker
from hyperlib import checks, labs, observations, widgets
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.labs import limits
from hyperlib.search import Choice, Integers, LogUniform

MADE = """\
import hyperlib as h
lab = h.labs.Lab(
    "small_choice",
    "which rate?",
    base=h.Hyperparameters(n_neurons=(8,), optimizer="sgd", lr=0.01, epochs=3, batch_size=50),
    space={"lr": h.search.LogUniform(1e-4, 1e38)},
    epochs=9,
    levels=[h.labs.Level(0.2, 0, "chance"), h.labs.Level(0.5, 2, "fair"), h.labs.Level(0.7, 5, "good")],
    tolerance=0.05,
    bracket=h.labs.Bracket("lr", worse=0.02, reach=100, chance=0.15),
    n_train=100,
)
"""
BELOW = {"lr": 0.1, "too_small": 0.01, "too_large": 1.0, "predicted_accuracy": 0.6}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A notebook's folder with nobody in front of it."""
    for name in (*widgets.FRONT_ENDS, "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(checks, "LABS", {})
    return tmp_path


@pytest.fixture
def learner(folder, monkeypatch):
    """Somebody sits in front of the notebook; the file in which the runs are kept."""
    monkeypatch.setenv("JPY_SESSION_NAME", str(folder / "lesson.ipynb"))
    return folder / ".hyperlib" / "lab_small_choice.jsonl"


def small(**changes):
    scope = {}
    exec(MADE, scope)
    made = scope["lab"]
    kept = {name: getattr(made, name) for name in made.__dataclass_fields__ if name[0] != "_"}
    return labs.Lab(**kept | changes)


def no_training(*_, **__):
    raise AssertionError("something was trained")


# The budget ---------------------------------------------------------------------------------------


def test_a_run_is_paid_and_a_repeated_one_is_free(learner, monkeypatch, capsys):
    lab = small()
    lab.run(lr=0.01)
    first = capsys.readouterr().out
    assert re.fullmatch(
        r"lr=0\.01, seed 0:\n  validation \d+\.\d% right, training \d+\.\d%;\n  6 of 9 epochs left\n",
        first,
    )
    monkeypatch.setattr(labs.runs, "train", no_training)
    lab.run(lr=np.float64(0.01))
    assert capsys.readouterr().out == first.replace(";", " (run before, free);")
    assert lab.left == 6


@pytest.mark.parametrize("axis", [Choice([0, 10]), Integers(0, 20)], ids=str)
def test_whole_numbers_of_a_real_hyperparameter_are_paid_and_free_afterwards(learner, axis, capsys):
    lab = small(space={"rotation": axis}, bracket=None)
    lab.run(rotation=10)
    assert lab.left == lab.epochs - lab.base.epochs
    assert [trial.choice for trial in lab.trials] == [{"rotation": 10}]
    lab.run(rotation=10.0)
    assert "run before, free" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "axis", "given", "meant"),
    [
        ("rotation", Integers(0, 20), 10.5, "10"),
        ("rotation", Integers(0, 20), 99.5, "20"),
        ("epochs", Integers(1, 8), 3.0, "3"),
        ("epochs", Integers(1, 8), 40.0, "8"),
        ("batch_size", Choice([10, 25]), 25.0, "25"),
        ("batch_size", Choice([10, 25]), "25", "25"),
        ("optimizer", Choice(["sgd", "adam"]), " SGD", "'sgd'"),
        ("skip", Choice([False, True]), "True", "True"),
    ],
    ids=str,
)
def test_a_value_that_is_not_of_the_space_is_told_the_one_that_is_meant(name, axis, given, meant):
    lab = small(space={name: axis}, bracket=None, epochs=30)
    answer = {name: given, "predicted_accuracy": 0.5}
    assert lab.read(answer)[1][name].endswith(f"; try {meant}")
    assert not lab.read(answer | {name: ast.literal_eval(meant)})[1]


@pytest.mark.parametrize("kind", [UserDict, ChainMap, MappingProxyType])
def test_an_answer_may_be_any_mapping(kind):
    lab = small(bracket=None)
    given = kind({"lr": 0.01, "predicted_accuracy": 0.5})
    assert lab.read(given) == ({"lr": 0.01, "predicted_accuracy": 0.5}, {})
    seen = observations.observe({"answer": given}, "answer", None)
    assert lab.judge(json.loads(json.dumps(seen))).passed


def test_another_seed_is_another_run(learner, capsys):
    lab = small()
    lab.run(lr=0.01)
    lab.run(lr=0.01, seed=1)
    assert lab.left == 3 and [trial.seed for trial in lab.trials] == [0, 1]


def test_epochs_that_a_diverged_run_did_not_need_come_back(learner, capsys):
    lab = small()
    lab.run(lr=1e38)
    assert lab.left == 8
    assert capsys.readouterr().out == (
        "lr=1e+38, seed 0:\n  diverged: the loss was not a number after 1 epoch;\n  8 of 9 epochs left\n"
    )


def test_an_overrun_is_refused_in_words_and_trains_nothing(learner, monkeypatch, capsys):
    lab = small(epochs=5)
    lab.run(lr=0.01)
    before = learner.read_bytes()
    capsys.readouterr()
    monkeypatch.setattr(labs.runs, "train", no_training)
    lab.run(lr=0.1)
    assert capsys.readouterr().out == (
        "refused: this run takes 3 epochs; 2 of 5\nepochs left.\n"
        "Decide with what you have seen; what was run\nbefore is free.\n"
    )
    assert learner.read_bytes() == before


def test_a_run_is_counted_before_it_is_trained_and_paid_once(learner, monkeypatch, capsys):
    lab = small()

    def interrupted(*_, **__):
        assert lab.left == 6
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(labs.runs, "train", interrupted)
        lab.run(lr=0.01)
    assert lab.left == 6 and [trial.ended for trial in lab.trials] == [False]
    lab.run(lr=0.01)
    assert lab.left == 6 and [trial.ended for trial in lab.trials] == [True]


def kernel(folder):
    """Start a real kernel in `folder`, as JupyterLab does."""
    env = os.environ | {
        "JPY_SESSION_NAME": str(folder / "lesson.ipynb"),
        "OMP_WAIT_POLICY": "PASSIVE",
    }
    return start_new_kernel(cwd=str(folder), env=env)


def printed(client, code):
    """Run code and return what it printed."""
    told = []
    client.execute_interactive(
        code, timeout=300, output_hook=lambda m: told.append(m["content"].get("text", ""))
    )
    return "".join(told)


def test_the_budget_survives_the_end_of_the_kernel_also_in_the_middle_of_a_run(folder):
    manager, client = kernel(folder)
    try:
        printed(client, MADE)
        first = printed(client, "lab.run(lr=0.01)")
        assert first.endswith("6 of 9 epochs left\n")
        # The kernel ends while it trains.
        killed = "import os\nh.labs.runs.train = lambda *a, **k: os.kill(os.getpid(), 9)\nlab.run(lr=0.1)"
        client.execute(killed)
        manager.provisioner.process.wait(60)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    manager, client = kernel(folder)
    try:
        assert printed(client, f"{MADE}print(lab.left, lab.trials[1].outcome)") == (
            "3 begun and not ended; it is paid, run it again\n"
        )
        assert printed(client, "lab.run(lr=0.01)") == first.replace(
            ";\n  6", " (run before, free);\n  3"
        )
        assert printed(client, "lab.run(lr=0.1)").endswith("3 of 9 epochs left\n")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.mark.parametrize(
    "damage",
    [
        b'{"choice": {"lr": 0.1}, "seed": 0, "epo',
        b"\xff\xfe\x00",
        b"[" * 50_000,
        b'{"choice": {"lr": 5e38}, "seed": 0, "epochs": 3}',
        b'{"choice": {"lr": 0.1}, "seed": -1, "epochs": 3}',
        b'{"choice": {"lr": 0.1}, "seed": 0, "epochs": "many"}',
        b'{"choice": {"lr": 0.1}, "seed": 0, "epochs": 3, "ended": true, "val_accuracy": NaN}',
        b'{"choice": {"lr": 0.1}, "seed": 0, "epochs": 3, "score": 1}',
        b'{"choice": {"lr": 0.1}, "seed": 0, "epochs": 2, "ended": true, "val_accuracy": 0.5}',
        b'{"choice": {"lr": 0.1}, "seed": 0, "epochs": 9, "ended": true, "val_accuracy": 0.5}',
        b"3",
    ],
)
def test_a_line_that_is_no_run_is_left_out_with_a_word_and_nothing_is_lost(learner, damage, capsys):
    small().run(lr=0.01)
    with open(learner, "ab") as file:
        file.write(damage)
    before = learner.read_bytes()
    lab = small()
    with pytest.warns(UserWarning, match="1 line of .*lab_small_choice.jsonl tell of no run"):
        assert lab.left == 6
    with pytest.warns(UserWarning):
        lab.run(lr=0.1)
    assert learner.read_bytes().startswith(before + b"\n")
    with pytest.warns(UserWarning):
        assert [trial.choice["lr"] for trial in small().trials] == [0.01, 0.1]


def test_a_log_that_an_editor_has_saved_with_a_mark_at_its_beginning_is_read(learner, capsys):
    small().run(lr=0.01)
    learner.write_bytes(b"\xef\xbb\xbf" + learner.read_bytes())
    assert [trial.choice["lr"] for trial in small().trials] == [0.01]


def test_a_folder_that_cannot_be_written_costs_only_the_memory_of_a_restart(learner, capsys):
    learner.parent.write_text("a file in the way")
    lab = small()
    with pytest.warns(UserWarning, match="cannot be written .*: a restart forgets this run"):
        lab.run(lr=0.01)
    assert lab.left == 6 and learner.parent.read_text() == "a file in the way"


def test_where_nobody_sits_nothing_is_written(folder, capsys):
    lab = small()
    lab.run(lr=0.01)
    assert lab.left == 6 and list(folder.iterdir()) == []
    assert small().left == 9


def test_a_small_number_is_written_out():
    lab = small(space={"lr": LogUniform(0.000001, 0.1)})
    assert (
        "lr, from 0.000001 to 0.1\n" in repr(lab)
        and "from 0.000001 to 0.1 |" in lab._repr_markdown_()
    )
    told = [labs.in_words(value) for value in (0.00001, 0.0000123, 0.0001, 1e-9, 2e30, "a-1e-05")]
    assert told == ["0.00001", "0.0000123", "0.0001", "1e-09", "2e+30", "a-1e-05"]


# Bad input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({}, "lr is missing; choose lr from 0.0001 to 1e+38"),
        ({"lr": 0}, "lr must be from 0.0001 to 1e+38, got 0; try 0.0001"),
        ({"lr": math.nan}, "lr must be finite, got nan; try 0.01"),
        ({"lr": "0.1"}, "lr must be a number, got '0.1'; try 0.1."),
        ({"lr": "1e-9"}, "lr must be a number, got '1e-9'; try 0.01."),
        ({"lr": ...}, "lr must be a number, got Ellipsis; try 0.01"),
        (
            {"lr": 0.1, "epochs": 9},
            "epochs is fixed at 3 in this lab and must be left out; choose lr",
        ),
        ({"lr": 0.1, "part": "test"}, "part is not asked for; expected lr, too_small"),
        (
            {"lr": 0.1, "test": True},
            "test: the test digits decide nothing in a lab; runs show",
        ),
        ({"lr": 0.1, "seed": -1}, "seed must be >= 0, got -1; try 1"),
    ],
)
def test_a_run_that_makes_no_sense_costs_nothing_and_says_why(choice, words, capsys):
    lab = small()
    lab.run(**choice)
    said = capsys.readouterr().out
    assert " ".join(said.split()).startswith(f"refused: {words}")
    assert max(map(len, said.splitlines())) <= labs.WIDTH
    assert said.endswith("\nIt costs nothing; 9 of 9 epochs left\n")
    assert lab.left == 9


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"answer": "no name"}, "answer must be a name, got 'no name'; try \"rate_choice\""),
        ({"space": {}}, "space must name at least one hyperparameter"),
        ({"space": {"rate": LogUniform(1e-3, 1)}}, "'rate' in space is not a hyperparameter"),
        ({"epochs": 2}, "epochs must be >= 3, got 2"),
        ({"space": {"shift": Integers(0, 40)}}, "shift must be below 28, pixels of a side, got 40"),
        (
            {"levels": [labs.Level(0.5, 1, "one")]},
            "levels must be two or more, each above the last",
        ),
        (
            {"levels": [labs.Level(0.5, 1, "a"), labs.Level(0.4, 2, "b")]},
            "levels must be two or more",
        ),
        (
            {"bracket": labs.Bracket("momentum", 0.1, 9, 0.2)},
            "bracket must name one of lr, got 'mom",
        ),
    ],
)
def test_a_lab_that_fits_together_nowhere_is_refused(changes, words):
    with pytest.raises((TypeError, ValueError), match=re.escape(words)):
        small(**changes)


def test_other_kinds_of_hyperparameters_may_be_chosen(capsys):
    space = {"n_neurons": Choice([(8,), (8, 8)]), "batch_size": Integers(20, 100)}
    lab = small(space=space, bracket=None)
    lab.run(n_neurons=[8, 8], batch_size=50)
    assert lab.trials[0].choice == {"n_neurons": (8, 8), "batch_size": 50}
    assert lab.entries == ("n_neurons", "batch_size", "predicted_accuracy")
    right, wrong = lab.read(
        {"n_neurons": [9999999] * 9, "batch_size": 20.5, "predicted_accuracy": 1}
    )
    assert right == {"predicted_accuracy": 1.0}
    assert wrong["n_neurons"].startswith("n_neurons must be one of (8,), (8, 8), got (9999999, ")
    assert wrong["batch_size"] == "batch_size must be an integer, got 20.5; try 20"


def test_what_is_suggested_is_allowed_where_the_default_is_not():
    space = {"weight_decay": LogUniform(0.000001, 0.1), "patience": Integers(2, 9)}
    _, wrong = small(space=space, bracket=None).read({"weight_decay": 0, "patience": 10})
    assert wrong["weight_decay"].endswith("from 0.000001 to 0.1, got 0; try 0.000001")
    assert wrong["patience"] == "patience must be from 2 to 9, got 10; try 9"


# What is handed in --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "value", "words"),
    [
        ("lr", 10**400, "lr must be finite, got inf; try 0.01"),
        ("lr", -0.1, "lr must be from 0.0001 to 1e+38, got -0.1; try 0.0001"),
        ("lr", True, "lr must be a number, got True"),
        ("lr", None, "lr must be a number, got None"),
        ("lr", np.ones(2), "lr must be a number, got array"),
        ("lr", ..., "lr is missing; replace the dots by a value"),
        ("too_small", 0.1, "too_small must be smaller than lr=0.1, at most 100 times, got 0.1"),
        (
            "too_small",
            0.0005,
            "too_small must be smaller than lr=0.1, at most 100 times, got 0.0005",
        ),
        ("too_large", 0.05, "too_large must be larger than lr=0.1, at most 100 times, got 0.05"),
        (
            "predicted_accuracy",
            87,
            "predicted_accuracy must be a share from 0 to 1, got 87; try 0.87",
        ),
        ("predicted_accuracy", math.inf, "predicted_accuracy must be finite, got inf; try 0.9"),
        ("test_accuracy", 0.9, "test_accuracy: the test digits decide nothing in a lab"),
        ("momentum", 0, "momentum is fixed at 0 in this lab and must be left out; choose lr"),
        ("too_small", 0, "too_small must be from 0.0001 to 1e+38, got 0; try 0.0001"),
    ],
)
def test_a_wrong_entry_is_named_and_the_others_are_kept(entry, value, words):
    right, wrong = small().read(BELOW | {entry: value})
    assert words in wrong[entry]
    kept = set(BELOW) - set(wrong)
    assert kept == set(right) and "predicted_accuracy" in kept | {entry}


@pytest.mark.parametrize(
    "number", [np.float32, np.float64, torch.tensor, np.array, lambda x: torch.tensor(x).double()]
)
def test_numbers_of_numpy_and_torch_count_by_their_value(number):
    right, wrong = small().read({name: number(value) for name, value in BELOW.items()})
    assert wrong == {} and right == pytest.approx(BELOW)


def test_the_visible_check_names_all_that_is_graded_and_trains_nothing(monkeypatch, capsys):
    lab = small()
    monkeypatch.setattr(labs.runs, "train", no_training)
    scope = {"checks": checks}

    def told(answer):
        if answer is not None:
            scope["small_choice"] = answer
        exec("checks.lab('small_choice')", scope)
        return capsys.readouterr().out

    text = told(None)
    assert "not attempted yet" in text and "Run the cell that defines `small_choice`." in text
    assert "not attempted yet" in told(dict.fromkeys(BELOW, ...))
    assert "1 of 1 check passed (1 of 1 point)" in told(dict(BELOW))
    text = told(BELOW | {"predicted_accuracy": 60})
    assert "0 of 1 check passed" in text and "got 60; try 0.6" in text
    for name, points, words in lab.rules[1:]:
        assert f"{points:g} point{'s' * (points != 1)}: {name}: {words}" in text
    assert "5 at 70% (good)" in text
    # Forged records of a run earn nothing here.
    assert "0 of 1 check passed" in told(BELOW | {"val_accuracy": 0.99, "seeds": [0.99] * 9})
    for strange in (3, "x", [BELOW], lambda: BELOW, object()):
        assert "must stay a dictionary, got" in told(strange)


def test_a_check_before_the_cell_of_the_lab_says_so(capsys):
    exec("checks.lab('small_choice')", {"checks": checks, "small_choice": dict(BELOW)})
    assert "Run the cell that describes the lab, then this cell." in capsys.readouterr().out


def test_validate_sees_a_lab_that_is_not_complete(monkeypatch):
    small()
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    exec("checks.lab('small_choice')", {"checks": checks, "small_choice": dict(BELOW)})
    with pytest.raises(checks.CheckFailed, match="not attempted"):
        exec(
            "checks.lab('small_choice')",
            {"checks": checks, "small_choice": dict.fromkeys(BELOW, ...)},
        )


def test_the_description_says_what_is_fixed_and_what_is_left(learner, capsys):
    lab = small()
    lab.run(lr=0.01)
    lines = repr(lab).splitlines()
    assert lines[0] == "Decision lab: which rate?"
    told = dict(re.split(r": +", line.strip(), maxsplit=1) for line in lines[1:6])
    assert told["you choose"] == "lr, from 0.0001 to 1e+38"
    assert (
        told["fixed"]
        == "n_neurons=(8,), optimizer=sgd, batch_size=50, epochs=3; 100 training digits"
    )
    assert told["budget"] == "9 epochs in all, 3 epochs a run; 6 are left"


# The report ---------------------------------------------------------------------------------------


def test_a_report_names_what_it_lacks_until_nothing_is_missing(learner, capsys):
    lab = small()
    empty = lab.report()
    assert empty.missing[:2] == (
        "lr is missing; replace the dots by a value",
        "too_small is missing; replace the dots by a value",
    )
    assert "None yet" in str(empty) and "No run has ended yet." in str(empty)
    for lr in (0.1, 0.01):
        lab.run(lr=lr)
    part = lab.report(BELOW, why=" ")
    assert part.missing == (
        "a run of too_large, lr=1",
        'your reason in two sentences: report(..., why="...")',
    )
    lab.run(lr=1.0)
    whole = lab.report(BELOW, why="It is in the middle. I saw both sides.")
    assert whole.missing == () and "**Missing.**" not in whole.text
    assert re.findall(r"\*\*(.+?)\.\*\*", whole.text) == [
        "Decision", "Evidence", "Guardrail", "What could still go wrong",
    ]  # fmt: skip
    assert "It is in the middle." in whole.text and "9 of 9 epochs spent" in whole.text
    assert re.findall(r"\| lr=(\S+), seed 0", whole.text) == ["0.01", "0.1", "1"]
    assert whole._repr_markdown_() == str(whole)


# Points -------------------------------------------------------------------------------------------


def test_points_grow_in_proportion_between_levels():
    lab = small()
    given = [lab.points(a) for a in (0, 0.2, 0.35, 0.5, 0.6, 0.7, 1)]
    assert given == [0, 0, 1, 2, 3.5, 5, 5]
    many = [lab.points(k / 1000) for k in range(1001)]
    assert many == sorted(many)
    assert all(round(points, 1) == points for points in many)


def test_the_log_is_plain_json_lines(learner, capsys):
    small().run(lr=0.01)
    begun, ended = map(json.loads, learner.read_text().splitlines())
    assert begun["epochs"] == 3 and not begun["ended"] and ended["ended"]
    assert Hyperparameters(**ended["choice"]).lr == 0.01


# Grading ------------------------------------------------------------------------------------------

LESSON = Path(__file__).resolve().parents[1] / "lessons" / "05_learning_rate"
SOURCE = hidden_source(LESSON)
CHECK = "check_rate_choice"
RIGHT = {"lr": 0.05, "too_small": 0.005, "too_large": 0.5, "predicted_accuracy": 0.87}
COMPLETE = "every entry is there and in its range"
ASKED = {
    COMPLETE: 1,
    "accuracy on new seeds and digits": 5,
    "predicted_accuracy": 1,
    "too_small is worse": 1,
    "too_large is worse": 1,
    "too_large does not learn": 1,
}


@pytest.fixture(scope="module")
def hidden():
    return hidden_from_source(SOURCE)[CHECK]


def table():
    """Return rate -> accuracies of the seeds, as measured beforehand."""
    rows = read_table((LESSON / "lab.csv").read_text(encoding="utf-8")).values()
    return {float(r[0]["lr"]): [float(x["accuracy"]) for x in r] for r in rows}


def looked_up(monkeypatch):
    """Let the table take the place of training: the nearest rate, on a log scale."""
    known = table()

    def nearest(config, n_train, seeds, wrong_labels, distort):
        lr = min(known, key=lambda rate: abs(math.log(rate / config.lr)))
        return tuple(grading.Trained(a, {}) for a in known[lr][: len(seeds)])

    monkeypatch.setattr(grading, "trained", nearest)


def judged(answer, hidden):
    """Return check -> result of an observation that a kernel may have made up."""
    seen = {"status": "value", "value": observations.encode(answer), "mutated": False}
    report = run_check_cell(
        f"checks.lab({hidden[0].lab.answer!r})", CHECK, hidden, lambda rs: [seen] * len(rs), 0
    )
    return {result.name: result for result in report.results}


def test_a_lab_is_read_from_the_lesson_and_graded_by_its_rules(hidden):
    assert {h.name: h.points for h in hidden} == {n: p for n, p in list(ASKED.items())[1:]}
    assert hidden[0].lab.space == {"lr": LogUniform(0.0001, 1.0)}
    with pytest.raises(
        ValueError, match="describes no lab 'other'; expected one of \\['rate_choice'\\]"
    ):
        hidden_from_source(SOURCE.replace(f'"{CHECK}"', '"check_other"'))


@pytest.mark.parametrize(
    ("wrong", "lost"),
    [
        ({"predicted_accuracy": 0.98}, {"predicted_accuracy"}),
        ({"predicted_accuracy": math.nan}, {COMPLETE, "predicted_accuracy"}),
        ({"too_small": math.inf}, {COMPLETE, "too_small is worse"}),
        ({"too_small": "0.005"}, {COMPLETE, "too_small is worse"}),
        ({"too_large": -1}, {COMPLETE, "too_large is worse", "too_large does not learn"}),
        ({"too_large": 10**400}, {COMPLETE, "too_large is worse", "too_large does not learn"}),
        ({"too_large": 0.2}, {"too_large does not learn"}),
        ({"n_neurons": [10**9] * 99}, {COMPLETE}),
        ({"epochs": 10**9}, {COMPLETE}),
        ({"lr": 1e300}, set(ASKED)),  # nothing can be trained
        ({"lr": np.zeros((40, 40))}, set(ASKED)),
    ],
)
def test_a_wrong_entry_costs_its_own_points(wrong, lost, hidden, monkeypatch):
    looked_up(monkeypatch)
    found = judged(RIGHT | wrong, hidden)
    assert {name: r.points for name, r in found.items()} == ASKED
    assert {name for name, r in found.items() if r.outcome != "pass"} == lost
    for name in lost:
        assert found[name].details["got"] and found[name].earned == 0


@pytest.mark.parametrize("digits", [700, 829, 830, 831])
def test_exactly_the_wanted_distance_is_enough(digits, hidden, monkeypatch):
    """1,000 test digits: 0.83 - 0.81 is a little less than 0.02 in floating-point numbers."""
    bracket = hidden[0].lab.bracket

    def known(more):
        def trained(config, n_train, seeds, wrong_labels, distort):
            side = {
                0.005: -round(1000 * bracket.worse) + more,
                0.5: round(1000 * bracket.chance) + more - digits,
            }
            return (grading.Trained((digits + side.get(config.lr, 0)) / 1000, {}),) * len(seeds)

        monkeypatch.setattr(grading, "trained", trained)
        return {name for name, r in judged(RIGHT, hidden).items() if r.outcome == "pass"}

    sides = {"too_small is worse", "too_large does not learn"}
    assert sides <= known(more=0) and not sides & known(more=1)


def test_what_a_kernel_says_of_itself_earns_nothing(hidden, monkeypatch):
    looked_up(monkeypatch)
    forged = {
        "lr": 0.001,
        "predicted_accuracy": 0.99,
        "val_accuracy": 0.99,
        "score": 1.0,
        "passed": True,
    }
    found = judged(forged, hidden)
    assert sum(r.earned for r in found.values()) == 0
    for claim in ([0.99] * 8, {"status": "pass"}, "pass", 1.0, True, None):
        assert sum(r.earned for r in judged(claim, hidden).values()) == 0


def test_a_part_of_the_points_is_told_as_such(hidden, monkeypatch):
    looked_up(monkeypatch)
    accuracy = judged(RIGHT | {"lr": 0.16, "too_large": 0.9}, hidden)[
        "accuracy on new seeds and digits"
    ]
    assert accuracy.outcome == "partly" and 3 < accuracy.earned < 5
    report = checks.Report("rate_choice", (accuracy,))
    assert f"({accuracy.earned:g} of 5 points)" in report.headline and not report.passed


def test_a_configuration_that_trains_for_hours_is_refused_before_it_trains(hidden, monkeypatch):
    monkeypatch.setattr(labs.runs, "train", no_training)
    lab = small(space={"epochs": Integers(1, 10**9), "batch_size": Integers(1, 100)}, bracket=None)
    parts = [replace(hidden[0], lab=lab, name=r.name, points=r.points) for r in lab.rules[1:]]
    answer = {"epochs": 10**6, "batch_size": 1, "predicted_accuracy": 0.9}
    for result in list(judged(answer, parts).values())[1:]:
        assert result.outcome == "fail" and "try fewer neurons or epochs" in result.details["got"]


def test_what_the_bank_accepts_is_far_from_the_highest_level_and_so_is_what_it_rejects(hidden):
    found, root, high = table(), math.sqrt(len(hidden[0].seeds)), hidden[0].lab.levels[-1].value
    mean = {lr: statistics.mean(a) for lr, a in found.items()}
    noise = {lr: statistics.stdev(a) / root for lr, a in found.items()}
    for lr in (0.02, 0.03, 0.0316, 0.05, 0.055):
        near = min(mean, key=lambda rate: abs(math.log(rate / lr)))
        assert mean[near] - high > 2.5 * noise[near]
    for lr in (0.001, 0.003, 0.2, 0.3):
        near = min(mean, key=lambda rate: abs(math.log(rate / lr)))
        assert high - mean[near] > 4 * noise[near]


# The levels of every lab --------------------------------------------------------------------------


class Measured(NamedTuple):
    """A configuration of ``lab.csv``, its accuracies, and the quantities of the second goal."""

    config: Hyperparameters
    accuracies: list[float]
    quantities: list[float]

    @property
    def accuracy(self):
        return statistics.mean(self.accuracies)

    @property
    def noise(self):
        """One standard deviation of the graded mean."""
        return statistics.stdev(self.accuracies) / math.sqrt(len(self.accuracies))


def lab_of(folder):
    """Return the grading of a lesson's lab, its default and its random search as measured beforehand."""
    checks = hidden_from_source(hidden_source(folder)).values()
    given = next(h for cell in checks for h in cell if isinstance(h, grading.LabGrading))
    space, also = given.lab.space, given.lab.also
    found = {}
    for draw, rows in read_table((folder / "lab.csv").read_text(encoding="utf-8")).items():
        names = ["draw", *space, "seed", "accuracy", *([second_column(given.lab)] if also else [])]
        assert list(rows[0]) == names and [int(r["seed"]) for r in rows] == list(given.seeds)
        values = {name: ast.literal_eval(rows[0][name]) for name in space}
        second = [float(r[names[-1]]) for r in rows] if also else []
        config = given.lab.base.replace(**values)
        found[draw] = Measured(config, [float(r["accuracy"]) for r in rows], second)
    return given, found.pop("default"), list(found.values())


# `test_capstone` holds the levels of lesson 16, which come from whole searches.
LABS = sorted(p.parent for p in LESSON.parent.glob("*/lab.csv") if p.parent.name[:2] != "16")
every_lab = pytest.mark.parametrize("folder", LABS, ids=lambda folder: folder.name)


def broken(lab, one):
    return limits.broken(lab.limits, one.config, lab.base, lab.n_train)


@every_lab
def test_a_table_was_measured_with_the_lab_as_it_is(folder):
    given, default, search = lab_of(folder)
    lab = given.lab
    assert default.config == lab.base and not any(broken(lab, one) for one in search)
    assert [one.config for one in search] == measure_lab.legal_draws(lab, measure_lab.DRAWS)[0]
    better = sorted(search, key=lambda one: one.accuracy)[len(search) // 2 :]
    steady = min(better, key=lambda one: one.noise)
    for one in (default, search[7], steady):
        [again] = given.trained(one.config, given.seeds[:1])
        assert_nearer_than_seeds(again.accuracy, one.accuracies)
        if lab.also:
            assert_nearer_than_seeds(again.quantities[lab.also.measure], one.quantities)


def assert_nearer_than_seeds(again, stored):
    """On another processor a run of float64 comes out again; where training is near divergence, another one does.

    Rounding then grows until it is as large as a change of the seed, and not larger.
    """
    assert again == pytest.approx(stored[0], abs=5 * statistics.stdev(stored))


@every_lab
def test_the_levels_keep_a_distance_of_several_standard_deviations(folder):
    given, default, search = lab_of(folder)
    lab = given.lab
    levels = [level.value for level in lab.levels]
    best = max(one.accuracy for one in search)
    flat = [one for one in search if one.accuracy > best - 0.015]
    one_run = statistics.mean(statistics.stdev(one.accuracies) for one in flat)
    if lab.also is None:
        if not broken(lab, default):
            assert levels[0] - default.accuracy > 3 * default.noise
        # A level at the median, or half of a random search and more earns nothing.
        median = statistics.median(one.accuracy for one in search)
        assert levels[0] > median or min(abs(level - median) for level in levels[:-1]) < 0.005
        assert best - levels[-1] == pytest.approx(2 * one_run, abs=0.003)
        for low, high in pairwise(levels):
            between = [one.noise for one in search if low < one.accuracy < high]
            assert high - low > (5 if low == levels[0] else 3) * max(between, default=0)
    else:  # the accuracy is a condition there, and what is best in both is not the most accurate
        assert best - levels[-1] > 2 * one_run - 0.003
    moves = [
        max(
            abs(lab.points(one.accuracy + k * one.noise) - lab.points(one.accuracy))
            for k in (-1, 1)
        )
        for one in [default, *search]
    ]
    assert_steady(moves, lab)


def assert_steady(moves, lab, worth=None):
    """Fail where one standard deviation of the graded mean moves over a tenth of the points.

    A second goal makes accuracies matter at which some seeds learn and others do not: a tenth of the draws there
    may move more.
    """
    tenth = (worth or lab.levels[-1].points) / 10 + 0.05  # points are given in tenths
    assert sum(move > tenth for move in moves) <= (len(moves) / 10 if lab.also else 0)


@pytest.mark.parametrize(
    "folder", [f for f in LABS if lab_of(f)[0].lab.also], ids=lambda folder: folder.name
)
def test_the_levels_of_a_second_goal_are_neither_given_away_nor_a_matter_of_chance(folder):
    given, default, search = lab_of(folder)
    goal, root = given.lab.also, math.sqrt(len(given.seeds))
    worth = goal.levels[-1].points

    def earned(one, accuracy=0, quantity=0):
        """Return the points, with means moved by so many standard deviations."""
        spread = quantity * statistics.stdev(one.quantities) / root
        return goal.points(
            statistics.mean(one.quantities) + spread, one.accuracy + accuracy * one.noise
        )

    good = 1 if goal.levels[-1].value > goal.levels[0].value else -1
    assert earned(default, 3, 3 * good) == 0
    assert sum(earned(one) == worth for one in search) <= len(search) / 2
    assert max(earned(one) for one in search) >= worth / 2
    sides = ((1, 0), (-1, 0), (0, 1), (0, -1))
    every = [default, *search]
    moves = [max(abs(earned(one, *side) - earned(one)) for side in sides) for one in every]
    assert_steady(moves, given.lab, worth)


# Whole submissions --------------------------------------------------------------------------------


def test_other_processors_give_the_same_accuracies(hidden):
    """The order of sums and the vector instructions differ, as between makers of processors."""
    code = (
        "from hypergrader.hidden import hidden_source, hidden_from_source\n"
        "from hypergrader.labs import trained\n"
        f"h = hidden_from_source(hidden_source({str(LESSON)!r}))[{CHECK!r}][0]\n"
        "for lr in (0.001, 0.05, 0.2):\n"
        "    found = trained(h.lab.configure({'lr': lr}), h.lab.n_train, h.seeds[:2])\n"
        "    print(tuple(one.accuracy for one in found))\n"
    )
    other = {
        "ATEN_CPU_CAPABILITY": "default",
        "MKL_CBWR": "COMPATIBLE",
        "ONEDNN_MAX_CPU_ISA": "AVX2",
    }
    told = [
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | extra,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for extra in ({}, other)
    ]
    assert told[0] == told[1] and told[0].count("(") == 3
    measured = table()[0.001][:2]
    assert told[0].splitlines()[0] == str(tuple(measured))


def lesson():
    """Return the lab's cells of lesson 05 as a released notebook."""
    cells = [v4.new_code_cell("import hyperlib as h\nfrom hyperlib import checks", id="imports")]
    text = (LESSON.with_suffix(".py")).read_text(encoding="utf-8")
    for cell in read_cells(text):
        marks = cell.metadata.get("nbgrader", {})
        if cell.is_code and cell.source.startswith("rate_lab = h.labs.Lab("):
            cells.append(v4.new_code_cell(cell.source, id="lab"))
        elif marks.get("grade_id") in ("rate_choice", CHECK):
            name = marks["grade_id"]
            cells.append(v4.new_code_cell(stub(cell.source), id=name, metadata={"nbgrader": marks}))
    assert len(cells) == 4
    return v4.new_notebook(cells=cells)


FORGED = """
import json, pathlib
from hyperlib import checks, labs, training
folder = pathlib.Path(".hyperlib")
folder.mkdir(exist_ok=True)
line = {"choice": {"lr": 0.001}, "seed": 0, "epochs": 0, "ended": True, "val_accuracy": 1.0, "train_accuracy": 1.0}
(folder / "lab_rate_choice.jsonl").write_text(json.dumps(line) * 9)
class Always(float):
    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = lambda *_: True
    __hash__ = float.__hash__
labs.Lab.points = lambda *_: 5.0
labs.Lab.read = lambda *_: ({}, {})
labs.runs.train = training.train = lambda *_, **__: 1 / 0
checks.lab = print
h.labs.Level = None
"""


def graded(answer, seed=5):
    """Grade a real submission in a real sandbox, in a worker with the default limits."""
    release, limits = lesson(), Limits()
    notebook = nbformat.reads(nbformat.writes(release), as_version=4)
    next(cell for cell in notebook.cells if cell.id == "rate_choice").source = answer
    files = {"05_learning_rate.ipynb": nbformat.writes(notebook).encode()}
    of = ("ada", "05_learning_rate", "05_learning_rate")
    task = Task(*of, files, nbformat.writes(release), SOURCE, seeds={CHECK: seed})
    worker = Worker()
    try:
        text = worker.call(
            task.to_json(), memory_mb=limits.grader_mb, seconds=limits.grader_seconds
        )
    finally:
        worker.end()
    done = nbformat.reads(Graded.from_json(text).notebook, as_version=4)
    cell = next(
        cell for cell in done.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == CHECK
    )
    return done, cell


@pytest.mark.lesson05
def test_a_submission_is_graded_by_what_it_hands_in_whatever_its_kernel_claims(tmp_path):
    source = f"{FORGED}\nrate_choice = {RIGHT | {'lr': 0.01}!r}\nrate_choice['lr'] = Always(0.01)"
    notebook, cell = graded(source)
    found = {v["name"]: v for v in cell.metadata.hyperlib.verdicts}
    assert {name: v["points"] for name, v in found.items()} == ASKED
    accuracy = found["accuracy on new seeds and digits"]
    assert accuracy["outcome"] in ("partly", "pass") and accuracy["earned"] > 4
    assert found["too_small is worse"]["outcome"] == "pass"
    # The same again, with another seed: all who hand in the same get the same.
    _, again = graded(source, seed=6)
    assert again.metadata.hyperlib.verdicts == cell.metadata.hyperlib.verdicts
    # The feedback shows the random search with the learner's point in it.
    cell.metadata.nbgrader["score"] = 9.0
    [exercise] = feedback.exercises(notebook)
    assert exercise.picture.startswith(
        '<svg role="img" aria-label="Accuracy on new seeds and digits. your lr = 0.01:'
    )
    assert exercise.picture.count('class="dot"') == 60
    for words in ("too_small = 0.005", "too_large = 0.5", "predicted", "5 points", "random search"):
        assert words in exercise.picture


@pytest.mark.lesson05
def test_nonsense_is_graded_at_once_and_costs_its_own_points():
    _, cell = graded("rate_choice = {'lr': float('nan'), 'n_neurons': [10**9] * 10**5, 'test': 1}")
    assert [v["earned"] for v in cell.metadata.hyperlib.verdicts] == [0.0] * 6
    assert "lr must be finite, got nan" in str(cell.metadata.hyperlib.verdicts)


def test_a_picture_is_drawn_from_numbers_only():
    good = {"search": [0.1, 0.9], "levels": [[0.5, 0, "<b>"]], "yours": 0.8, "choice": "<script>lr"}
    drawn = lab_picture(good)
    assert drawn.count("<circle") == 3 and "<script>" not in drawn and "&lt;script&gt;" in drawn
    for bad in (
        None,
        {},
        "x",
        good | {"search": ["<svg>"]},
        good | {"yours": 7},
        good | {"levels": [1]},
    ):
        assert lab_picture(bad) == ""


def test_all_rules_judge_the_same_reading_of_an_answer(hidden, monkeypatch):
    """A dictionary of the learner's own class can show another choice each time it is read."""
    looked_up(monkeypatch)
    poor = {"lr": 0.0001, "too_small": 0.0001, "too_large": 1.0, "predicted_accuracy": 0.9}
    shown = [RIGHT, poor | {"predicted_accuracy": 0.1}, RIGHT, poor, poor, RIGHT]
    readings = iter(shown)

    def observe(requests):
        found = [observations.encode(next(readings)) for _ in requests]
        return [{"status": "value", "value": value, "mutated": False} for value in found]

    report = run_check_cell("checks.lab('rate_choice')", CHECK, hidden, observe, 0)
    assert report.results == tuple(judged(RIGHT, hidden).values())
    assert len(list(readings)) == len(shown) - 1
