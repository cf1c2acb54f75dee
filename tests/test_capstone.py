"""The capstone: its digits, its log, what the log must say, how it is graded, and the scoreboard."""

import ast
import json
import math
import re
import statistics
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import numpy as np
import pytest
import torch

import hyperlib as h
from hypergrader import capstone
from hypergrader.__main__ import main
from hypergrader.bank.measure_lab import DRAWS, legal_draws
from hypergrader.capstone import CapstoneGrading
from hypergrader.course import scoreboard
from hypergrader.course.export import read_grades
from hypergrader.course.folder import CourseFolder
from hypergrader.hidden import hidden_from_source, hidden_source
from hypergrader.labs import read_table
from hypergrader.submission.verdicts import run_check_cell
from hyperlib import capstone as library
from hyperlib import checks, observations, widgets
from hyperlib.labs import ACCURACY
from hyperlib.search import Choice, Integers, LogUniform
from tests import demo
from tests.answers import sources

ENTRIES = "every entry is there and in its range"
CHOICE = {"n_neurons": (16,), "lr": 0.01, "epochs": 3}
LEVELS = [h.labs.Level(0.2, 0, "chance"), h.labs.Level(0.6, 5, "good")]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Somebody sits in front of a notebook in this folder."""
    for name in (*widgets.FRONT_ENDS, "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "lesson.ipynb"))
    monkeypatch.setattr(checks, "LABS", {})
    return tmp_path


def small(**changes):
    kept = {
        "base": h.Hyperparameters(n_neurons=(8,), lr=0.001, epochs=2),
        "space": {
            "n_neurons": Choice([(8,), (16,)]),
            "lr": LogUniform(1e-4, 0.1),
            "epochs": Integers(1, 4),
        },
        "epochs": 20,
        "levels": LEVELS,
        "tolerance": 0.05,
        "n_train": 100,
        "wrong_labels": 0.2,
        "task": 3,
    }
    return h.Capstone("small_choice", "which network?", **kept | changes)


def written(lab):
    """Return the answer after an honest search: three choices, three seeds of the best, one opening."""
    lab.run(n_neurons=(8,), lr=0.001, epochs=2)
    lab.run(n_neurons=(16,), lr=0.0001, epochs=1)
    for seed in range(3):
        lab.run(seed=seed, **CHOICE)
    lab.unlock(**CHOICE)
    return CHOICE | {"predicted_accuracy": 0.5, "seeds": [2, 0, 1], "log": str(lab.log)}


@pytest.fixture(scope="module")
def honest(tmp_path_factory):
    """An honest answer, made once: its log is a text, so other tests may change it."""
    with pytest.MonkeyPatch.context() as patched:
        notebook = tmp_path_factory.mktemp("honest") / "lesson.ipynb"
        patched.setenv("JPY_SESSION_NAME", str(notebook))
        patched.setattr(checks, "LABS", {})
        return written(small())


def outcomes(answer, capsys):
    """Return what the visible check says of an answer: rule -> outcome."""
    capsys.readouterr()
    exec("checks.lab('small_choice')", {"checks": checks, "small_choice": answer})
    return dict(
        (name, outcome)
        for outcome, name in re.findall(r"\[([a-z ]+)\] (.+)", capsys.readouterr().out)
    )


# Digits -------------------------------------------------------------------------------------------


def test_angles_are_as_far_as_asked_and_others_for_another_seed():
    bar = torch.zeros(28, 28)
    bar[2:26, 13:15] = 1  # an upright bar shows its angle: where its upper half lies
    bars = bar.view(1, -1).repeat(200, 1)
    down, across = torch.meshgrid(torch.arange(28) - 13.5, torch.arange(28) - 13.5, indexing="ij")

    def turned(degrees, seed):
        return library.turned(bars, degrees, torch.Generator().manual_seed(seed))

    weights = turned(30, 0).view(-1, 28, 28) * (down < 0)
    y, x = [(weights * place).sum((1, 2)) / weights.sum((1, 2)) for place in (down, across)]
    found = torch.rad2deg(torch.atan2(x, -y))
    assert 25 < found.max() < 31 and -31 < found.min() < -25 and abs(found.mean()) < 4
    assert torch.equal(turned(0, 0), bars) and torch.equal(turned(30, 1), turned(30, 1))
    assert not torch.equal(turned(30, 0), turned(30, 1))
    levels = turned(30, 0) * 255
    assert (levels - levels.round()).abs().max() < 1e-4


def test_no_digit_of_the_learners_is_among_the_others():
    lab = small()
    mine, others = lab.shares()
    sets = [
        {image.tobytes() for part in library.PARTS for image in getattr(d, f"X_{part}").numpy()}
        for d in (mine, others)
    ]
    assert len(mine.y_train) == 100 and len(mine.y_val) == 250 and len(mine.y_test) == 500
    assert len(sets[0] & sets[1]) <= 1  # MNIST has a digit twice here and there
    assert (lab.made(mine, 3).y_train != mine.y_train).sum() == 20
    assert torch.equal(lab.made(mine, 3).y_val, mine.y_val)
    assert torch.equal(lab.data.X_test, lab.data.X_val)  # what may be looked at holds no test digit


# The log ------------------------------------------------------------------------------------------


def test_an_honest_search_keeps_every_rule_of_the_log(capsys, folder):
    lab = small()
    answer = written(lab)
    told = capsys.readouterr().out
    assert re.search(r"\d\d\.\d% of 500 test digits right, mean of 3 seeds \(.*\);\n", told)
    assert "chosen among 3 choices on 250 validation digits, 12 of 20 epochs" in told
    assert set(outcomes(answer, capsys).values()) == {"pass"}
    assert len(outcomes(answer, capsys)) == lab.shown == 4
    assert (folder / ".hyperlib" / "lab_small_choice.jsonl").read_text().strip() == answer["log"]
    assert small().left == 8 and len(small().trials) == 5  # a restart


def test_who_changes_the_digits_that_were_shown_changes_no_run():
    lab = small()
    shown = lab.data
    shown.X_train.zero_(), shown.X_val.zero_(), shown.y_train.zero_()
    assert lab.data.X_val.any() and lab.data.X_train.any() and lab.data.y_train.any()


def test_what_stands_in_the_log_comes_out_again():
    lab = small()
    done = lab.run(**CHOICE)
    run, digits = lab.trained(lab.configure(CHOICE), 0)
    assert done.val_accuracy == pytest.approx(run.final.val_accuracy, abs=1e-4)
    assert run.model.layers[0].weight.dtype == torch.float64 and len(digits.y_train) == 100


def test_the_test_digits_open_once_and_only_after_enough_seeds(capsys, monkeypatch):
    lab = small()
    lab.run(**CHOICE)
    lab.unlock(**CHOICE)
    told = " ".join(capsys.readouterr().out.split())
    assert "refused: run this choice with 3 seeds first, got [0]" in told
    assert not lab.log.openings
    written(lab)
    first = capsys.readouterr().out.splitlines()[-2]
    monkeypatch.setattr(h.labs.runs, "train", lambda *_, **__: 1 / 0)
    lab.unlock(n_neurons=(8,), lr=0.001, epochs=2)
    again = capsys.readouterr().out
    assert again.startswith("open already: n_neurons=(16,)") and first in again
    assert lab.run(n_neurons=(8,), lr=0.05, epochs=1) is None
    assert "refused: the test digits are open" in " ".join(capsys.readouterr().out.split())
    assert lab.run(**CHOICE).ended  # run before: free
    assert len(lab.log.openings) == 1 and lab.left == 8


def test_a_pasted_log_returns_on_a_new_machine_by_the_lines_of_the_lesson(folder, monkeypatch):
    lab = replace(small(), answer="capstone_choice")
    lab.run(**CHOICE)
    answer = {"log": f"\n{lab.log}\n"}  # as between triple quotation marks
    (folder / ".hyperlib" / "lab_capstone_choice.jsonl").unlink()
    (folder / ".hyperlib").rmdir()
    assert lab.left == 20
    lesson = FOLDER.with_suffix(".py").read_text(encoding="utf-8")
    [block] = re.findall(r"# ```python\n(.*?)# ```\n", lesson, re.S)
    monkeypatch.chdir(folder)
    exec(re.sub("^# ?", "", block, flags=re.M), {"capstone_choice": answer})
    assert lab.left == 17 and lab.log.text == answer["log"].strip()
    lab.run(seed=1, **CHOICE)
    assert lab.left == 14 and not lab.log.problems


def test_random_draws_and_optuna_spend_the_budget_and_no_more(capsys):
    pytest.importorskip("optuna")
    lab = small()
    for config in h.search.sample(lab.space, 3, seed=1, base=lab.base):
        assert lab.run(config).ended
    spent = 20 - lab.left
    lab.run_optuna(30, seed=1)
    assert (
        0 <= lab.left < 4
        and len(lab.trials) > 4
        and "refused: this run takes" in capsys.readouterr().out
    )
    assert 20 - lab.left == sum(trial.epochs for trial in lab.trials) > spent
    with pytest.raises(ValueError, match="what is fixed must stay fixed"):
        lab.run(h.Hyperparameters(n_neurons=(8,), lr=0.001, epochs=2, dropout=0.5))


def lines_of(answer):
    return answer["log"].split("\n")


def changed(answer, number, **values):
    """Return the log with values of one line changed, and every fingerprint made anew."""
    lines = lines_of(answer)
    lines[number] = json.dumps(json.loads(lines[number]) | values)
    return chained(lines)


def more_runs(answer):
    """Return lines of runs that the budget does not hold."""
    first = [json.loads(line) for line in lines_of(answer)[:2]]
    return [json.dumps(line | {"seed": seed}) for seed in range(9, 20) for line in first]


def chained(lines):
    lab, last, found = small(), "", []
    for line in lines:
        told = json.loads(line) | {"after": lab._mark(last)}
        last = json.dumps(told)
        found.append(last)
    return "\n".join(found)


def test_a_log_that_was_tampered_with_says_where(honest):
    lab, answer, lines = small(), honest, lines_of(honest)

    def whole(log):
        return "; ".join(lab.read_log(log).problems)

    assert whole(answer["log"]) == whole("  \n\n".join(lines)) == whole(chained(lines)) == ""
    assert "before line 4 a line is missing or was changed" in whole(
        "\n".join(lines[:3] + lines[4:])
    )
    edited = [
        line.replace('"ended": true', '"ended": true, "val_accuracy": 0.99') for line in lines
    ]
    assert "before line 3 a line is missing" in whole("\n".join(edited))
    assert "line 3 is not a line of this log" in whole(
        "\n".join([*lines[:2], "[" * 9999, *lines[2:]])
    )
    other = small(task=4)
    assert "before line 1" in "; ".join(other.read_log(answer["log"]).problems)
    assert "it says 1 epoch, the run has 2" in whole(changed(answer, 1, epochs=1))
    assert "is a run after the test digits were opened" in whole(chained([*lines, lines[0]]))
    for hurt, told in (
        (
            answer["log"].replace(", ", ",\n"),
            "does not go from { to }, so it is cut or wrapped; copy",
        ),
        (
            answer["log"].replace('"', "\u201d"),
            "quotation marks are those of a word processor; copy",
        ),
        (answer["log"][:-9], "does not go from { to }"),
    ):
        assert told in whole(hurt)
    for line in ('{"after": 3}', "3", "null", '{"test_accuracies": [], "after": ""}', "\x00"):
        assert "line 1 is not a line" in whole(line)


def test_a_log_that_was_pasted_twice_is_read_once(honest):
    lab, log = small(), honest["log"]
    half = "\n".join(lines_of(honest)[:3])  # an older paste, then the whole one
    for pasted in (f"{log}\n{log}", f"{half}\n{log}", f"{log}\n\n{half}\n"):
        assert lab.read_log(pasted) == lab.read_log(log)
    assert not any(lab.broken_rules(lab.read(honest | {"log": f"{log}\n{log}"})[0]).values())


@pytest.mark.parametrize(
    ("change", "fails"),
    [
        (lambda a: a | {"seeds": [0]}, {library.SEEDS}),
        (lambda a: a | {"seeds": np.array([2, 0, 1]), "lr": np.float32(a["lr"])}, set()),
        (lambda a: a | {"seeds": {0, 1, 2}, "n_neurons": np.array([16])}, set()),
        (lambda a: a | {"log": changed(a, -1, test_accuracies=[math.nan] * 3)}, {library.WHOLE, library.ONCE}),
        (lambda a: a | {"lr": 0.02}, {library.ONCE, library.SEEDS}),
        (lambda a: a | {"log": ""}, {ENTRIES, library.WHOLE, library.ONCE, library.SEEDS}),
        (lambda a: a | {"log": "\n".join(lines_of(a)[:-1])}, {library.ONCE}),
        (lambda a: a | {"log": chained([*lines_of(a), lines_of(a)[-1]])}, {library.ONCE}),
        (lambda a: a | {"log": chained([*lines_of(a), lines_of(a)[0]])}, {library.WHOLE, library.ONCE}),
        (lambda a: a | {"log": chained([*more_runs(a), *lines_of(a)])}, {library.WHOLE}),
    ],
)  # fmt: skip
def test_each_dishonesty_breaks_its_rule(honest, change, fails, capsys):
    small()
    found = outcomes(change(honest), capsys)
    assert {name for name, outcome in found.items() if outcome != "pass"} == fails


def test_dots_and_nonsense_are_told_as_such(capsys):
    lab = small()
    dots = dict.fromkeys(lab.entries, ...)
    capsys.readouterr()
    exec("checks.lab('small_choice')", {"checks": checks, "small_choice": dots})
    assert "not attempted" in capsys.readouterr().out
    for value in (3, None, {"log": 5}, CHOICE | {"seeds": "0", "log": ["x"]}):
        assert set(outcomes(value, capsys).values()) <= {"fail"}
    right, wrong = lab.read(CHOICE | {"seeds": [0, -1], "log": 7, "predicted_accuracy": 0.5})
    assert set(wrong) == {"seeds", "log"} and "what" not in right
    assert wrong["log"] == "log must be the text that print(capstone.log) shows, got 7"


# Grading ------------------------------------------------------------------------------------------


def parts(**changes):
    """Return the hidden checks of the small task."""
    lab = small(**changes)
    one = CapstoneGrading(seeds=(5, 6), secret=9, lab=lab, measured="draw,accuracy\n0,0.5\n")
    return [replace(one, name=r.name, points=r.points) for r in lab.rules[lab.shown :]]


def judged(answer, hidden):
    """Return check -> result of an observation that a kernel may have made up."""
    seen = {"status": "value", "value": observations.encode(answer), "mutated": False}
    cell = "check_small_choice"
    found = run_check_cell(
        "checks.lab('small_choice')", cell, hidden, lambda rs: [seen] * len(rs), 0
    )
    return {result.name: result for result in found.results}


def forged(answer, **values):
    """Return the answer with the accuracies of every run made up, and every fingerprint made anew."""
    lines = [json.loads(line) for line in lines_of(answer)]
    lines = [line | (values if line.get("ended") else {}) for line in lines]
    return answer | {"log": chained([json.dumps(line) for line in lines])}


def test_an_honest_answer_is_graded_on_digits_that_nobody_saw(honest):
    hidden = parts()
    found = judged(honest, hidden)
    assert [r.name for r in hidden[0].lab.rules] == list(found)
    assert found[library.AGAIN].outcome == "pass"
    accuracy = found[ACCURACY]
    assert accuracy.outcome in ("pass", "partly") and "mean of 2 seeds" in str(accuracy.details)
    assert judged(honest, parts()) == found
    [record] = [
        r
        for h in hidden
        if (r := h.record([{"status": "value", "value": observations.encode(honest)}]))
    ]
    assert record["spent"] == 12 and 0.2 < record["claimed"] < 0.9 and 0.1 < record["yours"] < 0.9


def test_the_instructors_digits_are_turned_by_angles_of_their_own(monkeypatch):
    lab, seen = small(), []
    real = h.labs.runs.train

    def watched(config, digits, **options):
        seen.append(digits)
        return real(config, digits, **options)

    monkeypatch.setattr(h.labs.runs, "train", watched)
    one = CapstoneGrading(seeds=(5, 6), secret=9, lab=lab)
    one.trained(lab.configure(CHOICE), one.seeds)
    replace(one, secret=10).trained(lab.configure(CHOICE), (5,))
    assert len(seen) == 3 and len(seen[0].y_test) == 1250 and len(seen[0].y_train) == 100
    assert not torch.equal(seen[0].X_test, seen[2].X_test)
    theirs, mine = lab.shares()[1], lab.data
    # Of most digits no picture is that of an untouched one, nor one of the learner's.
    known = {
        image.tobytes() for d in (theirs, mine) for image in (*d.X_test.numpy(), *d.X_train.numpy())
    }
    assert sum(image.tobytes() in known for image in seen[0].X_test.numpy()) <= 2


def test_runs_that_were_made_up_do_not_come_out_again(honest):
    found = judged(forged(honest, val_accuracy=0.9), parts())
    assert found[library.WHOLE].outcome == "pass"  # the fingerprints are right
    assert found[library.AGAIN].outcome == "fail"
    assert "90.0% right, and " in found[library.AGAIN].details["got"]
    lines = lines_of(honest)
    opening = json.loads(lines[-1]) | {"test_accuracies": [0.8, 0.81, 0.79]}
    log = chained([*lines[:-1], json.dumps(opening)])
    found = judged(honest | {"log": log}, parts())
    assert "test digits, seed" in found[library.AGAIN].details["got"]


def test_a_log_without_runs_earns_nothing_and_trains_nothing(honest, monkeypatch):
    monkeypatch.setattr(capstone, "again", lambda *_: 1 / 0)
    for log in ("nothing", "[" * 9999, lines_of(honest)[0]):
        found = judged(honest | {"log": log}, parts())
        assert found[library.AGAIN].outcome == "fail" and found[library.ONCE].outcome == "fail"


def test_a_line_that_would_train_for_hours_is_refused(honest):
    space = small().space | {"epochs": Integers(1, 10**7)}
    lines = lines_of(honest)
    line = json.loads(lines[1]) | {"epochs": 10**7}
    line["choice"]["epochs"] = 10**7
    log = chained([json.dumps(line), lines[-1]])
    found = judged(honest | {"log": log}, parts(space=space, epochs=10**8))
    assert "expected at most" in found[library.AGAIN].details["got"]


# The scoreboard -----------------------------------------------------------------------------------

LESSON = "16_capstone"


@pytest.fixture
def course(tmp_path):
    """A course with three graded students; one handed in nothing that could be trained."""
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    for student, lab, earned in [
        ("ada", {"yours": 0.68, "claimed": 0.66, "spent": 150}, 19),
        ("<b>ben", {"yours": 0.4, "claimed": None, "spent": 30}, 8),
        ("cleo", {}, 0),
    ]:
        cell = {"cell_type": "code", "source": "", "metadata": {"nbgrader": {"grade": True}}}
        cell["metadata"]["hyperlib"] = {"lab": lab, "verdicts": [{"earned": earned}]}
        path = tmp_path / "autograded" / student / LESSON / f"{LESSON}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"cells": [cell]}))
    return tmp_path


def board(course, *words):
    code = main(
        ["--course-dir", str(course), "scoreboard", LESSON, "--to", str(course / "b.html"), *words]
    )
    return code, (course / "b.html").read_text() if (course / "b.html").exists() else ""


def test_a_scoreboard_shows_numbers_in_place_of_names(course, capsys):
    code, page = board(course)
    assert code == 0 and "2 rows" in capsys.readouterr().out
    assert page.index("No. 1") < page.index("68.0%") < page.index("No. 2") < page.index("40.0%")
    assert "ada" not in page and "ben" not in page and "cleo" not in page
    assert "66.0%" in page and ">150<" in page and ">19<" in page
    for sign in ("http", "<script", "src="):
        assert sign not in page.split("</style>")[1]


def test_equal_results_share_a_place_and_columns_without_a_value_are_left_out(tmp_path):
    found = [
        scoreboard.Row(*row, None, None, 5.0)
        for row in ((1, "a", 0.9), (1, "b", 0.9), (3, "c", 0.8))
    ]
    scoreboard.write("05_learning_rate", found, tmp_path / "b.html")
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert re.findall(r'<tr><td class="n">(\d)<', page) == ["1", "1", "3"]
    assert "Promised" not in page and "Epochs" not in page and "–" not in page.split("</style>")[1]


def test_nicknames_come_from_a_file_and_are_escaped(course, capsys):
    names = course / "names.csv"
    names.write_text("id,name\nada,quiet heron\n<b>ben,<i>loud</i> owl\n", encoding="utf-8-sig")
    page = board(course, "--names", str(names))[1]
    assert "quiet heron" in page and "&lt;i&gt;loud&lt;/i&gt; owl" in page and "ada" not in page
    names.write_text("id,nick\nada,heron\n")
    assert board(course, "--names", str(names))[0] == 2
    assert "has no column name; expected id and name" in capsys.readouterr().err
    names.write_text("student,nick\nada,heron\n")
    assert board(course, "--names", str(names))[0] == 2
    told = "has the columns student, nick; expected one of id; try a CSV that has it"
    assert f"--names {names.name} {told}" in capsys.readouterr().err
    assert board(course, "--names", "gradebook")[0] == 2  # there is none here


@pytest.mark.parametrize(
    "text", ["id;name\nada;heron\n", "id\tname\nada\theron\n", "id,name\n<b>ben\nada, heron\n\n"]
)
def test_nicknames_come_as_a_spreadsheet_writes_them(course, text):
    names = course / "names.csv"
    names.write_text(text)
    code, page = board(course, "--names", str(names))
    assert code == 0 and ">heron<" in page and "No. 2" in page


def test_a_nickname_is_found_in_either_form_of_a_letter(course):
    (course / "autograded" / "ada").rename(course / "autograded" / normalize("NFD", "adä"))
    names = course / "names.csv"
    names.write_text(f"id,name\n{normalize('NFC', 'adä')},heron\n", encoding="utf-8")
    assert ">heron<" in board(course, "--names", str(names))[1]


@pytest.mark.parametrize("text", ["id,name\nADA,heron\n", "id,name\n"])
def test_nicknames_that_are_nobodys_are_told(course, capsys, text):
    names = course / "names.csv"
    names.write_text(text)
    assert board(course, "--names", str(names)) == (2, "")
    told = f"has a name for nobody who was graded in {LESSON}; expected ids such as '<b>ben'"
    assert told in " ".join(capsys.readouterr().err.split())


def test_records_of_another_form_are_no_rows(course, capsys):
    for student in ("ada", "<b>ben"):
        path = course / "autograded" / student / LESSON / f"{LESSON}.ipynb"
        path.write_text('{"cells": [{"metadata": {"hyperlib": {"lab": {"yours": "<b>"}}}}, 3]}')
    assert board(course)[0] == 2
    assert "no graded choice of a lab" in capsys.readouterr().err


# The lesson's levels ------------------------------------------------------------------------------

FOLDER = Path(__file__).resolve().parents[1] / "lessons" / LESSON


@pytest.fixture
def lesson():
    """The lesson's grading, and what `measure_lab` wrote: draw -> its rows."""
    given = hidden_from_source(hidden_source(FOLDER))["check_capstone_choice"][0]
    return given, read_table(given.measured)


@pytest.mark.lesson16
def test_the_table_was_measured_with_the_task_as_it_is(lesson):
    given, table = lesson
    drawn, refused = legal_draws(given.lab, DRAWS)
    assert len(table) == DRAWS + 1 and refused == 0
    for draw, config in [("default", given.lab.base), *zip(map(str, range(DRAWS)), drawn)]:
        rows = table[draw]
        assert [int(row["seed"]) for row in rows] == list(given.seeds)
        for name in given.lab.space:
            assert ast.literal_eval(rows[0][name]) == getattr(config, name)
    short = min(range(DRAWS), key=lambda k: drawn[k].epochs)
    [row, *_] = table[str(short)]
    [again] = given.trained(drawn[short], given.seeds[:1])
    assert again.accuracy == float(row["accuracy"])
    assert given.validation(drawn[short]) == float(row["val_accuracy"])


@pytest.mark.lesson16
def test_the_levels_are_those_of_random_searches_with_the_same_budget(lesson):
    given, table = lesson
    lab, root = given.lab, math.sqrt(len(given.seeds))
    found = sorted(capstone.searches(given.measured, lab, 4000))
    median, quarter, top = [found[round(share * len(found))] for share in (0.5, 0.75, 0.95)]
    shares = {draw: [float(row["accuracy"]) for row in rows] for draw, rows in table.items()}
    mean = {draw: statistics.mean(several) for draw, several in shares.items()}
    noise = {draw: statistics.stdev(several) / root for draw, several in shares.items()}
    best = max(mean, key=mean.get)
    lowest, *levels = [level.value for level in lab.levels]
    # In a table of 60 draws the 95th percentile is its best draw: the level leaves room for its noise.
    assert levels == pytest.approx([median, quarter, top - noise[best]], abs=0.002)
    assert lowest - mean["default"] > 3 * noise["default"]
    tenth = lab.levels[-1].points / 10 + 0.05
    for draw, accuracy in mean.items():
        for k in (-1, 1):
            assert abs(lab.points(accuracy + k * noise[draw]) - lab.points(accuracy)) <= tenth


# The whole way, with real nbgrader ----------------------------------------------------------------

STRATEGIES = {
    "default": ("wrong", "the default"),
    "random": ("wrong", "one random search"),
    "optuna": ("wrong", "Optuna with few runs"),
    "overfitted": ("wrong", "the luckiest of fifteen seeds"),
    "cheating": ("wrong", "a log that was made up"),
    "by_hand": ("right", "the rate by short runs, then dropout at full length"),
}
SENTENCES = "I tried rates first. I learned something. I chose it. 67% of 500. One more seed."


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course whose students hand in one strategy each, as nbgrader takes and grades them."""
    course = demo.Course(tmp_path_factory.mktemp("course"))
    course.release(LESSON)
    fetched = course.fetch(LESSON)
    for student, (kind, name) in STRATEGIES.items():
        source = sources(LESSON, "capstone_choice", kind)[name]
        told = {"capstone_choice": source, "capstone_report": SENTENCES}
        folder = course.folder / "submitted" / student / LESSON
        folder.mkdir(parents=True)
        demo.fill(fetched, folder / f"{LESSON}.ipynb", lambda cell, stub, told=told: told[cell])
    course.grade(LESSON)
    return course


@pytest.mark.slow
@pytest.mark.lesson16
def test_five_strategies_get_the_points_that_they_are_worth(graded):
    header, *rows = graded.table(LESSON)
    column = next(k for k, name in enumerate(header) if name.startswith("capstone_choice"))
    points = {row[0]: float(row[column]) for row in rows}
    assert points["by_hand"] == 20
    assert points["default"] == 10  # all for honesty, none for accuracy
    assert 10 < points["overfitted"] < points["random"] < points["optuna"] < 20
    assert points["cheating"] == 15  # the choice is good, and its log does not come out again


@pytest.mark.slow
@pytest.mark.lesson16
def test_the_sentences_wait_for_a_person_and_stand_on_the_page(graded):
    assert read_grades(CourseFolder(graded.folder)).waiting == len(STRATEGIES)
    page = (graded.folder / "feedback" / "by_hand" / LESSON / f"{LESSON}.html").read_text("utf-8")
    assert "I learned something." in page and "accuracy on new seeds" in page


@pytest.mark.slow
@pytest.mark.lesson16
def test_the_class_is_shown_its_scoreboard(graded, capsys):
    code, page = board(graded.folder)
    assert code == 0 and page.count("<tr>") == len(STRATEGIES) + 1
    assert "by_hand" not in page and page.index(">124<") < page.index(">150<") < page.index(">30<")
