"""Decision labs beyond accuracy: wrong labels, limits, patience, a second graded quantity."""

import json
import math
import time
from dataclasses import replace

import pytest
import torch

import hyperlib as h
from hypergrader import labs as grading
from hypergrader.bank import measure_lab
from hypergrader.bank.mutants import lab_mutants
from hypergrader.course.lab_picture import lab_picture
from hypergrader.labs import LabGrading, random_search, read_table, trained
from hypergrader.submission.verdicts import run_check_cell
from hyperlib import checks, observations, widgets
from hyperlib.labs import ACCURACY, Goal, Lab, Level, Limit, limits
from hyperlib.search import Choice, Integers, LogUniform

BASE = h.Hyperparameters(n_neurons=(16,), lr=0.001, batch_size=20, epochs=4)
COMPLETE = "every entry is there and in its range"
ZEROS = "zeros among the first layer's weights"
COST = "multiply-adds of one digit"
LEAN = Goal("multiply_adds", [Level(12_704, 0, "16"), Level(6_352, 3, "8")], needs=0.3)
CHOSEN = {"n_neurons": (8,), "skip": False, "lr": 0.01}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A notebook's folder with somebody in front of it; the file in which the runs are kept."""
    for name in (*widgets.FRONT_ENDS, "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "lesson.ipynb"))
    monkeypatch.setattr(checks, "LABS", {})
    return tmp_path / ".hyperlib" / "lab_wide_choice.jsonl"


def wide(**changes):
    parts = {
        "base": BASE,
        "space": {
            "n_neurons": Choice([(8,), (16,), (32, 32)]),
            "skip": Choice([False, True]),
            "lr": LogUniform(1e-4, 0.1),
        },
        "epochs": 12,
        "levels": [Level(0.2, 0, "chance"), Level(0.5, 2, "fair"), Level(0.7, 5, "good")],
        "tolerance": 0.05,
        "n_train": 100,
    }
    return Lab("wide_choice", "which network?", **parts | changes)


def parts_of(lab):
    """Return the hidden checks of a lab, with two seeds."""
    given = LabGrading(seeds=(3, 4), hint="look", lab=lab)
    return [replace(given, name=rule.name, points=rule.points) for rule in lab.rules[1:]]


def test_a_choice_made_by_short_runs_is_graded_by_a_long_one():
    lab = wide(graded_epochs=16)
    config = lab.configure(CHOSEN)
    assert config.epochs == BASE.epochs == 4
    seen = LabGrading(seeds=(3,), lab=lab).trained(config, (3,))
    assert seen == trained(config.replace(epochs=16), lab.n_train, (3,))
    assert seen != LabGrading(seeds=(3,), lab=wide()).trained(config, (3,))
    assert "trains again for 16 epochs, on seeds" in repr(lab)
    assert "trains again, on seeds" in repr(wide())
    with pytest.raises(ValueError, match="leave out one"):
        wide(graded_epochs=16, space={"epochs": Integers(1, 4)})


def judged(answer, lab):
    """Return check -> result of an answer."""
    seen = {"status": "value", "value": observations.encode(answer), "mutated": False}
    report = run_check_cell(
        "checks.lab('wide_choice')", "check", parts_of(lab), lambda rs: [seen] * len(rs), 0
    )
    return {result.name: result for result in report.results}


def no_training(*_, **__):
    raise AssertionError("something was trained")


# Wrong labels -------------------------------------------------------------------------------------


def test_exactly_that_share_of_the_training_labels_is_wrong_and_no_other():
    digits = h.load_mnist().subset(250)
    noisy = digits.mislabeled(0.3, seed=1)
    assert int((noisy.y_train != digits.y_train).sum()) == 75
    assert noisy.y_train.min() >= 0 and noisy.y_train.max() <= 9
    assert torch.equal(noisy.X_train, digits.X_train)
    for part in ("y_val", "y_test"):
        assert torch.equal(getattr(noisy, part), getattr(digits, part))
    assert torch.equal(noisy.y_train, digits.mislabeled(0.3, seed=1).y_train)
    assert not torch.equal(noisy.y_train, digits.mislabeled(0.3, seed=2).y_train)
    assert torch.equal(digits.mislabeled(0).y_train, digits.y_train)
    every = digits.mislabeled(1.0, seed=3).y_train
    assert not (every == digits.y_train).any() and len(every.unique()) == 10


@pytest.mark.parametrize(
    ("share", "words"),
    [(20, "from 0 to 1, got 20; try 0.2"), (-0.1, "from 0 to 1"), (math.nan, "finite, got nan")],
)
def test_a_share_that_is_none_is_refused(share, words):
    with pytest.raises(ValueError, match=words):
        h.load_mnist().subset(50).mislabeled(share)


def trainings(monkeypatch):
    """Return the list of the data that labs and their grading train on from now on."""
    seen = []

    def kept(config, data, **options):
        seen.append(data)
        return h.train(config, data, **options)

    monkeypatch.setattr(h.labs.runs, "train", kept)
    return seen


def test_runs_and_grading_learn_wrong_labels_and_are_measured_on_right_ones(monkeypatch, capsys):
    lab, digits = wide(wrong_labels=0.2), h.load_mnist()
    right = {x.numpy().tobytes(): int(y) for x, y in zip(digits.X_train, digits.y_train)}
    seen = trainings(monkeypatch)
    lab.run(**CHOSEN)
    lab.run(**CHOSEN, seed=1)
    trained(lab.configure(CHOSEN), 100, (5, 6), 0.2)
    own, graded = seen[:2], seen[2:]
    assert len(graded) == 2
    for data in [*own, *graded]:
        labels = [right[x.numpy().tobytes()] for x in data.X_train]
        assert sum(a != int(b) for a, b in zip(labels, data.y_train)) == 20
        assert torch.equal(data.y_val, digits.y_val) and torch.equal(data.y_test, digits.y_test)
    assert torch.equal(own[0].X_train, own[1].X_train)
    assert not torch.equal(own[0].y_train, own[1].y_train)
    # No digit that grading trains on was trained on by a run.
    known = {x.numpy().tobytes() for x in own[0].X_train}
    assert all(x.numpy().tobytes() not in known for data in graded for x in data.X_train)


# Distorted digits ---------------------------------------------------------------------------------


def test_runs_and_grading_are_measured_on_the_same_distorted_digits(monkeypatch, capsys):
    how = h.Hyperparameters(shift=2, rotation=15, lr=0.5)  # of which lr is not read
    lab, digits = wide(distort=how), h.load_mnist()
    distorted = digits.distorted(how)
    assert distorted.y_val is digits.y_val and distorted.y_test is digits.y_test
    assert torch.equal(distorted.X_test, digits.distorted(how.replace(lr=0.1)).X_test)
    assert not torch.equal(distorted.X_val, digits.distorted(how, seed=1).X_val)
    draws = torch.Generator().manual_seed(0)
    for part in ("X_val", "X_test"):
        expected = h.augment(getattr(digits, part).double(), how, draws).float()
        assert torch.equal(getattr(distorted, part), expected)
    seen = trainings(monkeypatch)
    lab.run(**CHOSEN)
    grading_of_lab = replace(parts_of(lab)[0], seeds=(5, 6))
    found = grading_of_lab.trained(lab.configure(CHOSEN), (5, 6))
    own, *graded = seen
    assert len(graded) == 2
    for data in seen:
        assert torch.equal(data.X_val, distorted.X_val)
        assert torch.equal(data.X_test, distorted.X_test)
    assert torch.equal(own.X_train, digits.subset(100).X_train)
    known = {x.numpy().tobytes() for x in digits.X_train}
    assert all(x.numpy().tobytes() in known for data in graded for x in data.X_train)
    plain = trained(lab.configure(CHOSEN), 100, (5, 6))
    assert [one.accuracy for one in found] != [one.accuracy for one in plain]
    told = "validation digits and those of grading are distorted: shift=2, rotation=15"
    assert told in repr(lab) and told in lab._repr_markdown_()
    assert "distorted" not in repr(wide())


# Limits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "config",
    [
        h.Hyperparameters(),
        h.Hyperparameters(n_neurons=(), optimizer="sgd", batch_size=1, epochs=1),
        h.Hyperparameters(n_neurons=(8, 8), optimizer="sgd", momentum=0.9, batch_size=300),
    ],
)
def test_costs_are_those_that_the_library_counts_on_networks(config):
    model = h.MLP.from_config(config, h.load_mnist(), seed=0)
    kind = "momentum" if config.momentum else config.optimizer
    found = limits.costs(config, BASE, 100)
    assert found["parameters"] == h.count_parameters(model)
    assert found["multiply_adds"] == h.multiply_adds(model)
    batch = config.batch_size
    assert found["memory"] == h.training_memory(model, optimizer=kind, batch_size=batch)
    order = torch.arange(100).split(batch)
    assert found["steps"] == len(order) * config.epochs
    assert found["layers"] == len(config.n_neurons)


def test_what_differs_by_the_rounding_of_float32_has_not_changed():
    config = BASE.replace(lr=torch.tensor(0.001), epochs=5)
    assert limits.changed(config, BASE) == ["epochs"]


@pytest.mark.parametrize("measure", limits.CALLED)
def test_a_limit_is_kept_to_a_hair(measure, monkeypatch, capsys):
    choice = {"n_neurons": (32, 32), "skip": True, "lr": 0.01}
    got = limits.costs(BASE.replace(**choice), BASE, 100)[measure]
    answer = choice | {"predicted_accuracy": 0.6}
    for fits in (Limit(measure, got), Limit(measure, minimum=got), Limit(measure, got, got)):
        assert wide(limits=[fits]).read(answer)[1] == {}
    monkeypatch.setattr(h.labs.runs, "train", no_training)
    for breaks in (Limit(measure, got - 1), Limit(measure, minimum=got + 1)):
        lab = wide(limits=[breaks])
        lab.run(**choice)
        told = " ".join(capsys.readouterr().out.split())
        assert told.startswith("refused: ") and f"got {got:,}" in told and "; try " in told
        assert told.endswith("12 of 12 epochs left") and lab.left == 12
        found = judged(answer, lab)
        assert {r.outcome for r in found.values()} == {"fail"}
        for name in (COMPLETE, ACCURACY, "predicted_accuracy"):
            assert f"got {got:,}" in found[name].details["got"]
        assert str(breaks) in found[COMPLETE].details["expected"]
        assert str(breaks) in repr(lab) and str(breaks) in lab._repr_markdown_()


def test_a_side_of_the_bracket_keeps_the_limits_too():
    lab = wide(
        space={"epochs": Integers(1, 50)},
        limits=[Limit("steps", 50)],
        bracket=h.labs.Bracket("epochs", worse=0.01),
    )
    right = {"epochs": 8, "too_small": 1, "too_large": 10, "predicted_accuracy": 0.5}
    assert lab.read(right)[1] == {}
    wrong = lab.read(right | {"too_large": 11})[1]
    assert wrong == {
        "too_large": "too_large=11 cannot be trained: steps of the optimizer must be at most 50, got 55; "
        "try fewer epochs or larger batches"
    }
    assert [rule.name for rule in lab.rules][-1] == "too_large is worse"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"limits": [Limit("weight", 3)]}, "measure must be one of parameters, multiply_adds"),
        ({"limits": [Limit("steps")]}, "must have a maximum or a minimum"),
        ({"wrong_labels": 20}, "wrong_labels must be >= 0 and < 1, got 20"),
        ({"distort": {"shift": 2}}, "distort must be Hyperparameters, got"),
        ({"distort": BASE}, "distort must alter digits, got 0 for all of shift, .*; try Hyper"),
        ({"distort": BASE.replace(shift=28)}, "shift must be below 28"),
        ({"n_train": 1600}, "n_train must be at most 1500, got 1600"),
        (
            {"also": LEAN._replace(measure="seconds")},
            "measure must be one of multiply_adds, epochs",
        ),
        ({"also": LEAN._replace(levels=LEAN.levels[:1])}, "levels of the goal must be two or more"),
        ({"also": LEAN._replace(levels=[Level(9, 0, ""), Level(0, 1, "")])}, "must be above 0"),
        ({"also": LEAN._replace(needs=1.2)}, "needs must be an accuracy"),
        ({"bracket": h.labs.Bracket("n_neurons", 0.1)}, "bracket must name one of lr, got"),
        ({"bracket": h.labs.Bracket("skip", 0.1)}, "bracket must name one of lr, got"),
        ({"bracket": "lr"}, r"bracket must be a Bracket, got .*; try Bracket"),
        ({"bracket": h.labs.Bracket("lr", 20)}, "worse must be a share from 0 to 1, got 20"),
        ({"bracket": h.labs.Bracket("lr", 0.1, math.nan)}, "reach must be > 1, got nan"),
        (
            {"bracket": h.labs.Bracket("lr", 0.1, chance=15)},
            "chance must be a share from 0 to 1, got 15",
        ),
        ({"limits": Limit("steps", 3)}, "limits must be a list of Limit, got Limit"),
        ({"limits": [("steps", 3)]}, "limits must be a list of Limit, got"),
        ({"limits": [Limit("steps", "3")]}, "maximum of steps must be a number, got '3'"),
        ({"limits": [Limit("steps", minimum=-3)]}, "minimum of steps must be >= 0, got -3"),
        ({"also": "epochs"}, "also must be a Goal, got"),
        ({"also": LEAN._replace(needs="0.85")}, "needs must be a number, got '0.85'; try 0.85"),
        ({"levels": None}, "levels must be a list of Level, got None"),
        (
            {"levels": [Level(50, 0, ""), Level(90, 1, "")]},
            "levels must be a share from 0 to 1, got 50; try 0.5",
        ),
        ({"levels": [Level(math.nan, 0, ""), Level(0.9, 1, "")]}, "levels must be finite, got nan"),
        ({"tolerance": 4}, "tolerance must be a share from 0 to 1, got 4; try 0.04"),
        ({"tolerance": "0.04"}, "tolerance must be a number, got '0.04'"),
    ],
)
def test_a_lab_that_cannot_be_graded_is_refused(changes, words):
    with pytest.raises((TypeError, ValueError), match=words):
        wide(**changes)


# The second goal ----------------------------------------------------------------------------------


def test_points_of_a_goal_grow_with_the_quantity_and_only_as_far_as_the_accuracy_reaches():
    assert [LEAN.points(v, 0.9) for v in (10**6, 12_704, 6_352, 10)] == [0, 0, 3, 3]
    assert LEAN.points(math.sqrt(12_704 * 6_352), 0.3) == 1.5  # a log scale
    assert [LEAN.points(6_352, a) for a in (0.1, 0.25, 0.275, 0.3)] == [0, 0, 1.5, 3]
    more = Goal("zero_weights", [Level(0.1, 0, ""), Level(0.5, 1, ""), Level(0.9, 3, "")], 0.8)
    assert [more.points(v, 0.8) for v in (0, 0.1, 0.3, 0.5, 0.7, 1)] == [0, 0, 0.5, 1, 2, 3]
    for goal, values in ((LEAN, range(6000, 13_000)), (more, [k / 1000 for k in range(1001)])):
        earned = [goal.points(value, 0.8) for value in values]
        assert earned == sorted(earned, reverse=goal is LEAN)


def test_runs_log_and_report_tell_the_quantity(folder, capsys):
    lab = wide(also=LEAN)
    lab.run(**CHOSEN)
    told = capsys.readouterr().out
    assert told.endswith(" %,\n  multiply-adds of one digit: 6,352;\n  8 of 12 epochs left\n")
    assert max(map(len, told.splitlines())) <= widgets.predictions.WIDTH
    assert [json.loads(x)["quantity"] for x in folder.read_text().splitlines()] == [None, 6352]
    again = wide(also=LEAN)
    assert again.trials == lab.trials and again.trials[0].choice == CHOSEN
    again.run(n_neurons=[8], skip=False, lr=0.01)
    assert "6,352 (run before, free);\n  8 of 12" in capsys.readouterr().out
    assert "multiply-adds of one digit: 6,352" in str(again.report())


def test_the_zeros_are_those_of_lesson_11(capsys):
    lab = wide(also=Goal("zero_weights", [Level(0.1, 0, ""), Level(0.9, 3, "")], 0.5))
    data = h.load_mnist().subset(100)
    run = h.train(BASE.replace(n_neurons=(8,), l1=0.01, lr=0.01), data, seed=0)
    weights = run.model.layers[0].weight.detach()[:, (data.X_train != 0).any(0)]
    share = float((weights.abs() < 0.002).float().mean())
    assert 0.1 < share < 1
    assert limits.quantities(run, data)["zero_weights"] == pytest.approx(share)
    lab.run(**CHOSEN)
    assert f"{ZEROS}: " in capsys.readouterr().out


def test_a_cheap_network_earns_the_second_goal_and_one_that_learned_nothing_does_not():
    lab = wide(also=LEAN)
    assert [r.name for r in lab.rules][1:3] == [ACCURACY, COST]
    found = judged(CHOSEN | {"predicted_accuracy": 0.6}, lab)
    assert found[COST].outcome == "pass" and found[COST].earned == 3
    nothing = judged(CHOSEN | {"lr": 1e-4, "predicted_accuracy": 0.1}, lab)[COST]
    assert nothing.outcome == "fail" and nothing.earned == 0
    assert "6,352; accuracy 1" in nothing.details["got"]
    dear = judged(CHOSEN | {"n_neurons": [32, 32], "predicted_accuracy": 0.1}, lab)[COST]
    assert dear.earned == 0 and "for all points, with an accuracy of 30.0%" in str(dear.details)


# Patience -----------------------------------------------------------------------------------------

STOPS = {"n_neurons": (8,), "skip": False, "lr": 0.1, "patience": 1}


def patient(**changes):
    space = wide().space | {"patience": Integers(0, 5)}
    early = Goal("epochs", [Level(20, 0, "never"), Level(2, 3, "early")], 0.3)
    return wide(space=space, base=BASE.replace(epochs=20), epochs=40, also=early, **changes)


def test_a_run_that_stops_shows_its_best_epoch_and_gives_back_the_rest(capsys):
    lab, data = patient(), h.load_mnist().subset(100)
    lab.run(**STOPS)
    run = h.train(lab.configure(STOPS), data, seed=0)
    ran = len(run.history)
    assert ran < 20 and run.lowest.epoch == ran - 1 and run.lowest.val_loss < run.final.val_loss
    [trial] = lab.trials
    assert trial.val_accuracy == run.lowest.val_accuracy and trial.quantity == trial.epochs == ran
    assert lab.left == 40 - ran
    lab.run(**STOPS | {"patience": 0})
    assert lab.trials[1].epochs == 20


def test_training_gives_back_the_weights_of_the_epoch_with_the_lowest_validation_loss():
    data, config = h.load_mnist().subset(100), BASE.replace(lr=0.1, epochs=20, patience=1)
    last, best = h.train(config, data), h.train(config, data, restore=True)
    assert [e.val_loss for e in last.history] == [e.val_loss for e in best.history]
    loss, accuracy = h.evaluate(best.model, data.X_val, data.y_val)
    assert (loss, accuracy) == (best.lowest.val_loss, best.lowest.val_accuracy)
    assert h.evaluate(last.model, data.X_val, data.y_val)[0] == last.final.val_loss != loss
    with pytest.raises(TypeError, match="restore must be True or False"):
        h.train(config, data, restore=1)


def test_grading_stops_on_the_validation_digits_and_scores_the_best_weights_on_test_digits(
    monkeypatch,
):
    seen = trainings(monkeypatch)
    config = patient().configure(STOPS)
    [found] = trained(config, 100, (31,))
    digits = h.load_mnist()
    [data] = seen
    assert torch.equal(data.X_val, digits.X_val) and torch.equal(data.X_test, digits.X_test)
    run = h.train(config, data, seed=31, dtype=torch.float64, restore=True)
    assert found.quantities["epochs"] == len(run.history) < 20
    with torch.no_grad():
        right = run.model(digits.X_test.double()).argmax(1) == digits.y_test
    assert found.accuracy == right.double().mean().item()


# Everything that is handed in ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "lost"),
    [
        ({"n_neurons": [10**9] * 99}, {COMPLETE, ACCURACY, COST, "predicted_accuracy"}),
        ({"n_neurons": [True]}, {COMPLETE, ACCURACY, COST, "predicted_accuracy"}),
        ({"n_neurons": 8}, {COMPLETE, ACCURACY, COST, "predicted_accuracy"}),
        ({"n_neurons": "(8,)"}, {COMPLETE, ACCURACY, COST, "predicted_accuracy"}),
        ({"n_neurons": [math.nan]}, {COMPLETE, ACCURACY, COST, "predicted_accuracy"}),
        ({"skip": 0}, {COMPLETE, ACCURACY, COST, "predicted_accuracy"}),
        ({"skip": "False"}, {COMPLETE, ACCURACY, COST, "predicted_accuracy"}),
        ({"lr": math.nan}, {COMPLETE, ACCURACY, COST, "predicted_accuracy"}),
        ({"lr": [0.01]}, {COMPLETE, ACCURACY, COST, "predicted_accuracy"}),
        ({"lr": True}, {COMPLETE, ACCURACY, COST, "predicted_accuracy"}),
        ({"predicted_accuracy": True}, {COMPLETE, "predicted_accuracy"}),
        ({"predicted_accuracy": [0.6]}, {COMPLETE, "predicted_accuracy"}),
        ({"multiply_adds": 1}, {COMPLETE}),
        ({"the choice": "x" * 10**6}, {COMPLETE}),
        ({}, set()),
        ({"n_neurons": [8]}, set()),
        ({"n_neurons": torch.tensor([8])}, set()),
    ],
)
def test_nonsense_costs_its_own_points_and_no_time(wrong, lost, monkeypatch):
    lab = wide(also=LEAN, levels=[Level(0.1, 0, "chance"), Level(0.2, 5, "any")])
    answer = CHOSEN | {"predicted_accuracy": 0.5} | wrong
    quick = [grading.Trained(0.5, {"multiply_adds": 6352.0})] * 2
    monkeypatch.setattr(grading, "trained", lambda *_: tuple(quick))
    start = time.perf_counter()
    found = judged(answer, lab)
    assert time.perf_counter() - start < 2
    assert {name for name, r in found.items() if r.outcome != "pass"} == lost


def test_values_that_do_not_go_together_lose_the_points_and_break_nothing():
    space = {"momentum": h.search.Uniform(0, 0.9), "optimizer": Choice(["sgd", "adam"])}
    lab = wide(space=space)
    found = judged({"momentum": 0.5, "optimizer": "adam", "predicted_accuracy": 0.5}, lab)
    assert {r.outcome for r in found.values()} == {"fail"}
    assert "momentum belongs to sgd" in found[ACCURACY].details["got"]


def test_a_choice_of_numbers_takes_what_is_equal_and_gives_what_was_listed():
    lab = wide(space={"dropout": Choice([0.0, 0.1, 0.5]), "batch_size": Choice([10, 20])})
    right, wrong = lab.read({"dropout": 0, "batch_size": 20, "predicted_accuracy": 0.5})
    assert wrong == {} and type(right["dropout"]) is float
    right, wrong = lab.read({"dropout": False, "batch_size": 20.5, "predicted_accuracy": 0.5})
    assert set(wrong) == {"dropout", "batch_size"}
    assert wrong["dropout"] == "dropout must be one of 0, 0.1, 0.5, got False"


def test_a_mutant_of_an_answer_is_another_answer_whatever_its_values_are():
    source = "wide_choice = {'n_neurons': (8,), 'skip': False, 'l1': 0.0, 'lr': 0.01, 'a': 'relu'}"
    entries = ["n_neurons", "skip", "l1", "lr", "a"]
    found = {}
    for mutant in lab_mutants("wide_choice", source, entries):
        scope = {}
        exec(mutant.source, scope)
        found[mutant.change] = scope["wide_choice"]
    right = {"n_neurons": (8,), "skip": False, "l1": 0.0, "lr": 0.01, "a": "relu"}
    assert len(found) == 11 and all(made != right for made in found.values())
    assert found["a text: `a`"]["a"] == "relu?" and found["factor: `lr` * 100"]["lr"] == 1.0


# Description, table, picture ----------------------------------------------------------------------


def test_the_table_in_jupyterlab_tells_what_the_text_tells():
    lab = patient(
        wrong_labels=0.2, limits=[Limit("parameters", 60_000), Limit("layers", minimum=1)]
    )
    lines = lab._repr_markdown_().splitlines()
    rows = [lines[2], *lines[4:]]  # the first one is the table's head
    cells = [line.replace("&nbsp;", " ").strip("| ").split(" | ") for line in rows]
    assert lines[0] == "**Decision lab:** which network?" and {len(c) for c in cells} == {2}
    told = dict(cells)
    assert told["limits"] == "parameters: at most 60,000; hidden layers: at least 1"
    assert "20% of them with a wrong label" in told["fixed"]
    assert "those that patience saves come back; 40 are left" in told["budget"]
    assert told["**10 points**"] == "**graded**"
    assert all(text in repr(lab) for _, text in cells if text != "**graded**")


def test_a_report_before_anything_is_chosen_counts_no_seeds(capsys):
    text = str(wide().report())
    assert "0 seeds" not in text and "- Nothing is chosen yet.\n" in text and "0 runs" not in text
    assert "Fixed were optimizer, batch_size, epochs" in text
    text = str(wide().report(CHOSEN | {"predicted_accuracy": 0.5}))
    assert "0 seeds" not in text and "- Your choice was not run.\n" in text


def test_a_table_is_measured_with_legal_draws_and_drawn_with_the_answer(capsys):
    lab = wide(also=LEAN, limits=[Limit("parameters", 20_000)])
    given = LabGrading(seeds=(3, 4), lab=lab)
    text = measure_lab.measure(given, "99", draws=5)
    rows = read_table(text)
    assert list(rows) == ["default", "0", "1", "2", "3", "4"]
    assert {row["n_neurons"] for part in rows.values() for row in part} <= {"(8,)", "(16,)"}
    drawn = h.search.sample(lab.space, 50, seed=0, base=BASE)
    small = [k for k, config in enumerate(drawn) if len(config.n_neurons) == 1][:5]
    assert f"# {small[-1] - 4} more draws broke a limit." in text.splitlines()
    assert set(random_search(text, "multiply_adds")) <= {6352.0, 12_704.0}
    accuracy = replace(parts_of(lab)[0], measured=text)
    answer = CHOSEN | {"predicted_accuracy": 0.6}
    record = accuracy.record([{"status": "value", "value": observations.encode(answer)}])
    assert record["second"]["yours"] == 6352 and len(record["second"]["search"]) == 5
    picture = lab_picture(json.loads(json.dumps(record)))
    assert picture.count('class="dot"') == 5 and "your choice" in picture
    assert "upward: multiply-adds of one digit" in picture and ">12,704</text>" in picture
    for bad in ({"search": [1]}, {"yours": math.nan}, {"levels": [["<b>", 1, ""]]}, {"log": []}):
        odd = record | {"second": record["second"] | bad}
        assert (lab_picture(odd) == "") == ("log" not in bad)
    assert lab_picture(record | {"second": 3}) == ""


def test_few_changes_are_drawn_where_few_are_allowed_and_a_narrow_lab_is_named():
    lab = wide(limits=[Limit("changed", 1)])
    legal, _ = measure_lab.legal_draws(lab, 30)
    names = [limits.changed(config, BASE) for config in legal]
    assert {len(found) for found in names} <= {0, 1}
    assert {name for found in names for name in found} == set(lab.space)
    with pytest.raises(ValueError, match="limits must allow at least one draw in 100, got 0"):
        measure_lab.legal_draws(wide(limits=[Limit("parameters", 10)]), 2)
