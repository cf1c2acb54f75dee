"""Hostile and broken submissions, graded together with an honest one by ``nbgrader autograde``.

The bank is in tests/attacks.py.  `table` prints attack, score, and reason: run pytest with -s.
"""

import ctypes
import json
import re
import time
from contextlib import suppress

import nbformat
import psutil
import pytest
from attacks import (
    BROKEN,
    EXERCISE,
    HOSTILE,
    LESSON,
    LIMITS,
    NAME,
    NAMES,
    RIGHT,
    hand_in,
    unlike_expected,
)

from bench import grading
from hypergrader.submission.sandbox import leftovers
from tests import demo

pytestmark = [pytest.mark.slow, pytest.mark.lesson01, pytest.mark.timeout(1800)]


def light(solution, folder):
    """Write the lesson without what needs torch, whose import is most of the time of a kernel.

    What is no exercise becomes a demonstration, which grading skips; the optional exercise goes.
    """
    notebook = nbformat.read(solution, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if "optional" not in cell.id]
    for cell in notebook.cells:
        if "nbgrader" not in cell.metadata:
            cell.source = cell.source.replace("torch", "library")
            if cell.cell_type == "code":
                cell.metadata.tags, cell.outputs = ["demonstration"], []
    first = next(cell for cell in notebook.cells if "import hyperlib as h" in cell.source)
    first.source = "import statistics\n\nimport hyperlib as h\nfrom hyperlib import checks"
    first.metadata.tags = []
    text = nbformat.writes(notebook)
    assert "torch" not in text  # or grading would load it before it is needed
    folder.mkdir(parents=True)
    (folder / NAME).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = demo.Course(tmp_path_factory.mktemp("attacked"))
    config = course.folder / "nbgrader_config.py"
    light(demo.CLONE / "solutions" / LESSON / NAME, course.folder / "source" / LESSON)
    extra = f"c = get_config()\nc.SafeAutograde.limits = {LIMITS!r}\n"
    extra += "c.CourseDirectory.source_directory = 'source'\n"
    config.write_text(config.read_text(encoding="utf-8") + extra, encoding="utf-8")
    course.release(LESSON)
    released = course.folder / "release" / LESSON / NAME

    def folder_of(student):
        folder = course.folder / "submitted" / student / LESSON
        folder.mkdir(parents=True)
        return folder

    for student in ("ada_right", *NAMES):
        demo.fill(released, folder_of(student) / NAME, RIGHT)
    course.run("autograde", LESSON)
    course.before = course.table(LESSON)
    course.files_before = {p.name for p in course.folder.iterdir()}
    for name in (*HOSTILE, *BROKEN):
        hand_in(released, folder_of(name), name)
    # What outlives its parent becomes a child of this process.
    set_child_subreaper = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
    assert ctypes.CDLL(None).prctl(set_child_subreaper, 1) == 0
    started = time.time()
    course.said = course.run("autograde", LESSON)
    end = time.monotonic() + 60  # another stage of the tests kills a grader, and cleans up after it
    while (found := remains(started)) and time.monotonic() < end:
        time.sleep(0.5)
    course.remains = found
    course.run("generate_feedback", LESSON)
    return course


@pytest.fixture(scope="module")
def scores(course):
    header, *rows = course.table(LESSON)
    return {
        row[0]: dict(zip([h.split()[0] for h in header[1:]], map(float, row[1:]))) for row in rows
    }


def points(scores):
    return {exercise: score for exercise, score in scores.items() if exercise != "total"}


def record(course, student):
    path = course.folder / ".grading" / LESSON / f"{student}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_submission_has_a_score_and_a_record(course, scores, capsys):
    everybody = {"ada_right", *NAMES, *HOSTILE, *BROKEN}
    assert set(scores) == everybody
    with capsys.disabled():
        print()
        for student in sorted(everybody):
            reason = "; ".join(record(course, student)["notes"]) or "-"
            print(f"  {student[:36]:36} {scores[student]['total']:5g}  {reason[:100]}")


@pytest.mark.parametrize("name", HOSTILE)
def test_an_attack_earns_what_its_honest_part_earned(course, scores, name):
    assert not unlike_expected(name, scores[name], points(scores["ada_right"]))
    assert re.search(HOSTILE[name][1], "; ".join(record(course, name)["notes"]))


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_submission_is_repaired_or_told_why_not(course, scores, name):
    assert not unlike_expected(name, scores[name], points(scores["ada_right"]))
    assert BROKEN[name][2] in "; ".join(record(course, name)["notes"])


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("endless_loop", "time-out"),
        ("allocates_30_gb", "memory"),
        ("allocates_in_children", "memory"),
        # How quickly the kernel writes decides what it meets first.  Any error is right for bad input.
        ("returns_too_much", "memory|output|time-out|error|pass"),
        ("os_exit", "error"),
        ("always_equal", "fail"),
    ],
)
def test_each_verdict_names_the_limit(course, name, outcome):
    graded = course.folder / "autograded" / name / LESSON / NAME
    cells = nbformat.read(graded, as_version=4).cells
    [check] = [c for c in cells if c.id == f"check_{EXERCISE}"]
    assert all(re.fullmatch(outcome, v["outcome"]) for v in check.metadata.hyperlib.verdicts)


def test_nobody_else_is_affected(course):
    after = {row[0]: row for row in course.table(LESSON)}
    assert [after[row[0]] for row in course.before] == course.before
    assert len({row[-1] for row in course.before[1:]}) == 1  # the odd names earn as much


def test_nothing_is_left_behind(course):
    assert {p.name for p in course.folder.iterdir()} - course.files_before <= {"feedback"}
    assert not course.remains


def remains(started):
    """Return the folders and processes of sandboxes since the time `started` that nobody owns."""
    left = [str(f) for f in leftovers(older_than=0) if f.stat().st_ctime > started]
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if process.status() != psutil.STATUS_ZOMBIE:
                left.append(" ".join(process.cmdline()))
    return left


def test_no_link_is_followed_into_what_students_get(course):
    for place in ("autograded", "feedback"):
        folder = course.folder / place / "link_to_the_gradebook" / LESSON
        assert folder.is_dir()
        assert not list(folder.glob("*.db"))


def test_feedback_tells_the_student_what_was_repaired(course):
    page = course.folder / "feedback" / "deleted_check" / LESSON / f"{LESSON}.html"
    assert "About this submission" in page.read_text(encoding="utf-8")


def test_no_script_of_a_student_runs_in_the_readers_browser(course):
    from browser_support import browser

    page = course.folder / "feedback" / "scripts" / LESSON / f"{LESSON}.html"
    with browser() as chromium:
        tab = chromium.new_page()
        tab.goto(page.as_uri())
        for link in tab.get_by_text("a link").all():
            link.click(timeout=2000, force=True)
        tab.wait_for_timeout(500)
        assert tab.evaluate("window.pwned") is None
        assert tab.locator("iframe").count() == 0


def test_a_second_call_grades_nothing_and_force_grades_again(course):
    assert "Nothing to grade" in course.run("autograde", LESSON)
    again = course.run("autograde", LESSON, "--student", "ada_right", "--force")
    assert "Nothing to grade" not in again
    after = {row[0]: row for row in course.table(LESSON)}
    assert after["ada_right"] == next(r for r in course.before if r[0] == "ada_right")


# What was measured against plain nbgrader ---------------------------------------------------------


def test_the_page_of_measurements_shows_what_is_kept_of_the_whole_bank():
    results = json.loads(grading.RESULTS.read_text(encoding="utf-8"))
    assert grading.PAGE.read_text(encoding="utf-8") == grading.page(results)
    measured = {row["attack"] for row in results["attacks"]}
    assert measured <= {*HOSTILE, *BROKEN}, "run python -m bench.grading attacks --write"
    page = grading.PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in {*HOSTILE, *BROKEN} - measured)
    assert results["throughput"]["graded"] == results["throughput"]["submissions"]
