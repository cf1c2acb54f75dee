"""Decision labs: the budget is counted and kept, and nothing that a learner's kernel tells earns a point."""

import json
import math
import re

import numpy as np
import pytest
import torch
from jupyter_client.manager import start_new_kernel

from hyperlib import checks, labs, widgets
from hyperlib.hyperparameters import Hyperparameters
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
        r"lr=0\.01, seed 0: \d+\.\d % of the validation digits right, \d+\.\d % of the training digits; "
        r"6 of 9 epochs left\n",
        first,
    )
    monkeypatch.setattr(labs, "train", no_training)
    lab.run(lr=np.float64(0.01))
    assert capsys.readouterr().out == first.replace(";", " (run before, free);")
    assert lab.left == 6


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
        "lr=1e+38, seed 0: diverged: the loss was no number after 1 epoch; 8 of 9 epochs left\n"
    )


def test_an_overrun_is_refused_in_words_and_trains_nothing(learner, monkeypatch, capsys):
    lab = small(epochs=5)
    lab.run(lr=0.01)
    before = learner.read_bytes()
    capsys.readouterr()
    monkeypatch.setattr(labs, "train", no_training)
    lab.run(lr=0.1)
    assert capsys.readouterr().out == (
        "refused: this run takes 3 epochs, and 2 of 5 are left. "
        "Decide with what you have seen; what was run before is free.\n"
    )
    assert learner.read_bytes() == before


def test_a_run_is_counted_before_it_is_trained_and_paid_once(learner, monkeypatch, capsys):
    lab = small()

    def interrupted(*_, **__):
        assert lab.left == 6
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(labs, "train", interrupted)
        lab.run(lr=0.01)
    assert lab.left == 6 and [trial.ended for trial in lab.trials] == [False]
    lab.run(lr=0.01)
    assert lab.left == 6 and [trial.ended for trial in lab.trials] == [True]


def kernel(folder):
    """Start a real kernel in `folder`, as JupyterLab does."""
    import os

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
        killed = (
            "import os\nh.labs.train = lambda *a, **k: os.kill(os.getpid(), 9)\nlab.run(lr=0.1)"
        )
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
        assert printed(client, "lab.run(lr=0.01)") == first.replace("; 6", " (run before, free); 3")
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


# Bad input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "error", "words"),
    [
        ({}, ValueError, "lr is missing; choose lr from 0.0001 to 1e+38"),
        ({"lr": 0}, ValueError, "lr must be from 0.0001 to 1e+38, got 0; try 0.01"),
        ({"lr": math.nan}, ValueError, "lr must be finite, got nan; try 0.01"),
        ({"lr": "0.1"}, TypeError, "lr must be a number, got '0.1'; try 0.01"),
        ({"lr": ...}, TypeError, "lr must be a number, got Ellipsis; try 0.01"),
        ({"lr": 0.1, "epochs": 9}, ValueError, "epochs must stay 3 in this lab; choose lr"),
        ({"lr": 0.1, "part": "test"}, ValueError, "part is not asked for; expected lr, too_small"),
        (
            {"lr": 0.1, "test": True},
            ValueError,
            "test: the test digits decide nothing in a lab; runs show",
        ),
        ({"lr": 0.1, "seed": -1}, ValueError, "seed must be >= 0, got -1; try 1"),
    ],
)
def test_a_run_that_makes_no_sense_costs_nothing_and_says_why(choice, error, words):
    lab = small()
    with pytest.raises(error, match=re.escape(words)):
        lab.run(**choice)
    assert lab.left == 9


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"answer": "no name"}, "answer must be a name, got 'no name'; try \"rate_choice\""),
        ({"space": {}}, "space must name at least one hyperparameter"),
        ({"space": {"rate": LogUniform(1e-3, 1)}}, "'rate' in space is not a hyperparameter"),
        ({"epochs": 2}, "epochs must be >= 3, got 2"),
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
    assert wrong["batch_size"] == "batch_size must be an integer, got 20.5; try 50"


# What is handed in --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "value", "words"),
    [
        ("lr", 10**400, "lr must be finite, got inf; try 0.01"),
        ("lr", -0.1, "lr must be from 0.0001 to 1e+38, got -0.1; try 0.01"),
        ("lr", True, "lr must be a number, got True"),
        ("lr", None, "lr must be a number, got None"),
        ("lr", np.ones(2), "lr must be a number, got array"),
        ("lr", ..., "lr is missing; replace the dots by a number"),
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
        ("predicted_accuracy", math.inf, "predicted_accuracy must be >= 0, got inf; try 0.9"),
        ("test_accuracy", 0.9, "test_accuracy: the test digits decide nothing in a lab"),
        ("momentum", 0.9, "momentum must stay 0 in this lab"),
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
    monkeypatch.setattr(labs, "train", no_training)
    scope = {"checks": checks}

    def told(answer):
        if answer is not None:
            scope["small_choice"] = answer
        exec("checks.lab('small_choice')", scope)
        return capsys.readouterr().out

    text = told(None)
    assert "not attempted yet" in text and "Run the cell that defines `small_choice`." in text
    assert "not attempted yet" in told(dict.fromkeys(BELOW, ...))
    assert "1 of 1 checks passed (1 of 1 point)" in told(dict(BELOW))
    text = told(BELOW | {"predicted_accuracy": 60})
    assert "0 of 1 checks passed" in text and "got 60; try 0.6" in text
    for name, points, words in lab.rules[1:]:
        assert f"{points:g} point{'s' * (points != 1)}: {name}: {words}" in text
    assert "5 at 70 % (good)" in text
    # Forged records of a run earn nothing here.
    assert "0 of 1 checks passed" in told(BELOW | {"val_accuracy": 0.99, "seeds": [0.99] * 9})
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
        "lr is missing; replace the dots by a number",
        "too_small is missing; replace the dots by a number",
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
    assert "It is in the middle." in whole.text and "9 of 9 epochs were spent" in whole.text
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
