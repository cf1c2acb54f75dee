"""nbgrader's own commands, with our configuration, from generate to feedback."""

import csv
import json
import math
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np
import pytest

from hypergrader.hidden import Hidden
from hypergrader.submission.verdicts import MIME, read_observations, run_check_cell
from hyperlib import observations
from tests import demo

LESSON = "01_what_are_hyperparameters"
pytestmark = pytest.mark.lesson01


# The form of a check: what the trusted side does with what a kernel says ------------------------


def output(text):
    return {"output_type": "display_data", "data": {MIME: text}}


GOOD = {"status": "value", "value": 3, "mutated": False}


def test_observations_are_read_from_the_probe():
    assert read_observations([output(json.dumps([GOOD]))], 1) == [GOOD]


@pytest.mark.parametrize(
    "outputs",
    [
        [],
        [output("no JSON")],
        [output("[" * 100_000)],
        [output("{}")],
        [output("[]")],
        [output(json.dumps([GOOD, GOOD]))],
        [output(json.dumps([3]))],
        [output(json.dumps([{"status": "pass"}]))],
        [output(json.dumps([{"status": "error", "types": 3, "message": "", "line": None}]))],
        [output(json.dumps([{"status": "error", "types": ["A"], "message": {}, "line": None}]))],
        [{"output_type": "stream", "name": "stdout", "text": json.dumps([GOOD])}],
    ],
)
def test_whatever_else_a_kernel_says_is_a_failure_of_the_kernel(outputs):
    assert [seen["status"] for seen in read_observations(outputs, 1)] == ["failed"]


def answer_with(value):
    return lambda requests: [{"status": "value", "value": value, "mutated": False}] * len(requests)


def run(source, observe, hidden=(), seed=0):
    return run_check_cell(source, "check_f", hidden, observe, seed)


def test_a_check_cell_runs_without_the_learners_objects():
    report = run("checks.check('f', checks.example(2, expected=4))", answer_with(4))
    assert report.passed
    assert not run("checks.check('f', checks.example(2, expected=4))", answer_with(5)).passed


def test_data_that_claims_to_be_right_is_not():
    source = "checks.check('f', checks.example(2, expected=4))"
    for claim in (True, "4", {"$": "other", "type": "int"}, {"$": "bomb"}, [[4]], None):
        assert not run(source, answer_with(claim)).passed


def test_a_function_of_the_check_cell_travels_as_source():
    sent = []

    def observe(requests):
        sent.extend(requests)
        return json.loads(observations.observe_all({"f": lambda x: x}, json.dumps(requests)))

    source = "def twice(f, x):\n    return 2 * f(x)\n\nchecks.check('f', checks.example(2, expected=4), via=twice)"
    assert run(source, observe).passed
    assert sent[0]["via"].startswith("def twice")


DOUBLE = Hidden(
    "any number",
    points=2,
    cases=lambda rng: [(rng.randint(10, 99),) for _ in range(3)],
    reference=lambda x: 2 * x,
    hint="More than one number.",
)


def test_hidden_cases_are_fresh_for_each_seed_and_the_same_for_one():
    assert DOUBLE.draw(1) == DOUBLE.draw(1)
    assert [c.args for c in DOUBLE.draw(1)] != [c.args for c in DOUBLE.draw(2)]


def test_a_reference_that_fails_by_itself_is_no_refusal():
    refuses = replace(DOUBLE, reference=lambda x: float(f"{x} is not a number"))
    assert {case.error for case in refuses.draw(0)} == {ValueError}
    broken = replace(DOUBLE, reference=lambda x: x.doubled())
    with pytest.raises(RuntimeError, match="'any number' is broken: its reference raised Attr"):
        broken.draw(0)
    assert replace(broken, refusals=(AttributeError,)).draw(0)[0].error is AttributeError


def test_a_hidden_verdict_shows_neither_inputs_nor_values():
    report = run("checks.check('f')", answer_with(77), [DOUBLE])
    [result] = report.results
    assert result.outcome == "fail"
    assert result.details == {"look at": "More than one number."}
    assert not re.search(r"\d\d", str(report))


def test_an_exception_of_the_learner_can_not_carry_hidden_inputs_out():
    def observe(requests):
        return [
            {
                "status": "error",
                "types": [f"Secret{r['args']}", "ValueError", "Exception"],
                "message": str(r["args"]),
                "line": str(r["args"]),
            }
            for r in requests
        ]

    report = run("checks.check('f')", observe, [DOUBLE])
    assert report.results[0].details["got"] == "ValueError"
    assert not re.search(r"\d\d", str(report))


def test_a_missing_name_of_the_learner_can_not_carry_hidden_inputs_out():
    def observe(requests):
        told = [f"name 'secret{r['args'][0]}' is not defined" for r in requests]
        return [{"status": "error", "types": ["NameError"], "message": m, "line": ""} for m in told]

    report = run("checks.check('f')", observe, [DOUBLE])
    assert report.results[0].details["got"] == "NameError"
    assert "does not exist here" in str(report) and "secret" not in str(report)


# The whole way, with real nbgrader and real kernels ------------------------------------------


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A graded course: one lesson, seven students; the first one used fetch and submit."""
    course = demo.Course(tmp_path_factory.mktemp("course"))
    course.release(LESSON)
    fetched = course.fetch(LESSON)
    students = demo.invented_class(demo.CLONE / "lessons" / LESSON)
    right = students["ada_right"]

    def ends_its_kernel(exercise, stub):
        if exercise == "parameter_count":
            return "import os\ndef parameter_count(*a):\n    os._exit(1)"
        return right(exercise, stub)

    def noisy(exercise, stub):
        warn = "import sys, warnings\nwarnings.warn('careful')\nprint('x', file=sys.stderr)\n"
        return warn + right(exercise, stub)

    students |= {"fay_exits": ends_its_kernel, "gus_noisy": noisy}
    course.submit(fetched, "ada_right", students.pop("ada_right"))
    for student, answer in students.items():
        folder = course.folder / "submitted" / student / LESSON
        folder.mkdir(parents=True)
        demo.fill(fetched, folder / f"{LESSON}.ipynb", answer)
    course.grade(LESSON)
    return course


@pytest.fixture(scope="module")
def table(course):
    header, *rows = course.table(LESSON)
    return {row[0]: dict(zip(header[1:], map(float, row[1:]))) for row in rows}


def total(table, student):
    return next(v for k, v in table[student].items() if k.startswith("total"))


def most(table):
    return float(next(k for k in table["ada_right"] if k.startswith("total")).split("/")[1])


@pytest.mark.slow
def test_right_answers_get_all_points(table):
    assert total(table, "ada_right") == most(table)


@pytest.mark.slow
def test_warnings_and_text_on_stderr_cost_nothing(table):
    assert total(table, "gus_noisy") == most(table)


@pytest.mark.slow
def test_nothing_attempted_is_nothing_earned(table):
    assert total(table, "dan_unattempted") == 0


@pytest.mark.slow
def test_partly_right_answers_get_part_of_the_points(table):
    assert 0 < total(table, "cleo_wrong") < total(table, "ben_partly") < most(table)


@pytest.mark.slow
def test_a_syntax_error_costs_its_own_exercise_only(table):
    eve = {k.split()[0]: v for k, v in table["eve_broken"].items()}
    assert (eve["kinds"], eve["parameter_count"]) == (8, 0)
    assert eve["leaks"] == 7


@pytest.mark.slow
def test_ending_the_kernel_costs_its_own_exercise_only(table):
    fay = {k.split()[0]: v for k, v in table["fay_exits"].items()}
    ada = {k.split()[0]: v for k, v in table["ada_right"].items()}
    assert fay.pop("parameter_count") == 0
    ada.pop("parameter_count")
    fay.pop("total"), ada.pop("total")
    assert fay == ada


@pytest.mark.slow
def test_demonstrations_are_not_run_in_grading(course):
    graded = course.folder / "autograded" / "ada_right" / LESSON / f"{LESSON}.ipynb"
    cells = nbformat.read(graded, as_version=4).cells
    shown = [c for c in cells if "demonstration" in c.metadata.get("tags", [])]
    assert shown
    assert all(c.outputs == [] for c in shown)


@pytest.mark.slow
def test_seeds_and_verdicts_are_recorded_and_a_verdict_can_be_replayed(course):
    from hypergrader.hidden import load_hidden

    graded = course.folder / "autograded" / "ada_right" / LESSON / f"{LESSON}.ipynb"
    [cell] = [
        c for c in nbformat.read(graded, as_version=4).cells if c.id == "check_parameter_count"
    ]
    record = cell.metadata["hyperlib"]
    namespace = {"parameter_count": lambda a, hidden, b: 23}
    report = run_check_cell(
        cell.source,
        "check_parameter_count",
        load_hidden(demo.CLONE / "lessons" / LESSON)["check_parameter_count"],
        lambda requests: json.loads(observations.observe_all(namespace, json.dumps(requests))),
        record["seed"],
    )
    assert [r.name for r in report.results] == [v["name"] for v in record["verdicts"]]
    assert [v["outcome"] for v in record["verdicts"]] == ["pass"] * 4
    assert [r.outcome for r in report.results] == ["pass", "fail", "fail", "fail"]


@pytest.mark.slow
def test_feedback_shows_every_verdict_and_no_hidden_check(course):
    page = course.folder / "feedback" / "cleo_wrong" / LESSON / f"{LESSON}.html"
    text = page.read_text(encoding="utf-8")
    for name in (
        "any number of hidden layers",
        "no hidden layer",
        "accuracy on new seeds and digits",
    ):
        assert name in text
    hidden = (demo.CLONE / "lessons" / LESSON / "hidden.py").read_text(encoding="utf-8")
    for line in hidden.splitlines():
        line = line.strip()
        if line.startswith("def "):
            assert line not in text
    assert "Hidden(" not in text
    assert "draw_" not in text


@pytest.mark.slow
def test_export_writes_a_row_for_each_student(course):
    with course.export().open(encoding="utf-8", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert len(rows) == 7
    assert float(rows["ada_right"]["score"]) == float(rows["ada_right"]["max_score"])


@pytest.mark.slow
def test_validate_names_the_failed_check_and_praises_the_solved_notebook(course, tmp_path):
    folder = course.folder / "submitted"
    wrong = folder / "cleo_wrong" / LESSON / f"{LESSON}.ipynb"
    text = course.run("validate", str(wrong))
    assert "VALIDATION FAILED" in text
    assert re.search(r"\[fail\] parameter_count\(4, \[3\], 2\)", text)
    assert "the check of parameter_count, 5 points in all\n" in text
    assert "checks." not in text  # what a check cell does is not what went wrong
    right = course.folder / "students" / "ada_right" / LESSON / f"{LESSON}.ipynb"
    assert "Success! Your notebook passes all the tests." in course.run("validate", str(right))


@pytest.mark.slow
def test_generate_assignment_gives_the_committed_student_version(tmp_path):
    course = demo.Course(tmp_path / "course")
    slug = "00_start_here"
    committed = demo.CLONE / "notebooks" / slug / f"{slug}.ipynb"
    before = committed.read_bytes()
    course.run(
        "generate_assignment",
        slug,
        "--force",
        f"--CourseDirectory.release_directory={tmp_path / 'release'}",
    )
    made = tmp_path / "release" / slug / f"{slug}.ipynb"
    assert made.read_bytes() == before == committed.read_bytes()


@pytest.mark.slow
def test_the_demonstration_prints_the_gradebook(tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.demo",
            "00_start_here",
            "--keep",
            tmp_path / "c",
        ],
        capture_output=True,
        text=True,
        cwd=demo.CLONE,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    rows = {line.split()[0]: line.split() for line in done.stdout.splitlines() if line.strip()}
    assert rows["ada_right"][-1] == "4"
    assert rows["dan_unattempted"][-1] == "0"
    assert "nbgrader export wrote 5 rows" in done.stdout
    assert Path(tmp_path / "c" / "gradebook.db").exists()


@pytest.mark.parametrize(
    "got",
    [
        [math.nan, math.nan],
        {"low": math.nan},
        [[0.5, [math.inf]]],
        np.array([0.5, np.nan]),
        {math.nan: 0.5},
    ],
)
def test_no_judge_is_asked_about_nan_and_infinity(got):
    """No gap that is NaN is larger than what is allowed, and max and min give whichever stands first."""

    def never_too_far(args, expected, got):
        return "too far" if max(0.0, math.nan) < 0 else None

    check = Hidden("f", 1, lambda rng: [()], lambda: 0.5, judge=never_too_far)
    for value, outcome in (got, "fail"), ([0.5, 0.7], "pass"), ("NaN", "pass"):
        seen = {"status": "value", "value": observations.encode(value), "mutated": False}
        assert check.verdict("f", check.draw(0), [seen]).outcome == outcome
