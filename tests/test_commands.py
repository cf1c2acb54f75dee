"""The instructor's commands, on invented courses: no kernel runs here."""

import contextlib
import csv
import gzip
import html
import json
import os
import resource
import shlex
import shutil
import sqlite3
import stat
import subprocess
import sys
import tracemalloc
import types
import unicodedata
import warnings
import zipfile
from datetime import datetime
from pathlib import Path, PurePosixPath
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.writers import FilesWriter

from hypergrader.__main__ import main
from hypergrader.course import (
    collect,
    doctor,
    export,
    feedback,
    handout,
    pages,
    regrade,
    report,
    similarity,
)
from hypergrader.course.folder import (
    CLONE,
    CommandError,
    CourseFolder,
    GradedNotebook,
    Verdict,
    start_course,
    students_below,
)
from hypergrader.release import student_version
from hypergrader.submission import folder as submission_folder
from hypergrader.submission.sandbox import KernelDidNotStart, selftest
from hypergrader.tables import neutral, printable
from tests import demo

LESSON = "00_start_here"
STUB = "def mean(xs):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
RIGHT = "def mean(xs):\n    return sum(xs) / len(xs)"
HALF = "def mean(xs):\n    return sum(xs) / 2"
CHECK = 'checks.check("mean", checks.example([1, 2, 3], expected=2))'


# A course that is made by hand ------------------------------------------------------------------


def notebook(answer, verdicts=None, *, check=CHECK, record=None, points=3.0):
    """Return an autograded notebook; `verdicts` are (name, outcome, points, got)."""
    items = [
        {
            "name": name,
            "outcome": outcome,
            "points": worth,
            "earned": worth if outcome == "pass" else 0.0,
            "details": {"got": got},
        }
        for name, outcome, worth, got in verdicts or []
    ]
    answer_meta = {"nbgrader": {"grade_id": "mean", "solution": True, "grade": False}}
    check_meta = {
        "nbgrader": {"grade_id": "check_mean", "solution": False, "grade": True, "points": points}
    }
    if verdicts is not None:
        check_meta["hyperlib"] = {"seed": 7, "verdicts": items}
    cells = [
        {"cell_type": "code", "source": answer, "metadata": answer_meta, "outputs": []},
        {"cell_type": "code", "source": check, "metadata": check_meta, "outputs": []},
    ]
    for number, cell in enumerate(cells):
        cell |= {"id": f"cell{number}", "execution_count": None}
        cell["metadata"]["nbgrader"] |= {"schema_version": 3, "locked": False, "task": False}
    metadata = {"hyperlib": record} if record else {}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, (dict, list)):
        content = json.dumps(content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def course(tmp_path):
    """A course folder with one released lesson."""
    root = tmp_path / "course"
    put(root / "nbgrader_config.py", "c = get_config()\nc.CourseDirectory.course_id = 'x'\n")
    put(root / "source" / LESSON / f"{LESSON}.ipynb", notebook(RIGHT))
    put(root / "release" / LESSON / f"{LESSON}.ipynb", notebook(STUB))
    return root


def grade(root, student, answer, *verdicts, **options):
    path = root / "autograded" / student / LESSON / f"{LESSON}.ipynb"
    return put(path, notebook(answer, verdicts, **options))


def run(root, *words):
    return main(["--course-dir", str(root), *map(str, words)])


def rows_of(path, delimiter=","):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


# Finding the course -----------------------------------------------------------------------------


def test_a_private_folder_may_load_the_clones_configuration(tmp_path):
    put(tmp_path / "nbgrader_config.py", f"load_subconfig({str(CLONE / 'nbgrader_config.py')!r})\n")
    folder = CourseFolder(tmp_path)
    assert folder.root == tmp_path
    assert folder.gradebook_file == tmp_path / "gradebook.db"
    assert folder.source == CLONE / "solutions"
    assert folder.lessons()[:1] == [LESSON]
    assert folder.path("submitted", "ada", LESSON) == tmp_path / "submitted" / "ada" / LESSON


def test_loading_a_course_leaves_the_path_of_imports_as_it_was(course):
    before = list(sys.path)
    CourseFolder(course)
    assert sys.path == before


@pytest.mark.parametrize(
    "words, said",
    [
        (["report", LESSON], "nothing autograded for the lesson '00_start_here'"),
        (["report", LESSON, "--similar", "2"], "--similar must be in (0, 1], got 2"),
        (["regrade", LESSON, "--compare-only", "nowhere"], "nothing in nowhere; expected STUDENT/"),
        (["import", "99_none", "."], "no lesson '99_none' in"),
        (["import", LESSON, "nowhere.zip"], "no nowhere.zip; expected a folder or a zip"),
        (["import", LESSON, ".", "--pattern", "("], "is not a regular expression"),
        (["import", LESSON, ".", "--pattern", "(.*)"], "has no group named student"),
        (["export", "--to", "x.csv", "--for", "canvas"], "no gradebook at"),
    ],
)
def test_a_wrong_call_says_what_it_got_and_what_to_try(course, capsys, words, said):
    assert run(course, *words) == 2
    assert said in capsys.readouterr().err
    assert not (course / "gradebook.db").exists()


def test_a_folder_without_a_course_is_said(tmp_path, capsys):
    assert run(tmp_path, "doctor") == 2
    assert "no nbgrader_config.py in" in capsys.readouterr().err


def called(root, *words, **options):
    words = [sys.executable, "-m", "hypergrader", "--course-dir", root, *words]
    return subprocess.run(words, stderr=subprocess.PIPE, **options)


def test_a_reader_that_has_gone_stops_no_command(course, tmp_path):
    grade(course, "ada", RIGHT, "pass")
    ours, theirs = os.pipe()
    os.close(ours)
    done = called(course, "report", LESSON, "--csv", tmp_path / "items.csv", stdout=theirs)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "items.csv").exists()


def test_a_name_that_the_terminal_cannot_show_is_shown_in_other_letters(course, tmp_path):
    put(tmp_path / "in" / "Zoë_名前.ipynb", notebook(RIGHT))
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}
    words = ["import", LESSON, tmp_path / "in", "--dry-run"]
    done = called(course, *words, stdout=subprocess.PIPE, env=ascii_only)
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"Zo\xeb_\u540d\u524d" in done.stdout


@pytest.mark.parametrize("place", ["nowhere/items.csv", "."])
def test_a_place_that_cannot_be_written_is_said_last(course, tmp_path, place):
    grade(course, "ada", RIGHT, "pass")
    words = ["report", LESSON, "--csv", tmp_path / place]
    with open(tmp_path / "said.txt", "wb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "hypergrader", "--course-dir", course, *words],
            stdout=file,
            stderr=file,
        )
    *report, problem = (tmp_path / "said.txt").read_text().splitlines()
    assert done.returncode == 2 and len(report) > 5
    assert problem.startswith("hyperlib-grading report: [Errno ")
    assert problem.endswith(
        "expected a place that is there, with the right to write and room in it"
    )


@contextlib.contextmanager
def files_cut_off():
    """Let every file end after its first bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


RESULTS = {
    "csv": ["report", LESSON, "--csv"],
    "page": ["report", LESSON, "--html"],
    "grades": ["export", "--for", "moodle", "--to"],
    "scoreboard": ["scoreboard", LESSON, "--to"],
    "feedback": ["feedback", LESSON, "--to"],
}


@pytest.fixture
def with_results(course, gradebook):
    """A course of which every command has a result to write."""
    gradebook([("ada", 3.0, {})])
    work = notebook(RIGHT, [("a", "pass", 3.0, "")])
    work["cells"][1]["metadata"]["hyperlib"]["lab"] = {"yours": 0.9, "claimed": 0.9, "spent": 3}
    put(course / "autograded" / "ada" / LESSON / f"{LESSON}.ipynb", work)
    put(course / "feedback" / "ada" / LESSON / f"{LESSON}.html", "<p>page</p>")
    return course


@pytest.mark.parametrize("kind", RESULTS)
@pytest.mark.parametrize("before", [None, b"an earlier result"])
def test_a_full_disk_leaves_no_half_a_result(with_results, tmp_path, capsys, kind, before):
    (tmp_path / "out").mkdir()
    file = tmp_path / "out" / "result"
    if before:
        file.write_bytes(before)
    with files_cut_off():
        assert run(with_results, *RESULTS[kind], file) == 2
    assert "File too large" in capsys.readouterr().err
    assert [f.read_bytes() for f in file.parent.iterdir()] == [before] * bool(before)


def test_a_result_keeps_the_rights_and_the_link_of_the_one_before(with_results, tmp_path):
    place, link = put(tmp_path / "kept" / "grades.csv", "old"), tmp_path / "link.csv"
    place.chmod(0o600)
    link.symlink_to(place)
    assert run(with_results, *RESULTS["grades"], link) == 0
    assert link.is_symlink() and "ada" in place.read_text()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    mask = os.umask(0o027)
    try:
        assert run(with_results, *RESULTS["grades"], tmp_path / "new.csv") == 0
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new.csv").stat().st_mode) == 0o640


def test_a_result_can_be_written_into_a_pipe(with_results):
    done = called(with_results, *RESULTS["grades"], "/dev/stdout", stdout=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines()[1:] == [b"ada,3.0", b"/dev/stdout: 1 lesson, 1 row"]


def test_a_feedback_page_is_written_whole_or_not_at_all(tmp_path):
    converter = feedback.SafeFeedback()
    converter.writer = FilesWriter()
    converter._format_dest = lambda lesson, student: str(tmp_path)
    file = put(tmp_path / f"{LESSON}.html", "an earlier page")
    told = {"nbgrader": {"assignment": LESSON, "student": "ada"}, "unique_key": LESSON}
    with files_cut_off(), pytest.raises(OSError, match="File too large"):
        converter.write_single_notebook("<p>a long page</p>", told | {"output_extension": ".html"})
    assert list(tmp_path.iterdir()) == [file] and file.read_text() == "an earlier page"


def test_every_command_shows_an_example(capsys):
    for name in ("new", "doctor", "import", "report", "regrade", "replay", "export", "zip"):
        with pytest.raises(SystemExit) as left:
            main([name, "--help"])
        assert left.value.code == 0
        assert f"examples:\n  hyperlib-grading {name}" in capsys.readouterr().out


# What students write reaches terminals and spreadsheets ------------------------------------------


@given(st.text())
def test_no_control_character_is_printed(text):
    assert not any(unicodedata.category(c).startswith("C") for c in printable(text))


@given(st.text(alphabet="=+-@\t\r\n '\"a1\uff1d"))
def test_no_text_is_a_formula(text):
    assert not neutral(text).lstrip().startswith(tuple("=+-@\uff1d"))
    assert neutral(text).removeprefix("'").endswith(text.removeprefix("'"))


# report -----------------------------------------------------------------------------------------


def test_the_report_counts_outcomes_groups_answers_and_lists_limits(course, capsys, tmp_path):
    grade(course, "ada", RIGHT, ("three", "pass", 1, ""), ("any", "pass", 2, ""))
    renamed = HALF.replace("xs", "values") + "  # mine"
    for student, answer in (("ben", HALF), ("cleo", renamed), ("eve", HALF)):
        grade(course, student, answer, ("three", "fail", 1, "3.0"), ("any", "fail", 2, ""))
    grade(course, "dan", STUB, ("three", "not attempted", 1, ""), ("any", "not attempted", 2, ""))
    record = {"notes": ["cell check_mean was deleted: restored"], "limit": "memory"}
    grade(course, "fay", RIGHT, ("three", "pass", 1, ""), ("any", "memory", 2, ""), record=record)
    page, table = tmp_path / "r.html", tmp_path / "r.csv"
    assert run(course, "report", LESSON, "--csv", table, "--html", page) == 0
    out = capsys.readouterr().out
    assert "6 submissions, 3 points; mean 0.7, median 0, lowest 0, highest 3" in out
    lines = {line.split()[1]: line.split() for line in out.splitlines() if line.startswith("mean ")}
    assert lines["three"][2:] == ["5", "2", "40%", "3", "0", "1", "0", "0.63"]
    assert lines["any"][2:9] == ["5", "1", "20%", "3", "0", "1", "1"]
    assert "mean, three\n    3.0\n    3 students: ben, cleo, eve" in out
    assert (
        "    | def mean(xs):\n    |     return sum(xs) / 2\n    3 students: ben, cleo, eve" in out
    )
    assert "fay: memory" in out
    assert "1  cell check_mean was deleted: restored  (fay)" in out
    assert "No pair has more in common than the class has." in out
    [header, first, *_] = rows_of(table)
    assert dict(zip(header, first))["pass rate"] == "0.4"
    assert "3 students: ben" in page.read_text(encoding="utf-8")


def test_the_report_names_who_has_no_grade_and_says_why(gradebook, course, capsys, tmp_path):
    gradebook(CLASS)
    [first, *others] = [person[0] if isinstance(person, tuple) else person for person in CLASS]
    grade(course, first, RIGHT, ("three", "pass", 1, ""), ("any", "pass", 2, ""))
    put(course / "submitted" / "zoe" / LESSON / f"{LESSON}.ipynb", notebook(RIGHT))
    assert run(course, "report", LESSON, "--html", tmp_path / "r.html") == 0
    told = capsys.readouterr().out.split("Without a grade")[1]
    assert others and all(f"{student}: nothing handed in" in told for student in others)
    assert f"zoe: not graded yet; try `nbgrader autograde {LESSON}`" in told
    assert f"{first}:" not in told and "nothing handed in" in (tmp_path / "r.html").read_text()


def test_the_report_says_what_was_handed_in_where_nothing_can_be_graded(course, tmp_path, capsys):
    grade(course, "ada", RIGHT, ("three", "pass", 1, ""), ("any", "pass", 2, ""))
    pdf = make_zip(tmp_path / "a.zip", [("ada/x.ipynb", WORK), ("cleo/my work.pdf", b"%PDF")])
    assert run(course, "import", LESSON, pdf) == 0 and run(course, "report", LESSON) == 0
    said = "cleo: handed in only my work.pdf, which cannot be graded; ask for the notebook"
    assert said in capsys.readouterr().out
    later = make_zip(tmp_path / "b.zip", [("cleo/work.ipynb", WORK)])
    assert run(course, "import", LESSON, later) == 0 and run(course, "report", LESSON) == 0
    assert "cleo: not graded yet" in capsys.readouterr().out
    assert collect.read_names(CourseFolder(course)) == {
        "ada": {"name": "ada"},
        "cleo": {"name": "cleo"},
    }


def test_an_answer_that_gives_the_right_value_and_is_wrong_is_not_shown_as_a_wrong_value(
    course, capsys
):
    for student in ("ada", "ben"):
        path = grade(course, student, HALF, ("three", "fail", 1, "the right value"))
        hint = '"got": "the right value", "look at": "It changed its argument."'
        path.write_text(path.read_text().replace('"got": "the right value"', hint))
    assert run(course, "report", LESSON) == 0
    assert "the right value, but: It changed its argument." in capsys.readouterr().out


def test_the_report_runs_nothing_of_a_students(course, capsys, tmp_path):
    evil = "<script>alert(1)</script>\x1b[2J"
    for student in ("=cmd()", "<img src=x onerror=alert(1)>"):
        record = {"notes": [evil], "limit": evil}
        grade(course, student, HALF, (evil, "fail", 1, evil), record=record)
    page, table = tmp_path / "r.html", tmp_path / "r.csv"
    assert run(course, "report", LESSON, "--html", page, "--csv", table) == 0
    assert "\x1b" not in capsys.readouterr().out
    text = page.read_text(encoding="utf-8")
    assert "\x1b" not in text
    assert "<script" not in text and "<img" not in text
    assert "default-src 'none'" in text


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[" * 100_000, b"[]", b'{"cells": 3}', b'{"cells": [3, {"metadata": []}]}'],
)
def test_one_damaged_notebook_does_not_stop_the_report(course, capsys, content):
    grade(course, "ada", RIGHT, ("three", "pass", 1, ""))
    put(course / "autograded" / "zoe" / LESSON / f"{LESSON}.ipynb", content)
    assert run(course, "report", LESSON) == 0
    assert "2 submissions" in capsys.readouterr().out


def test_verdicts_in_a_students_own_cell_do_not_count(course):
    forged = notebook(RIGHT, [("three", "fail", 1, "9")])
    forged["cells"][0]["metadata"]["hyperlib"] = {
        "verdicts": [{"name": "all", "outcome": "pass", "points": 99, "earned": 99}]
    }
    put(course / "autograded" / "ada" / LESSON / f"{LESSON}.ipynb", forged)
    made = report.build(CourseFolder(course), LESSON)
    assert made.scores == {"ada": 0.0}


def test_discrimination_is_the_correlation_with_the_rest():
    assert report.discrimination([True, False, True, False], [2, 2, 1, 1]) == pytest.approx(0)
    assert report.discrimination([False, False, True], [9, 9, 0]) == pytest.approx(-1)
    assert report.discrimination([True, True, True], [1, 2, 3]) is None
    assert report.discrimination([True, False, True], [2, 2, 2]) is None


def test_all_points_are_in_the_histogram():
    text = report.histogram([0, 0.5, 1, 9.99, 10, 10], 10)
    assert sum(int(line.split()[3]) for line in text.splitlines()) == 6
    assert report.histogram([], 10) == ""


LONG = """def choose(runs):
    best, seen = None, set()
    for run in runs:
        score = run["val_accuracy"]
        if score != score or run["name"] in seen:
            continue
        seen.add(run["name"])
        if best is None or score > best["val_accuracy"] * (1 + 1e-12):
            best = dict(run, rank=len(seen) ** 2 % 7)
    if best is None:
        raise ValueError(f"no run of {len(runs)}")
    return [best["name"], best["test_accuracy"]]
"""
OTHER = """def choose(runs):
    usable = [r for r in runs if not math.isnan(r["val_accuracy"])]
    if not usable:
        raise ValueError("no usable run")
    top = max(usable, key=lambda r: r["val_accuracy"])
    return [top["name"], top["test_accuracy"]]
"""


def test_a_copy_with_other_names_comments_and_layout_is_flagged():
    copied = LONG.replace("best", "winner").replace("score", "s").replace("    ", "  ")
    copied = "# my own work\n" + copied.replace(" * (1", "*(1")
    answers = {f"s{i}": {"choose": OTHER.replace("top", f"t{i}")} for i in range(8)}
    answers |= {"ben": {"choose": LONG}, "cleo": {"choose": copied}}
    [pair] = similarity.alike(answers, {})
    assert (pair.first, pair.second, pair.same_text) == ("ben", "cleo", ())
    assert pair.shares["choose"] > 0.95
    answers["cleo"] = {"choose": LONG}
    assert similarity.alike(answers, {})[0].same_text == ("choose",)


def spaced(line):
    """Return `LONG` with a line that does nothing after every line of the function."""
    lines = []
    for text in LONG.splitlines():
        opens = text.rstrip().endswith(":")
        indent = len(text) - len(text.lstrip()) + (4 if opens else 0)
        before = (
            []
            if "return" in text or "continue" in text or "raise" in text
            else [" " * indent + line]
        )
        lines += [text, *before]
    return "\n".join(lines) + "\n"


DISGUISES = {
    "a long comment above": "# " + "words " * 4000 + "\n" + LONG,
    "many comments above": "# mine, really\n" * 3000 + LONG,
    "a comment of one line behind": LONG + "# " + "x" * 30_000,
    "a docstring": LONG.replace("runs):\n", "runs):\n    " + repr("words " * 500) + "\n", 1),
    "parentheses": LONG.replace('run["name"]', '(((run)["name"]))').replace(
        "score != score", "((score) != (score))"
    ),
    "parentheses on a return": LONG.replace("return [", "return ([").replace('"]]\n', '"]])\n'),
    "annotations": LONG.replace("choose(runs)", "choose(runs: list[dict]) -> list[str]"),
    **{
        line: spaced(line) for line in ("pass", "0", "...", "None", "'text'", "runs", "runs = runs")
    },
    **{
        line: spaced(line)
        for line in ("assert True", "unused = 0", "if False: pass", "import math")
    },
    "a variable that is annotated": LONG.replace("score =", "score: float ="),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_what_changes_nothing_does_not_hide_a_copy(disguise):
    answers = {f"s{i}": {"choose": OTHER.replace("top", f"t{i}")} for i in range(8)}
    answers |= {"ben": {"choose": LONG}, "cleo": {"choose": DISGUISES[disguise]}}
    [pair] = similarity.alike(answers, {})
    assert (pair.first, pair.second, pair.same_text) == ("ben", "cleo", ())
    assert pair.shares["choose"] > 0.95
    assert similarity.shape(LONG) == similarity.shape(DISGUISES[disguise])


@pytest.mark.parametrize("size", [2, 3, 30])
def test_a_short_answer_that_all_give_is_not_flagged(size):
    answers = {f"s{i:02d}": {"mean": RIGHT} for i in range(size)}
    assert similarity.alike(answers, {"mean": STUB}) == []


def test_what_the_whole_class_writes_and_what_was_released_is_not_flagged():
    assert similarity.alike({f"s{i:02d}": {"choose": LONG} for i in range(30)}, {}) == []
    given = {"choose": LONG}
    answers = {s: {"choose": LONG + "\n" + RIGHT} for s in ("ada", "ben")}
    assert similarity.alike(answers, given) == []
    assert similarity.alike({"ada": given, "ben": given}, given) == []


def test_code_of_the_lesson_that_two_take_into_their_answers_is_not_flagged(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    folder = CourseFolder(tmp_path)
    mark = {"nbgrader": {"grade_id": "mean", "solution": True}}
    cells = [
        {"cell_type": "code", "metadata": {}, "source": LONG},
        {"cell_type": "code", "metadata": mark, "source": STUB},
        {"cell_type": "markdown", "metadata": {}, "source": "A text"},
    ]
    (folder.release / LESSON).mkdir(parents=True)
    (folder.release / LESSON / f"{LESSON}.ipynb").write_text(json.dumps({"cells": cells}))
    stubs = folder.stubs(LESSON)
    assert stubs["mean"] == STUB and list(stubs.values()) == [STUB, LONG]
    answers = {s: {"mean": LONG + "\n" + RIGHT} for s in ("ada", "ben")}
    assert similarity.alike(answers, {"mean": STUB}) != []
    assert similarity.alike(answers, stubs) == []


def test_a_quiz_is_not_compared():
    quiz = "kinds = {\n" + "".join(f"    'q{i}': 'yes' * {i},\n" for i in range(40)) + "}"
    assert similarity.alike({"ada": {"kinds": quiz}, "ben": {"kinds": quiz}}, {}) == []


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda b: b.decode("latin-1")))
def test_any_text_can_be_compared(text):
    similarity.fingerprints(text)
    similarity.shape(text)


def test_a_long_line_is_read_up_to_the_first_quote_that_is_not_closed():
    """In Python 3.11 each of them is looked for anew: 40,000 took half a minute, ten times more an hour."""
    assert not list(similarity.read_tokens("'" + "\\'" * 100_000))
    assert "highlight" in pages.code_html("'" + "\\'" * 10_000)
    assert similarity.fingerprints("!echo don't\n" + RIGHT * 3)  # a short line hides nothing


@pytest.mark.parametrize(
    "text", ["-" * 9000 + "1", "a" + "()" * 9000, "(" * 9000, "lambda:" * 2000]
)
def test_deeply_nested_answers_can_be_compared(text):
    assert similarity.shape(text)


def test_a_pair_is_called_a_reason_to_look_and_no_proof(course, capsys):
    for i in range(5):
        grade(course, f"s{i}", OTHER, ("three", "pass", 1, ""))
    for student in ("ben", "cleo"):
        grade(course, student, LONG, ("three", "pass", 1, ""))
    assert run(course, "report", LESSON) == 0
    out = capsys.readouterr().out
    assert "ben      cleo     mean        100%  yes" in out
    assert "a reason to look at two answers, not a proof" in out


# zip --------------------------------------------------------------------------------------------


@pytest.fixture
def clone_course(tmp_path):
    """A fresh private folder of the clone's lessons, in which lesson 00 was released."""
    start_course(tmp_path)
    release(tmp_path)
    return tmp_path


def release(root):
    """Put the student version of lesson 00 into a course, as `generate_assignment` does."""
    folder = CourseFolder(root)
    source = folder.source / LESSON / f"{LESSON}.ipynb"
    return put(folder.release / LESSON / source.name, student_version(source, folder.config))


def test_the_zip_is_the_same_twice_and_holds_what_installs(clone_course, capsys):
    a, b = clone_course / "a.zip", clone_course / "b.zip"
    assert run(clone_course, "zip", "--to", a) == 0
    assert run(clone_course, "zip", "--to", b) == 0
    assert a.read_bytes() == b.read_bytes()
    with zipfile.ZipFile(a) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {info.date_time for info in archive.infolist()} == {handout.DATE}
        start = archive.read("hyperparameters/START.txt").decode()
        config = archive.read("hyperparameters/pyproject.toml").decode()
    assert f"jupyter lab notebooks/{LESSON}/{LESSON}.ipynb" in start
    top = {PurePosixPath(name).parts[1] for name in names}
    needed = {"notebooks", "environment.yml", "constraints.txt", "pyproject.toml", "hyperlib"}
    assert needed <= top <= needed | {"README.md", "LICENSE", "START.txt", "docs"}
    assert [name for name in names if "/docs/" in name] == [f"hyperparameters/{handout.PRINTED}"]
    for file in ("README.md", "LICENSE"):
        assert file in config and file in top
    assert "hyperparameters/hyperlib/digits/mnist5000.npz" in names


def test_the_zip_holds_nothing_of_the_source(clone_course):
    files = handout.collect(CourseFolder(clone_course))
    secret = set()
    for path in (CLONE / "lessons").rglob("*.py"):
        assert path.read_bytes() not in files.values()
        secret |= {path.name} if path.parent.name != "lessons" else set()
    for path in (CLONE / "solutions").rglob("*.ipynb"):
        assert path.read_bytes() not in files.values()
    for name, content in files.items():
        parts = PurePosixPath(name).parts
        assert not {"lessons", "solutions", "answers"} & set(parts)
        assert not {"gradebook.db", "submitted", "autograded", "__pycache__"} & set(parts)
        if name.startswith("notebooks/"):
            assert b"BEGIN SOLUTION" not in content
            assert PurePosixPath(name).name not in secret


def test_a_link_in_the_release_does_not_bring_the_source_in(course):
    release(course)
    link = course / "release" / "more"
    link.symlink_to(course / "source")
    (course / "release" / LESSON / "extra.ipynb").symlink_to(
        course / "source" / LESSON / f"{LESSON}.ipynb"
    )
    files = handout.collect(CourseFolder(course))
    assert [n for n in files if n.startswith("notebooks/")] == [
        f"notebooks/{LESSON}/{LESSON}.ipynb"
    ]


def test_what_someone_predicted_in_the_release_is_not_handed_out(course):
    release(course)
    guesses = course / "release" / LESSON / ".hyperlib" / "predictions.jsonl"
    guesses.parent.mkdir()
    guesses.write_text('{"question": "Which?", "guess": "sgd"}\n')
    assert not [name for name in handout.collect(CourseFolder(course)) if ".hyperlib" in name]


def test_a_solution_in_the_release_is_refused(course, capsys):
    put(course / "release" / LESSON / f"{LESSON}.ipynb", notebook("### BEGIN SOLUTION"))
    assert run(course, "zip", "--to", course / "x.zip") == 2
    assert "contains 'BEGIN SOLUTION'; expected a student version" in capsys.readouterr().err
    assert not (course / "x.zip").exists()


@pytest.mark.parametrize("what", ["an answer", "the text", "a check", "an output"])
def test_a_released_notebook_that_someone_worked_in_is_not_published(clone_course, capsys, what):
    file = clone_course / "release" / LESSON / f"{LESSON}.ipynb"
    book = json.loads(file.read_text(encoding="utf-8"))
    marked = [cell for cell in book["cells"] if cell["metadata"].get("nbgrader")]
    answer = next(cell for cell in marked if cell["metadata"]["nbgrader"]["solution"])
    if what == "an output":
        answer["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["5"]}]
    else:
        chosen = {"an answer": answer, "the text": book["cells"][0]}.get(what, marked[-1])
        chosen["source"] = "".join(chosen["source"]) + "\n# mine"
    put(file, book)
    assert run(clone_course, "zip", "--to", clone_course / "x.zip") == 2
    said = capsys.readouterr().err
    assert f"{LESSON}.ipynb is not what its source gives: someone worked in it" in said
    assert not (clone_course / "x.zip").exists()
    found = {check.name: check for check in doctor.lessons(CourseFolder(clone_course))}
    assert found["release"].status == "FAIL" and LESSON in found["release"].message


def test_work_that_was_saved_in_the_clone_is_named_and_not_published(tmp_path, monkeypatch):
    clone = tmp_path / "clone"
    for name in ("solutions", "notebooks"):
        shutil.copytree(CLONE / name / LESSON, clone / name / LESSON)
    shutil.copy(CLONE / "nbgrader_config.py", clone)
    start_course(tmp_path / "course", clone=clone)
    folder = CourseFolder(tmp_path / "course")
    found = {check.name: check for check in doctor.lessons(folder, clone)}
    assert found["notebooks"].status == "ok"
    work = clone / "notebooks" / LESSON / f"{LESSON}.ipynb"
    solved = (clone / "solutions" / LESSON / f"{LESSON}.ipynb").read_bytes()
    work.write_bytes(solved)
    found = {check.name: check for check in doctor.lessons(folder, clone)}
    assert f"other than built: {LESSON}" in found["notebooks"].message
    assert "Nothing of it is published" in found["notebooks"].message
    released = release(tmp_path / "course")
    assert b"BEGIN SOLUTION" not in released.read_bytes()
    files = handout.collect(folder)
    assert files[f"notebooks/{LESSON}/{LESSON}.ipynb"] == released.read_bytes()
    assert solved not in files.values()


def test_a_notebook_without_a_source_is_not_published(course, capsys):
    put(course / "release" / "mine" / "mine.ipynb", notebook(STUB))
    (course / "release" / LESSON / f"{LESSON}.ipynb").unlink()
    assert run(course, "zip", "--to", course / "x.zip") == 2
    assert "has no source at" in capsys.readouterr().err


def test_a_source_that_cannot_be_released_is_said_and_stops_nothing(course, capsys):
    put(course / "source" / LESSON / f"{LESSON}.ipynb", b"not a notebook")
    found = {check.name: check for check in doctor.lessons(CourseFolder(course))}
    assert found["solutions"].status == "FAIL"
    assert f"no student version can be made of {LESSON}" in found["solutions"].message
    assert run(course, "zip", "--to", course / "x.zip") == 2
    assert "try `make notebooks`" in capsys.readouterr().err


# new --------------------------------------------------------------------------------------------


def test_a_new_course_is_private_and_an_old_one_stays(tmp_path, capsys):
    folder, exchange = tmp_path / "a b" / "course", tmp_path / "exchange"
    assert main(["new", str(folder), "--exchange", str(exchange)]) == 0
    made = CourseFolder(folder)
    assert made.root == folder and made.release == folder / "release"
    assert made.source == CLONE / "solutions"
    assert str(made.config.Exchange.root) == str(exchange)
    config = folder / "nbgrader_config.py"
    config.write_text(config.read_text() + "# mine\n")
    assert main(["new", str(folder)]) == 0
    assert "is a course already; nothing was changed" in capsys.readouterr().out
    assert config.read_text().endswith("# mine\n")
    assert main(["new", str(folder), "--exchange", str(exchange)]) == 2
    assert "set c.Exchange.root in" in capsys.readouterr().err


def test_a_kept_demonstration_remembers_its_exchange(tmp_path, monkeypatch):
    demo.Course(tmp_path / "kept")
    monkeypatch.delenv("NBGRADER_EXCHANGE", raising=False)
    folder = CourseFolder(tmp_path / "kept")
    assert str(folder.config.Exchange.root) == str(tmp_path / "kept" / "exchange")
    assert doctor.exchange(folder).status == "ok"


def test_a_course_inside_the_clone_is_refused(capsys):
    assert main(["new", str(CLONE / "my-course")]) == 2
    assert "lies in the clone; expected a folder outside of it" in capsys.readouterr().err
    assert not (CLONE / "my-course").exists()


# import -----------------------------------------------------------------------------------------

WORK = json.dumps(notebook(RIGHT)).encode()


def make_zip(path, entries):
    """Write a zip; an entry is a name or a ZipInfo, with its content."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def unpack(path, folder):
    for name, content in path:
        put(folder / name, content)
    return folder


MOODLE = [
    ("Ada Lovelace_123456_assignsubmission_file_/work.ipynb", WORK),
    ("Zoë Müller_123457_assignsubmission_file_/my notes.ipynb", WORK),
    ("Ben O'Neil_123458_assignsubmission_file_/a/b.ipynb", WORK),
]
MOODLE_FLAT = [
    ("Ada Lovelace_123456_assignsubmission_file_work.ipynb", WORK),
    ("Zoë Müller_123457_assignsubmission_file_00_start_here.ipynb", WORK),
    ("Ben O'Neil_123458_assignsubmission_file_x.ipynb", WORK),
]
CANVAS = [
    ("lovelaceada_45_1001_00_start_here.ipynb", b"{}"),
    ("lovelaceada_45_1005_00_start_here-2.ipynb", WORK),
    ("lovelaceada_45_1003_00_start_here-1.ipynb", b"{}"),
    ("lovelaceada_45_1009_scratch-7.ipynb", b"{}"),
    ("müllerzoë_LATE_46_1002_00_start_here.ipynb", WORK),
]
PLAIN = [("ada.ipynb", WORK), ("ben/anything.ipynb", WORK)]
INSIDE = [(f"all/{name}/x.ipynb", WORK) for name in ("ada", "ben")]
PAGE = b"<html>"  # what some programs put beside the notebooks
BLACKBOARD = [
    ("Lesson 00_ada_attempt_2026-11-20-11-49-00.txt", b"Name: Ada"),
    ("Lesson 00_ada_attempt_2026-11-20-11-49-00_work.ipynb", b"{}"),
    ("Lesson 00_ada_attempt_2026-11-21-09-00-00_work.ipynb", WORK),
    ("Lesson 00_b_o_attempt_2026-11-20-11-50-00_00_start_here.ipynb", WORK),
]
BRIGHTSPACE = [
    ("12-99 - Ada Lovelace - Nov 20, 2026 1149 AM/work.ipynb", b"{}"),
    ("12-99 - Ada Lovelace - Nov 20, 2026 105 PM/work.ipynb", WORK),
    ("13-99 - Zoë Müller - Nov 2, 2026 105 PM/my work.ipynb", WORK),
    ("index.html", PAGE),
]
BRIGHTSPACE_FLAT = [
    ("12-99 - Ada Lovelace - Nov 20, 2026 1149 AM - work.ipynb", WORK),
    ("13-99 - Zoë Müller - Nov 2, 2026 105 PM - 00_start_here.ipynb", WORK),
]
SAKAI = [
    ("Lesson 00/grades.csv", b"x"),
    ("Lesson 00/Lovelace, Ada(ada)/timestamp.txt", b"20261120114933123"),
    ("Lesson 00/Lovelace, Ada(ada)/comments.txt", b""),
    ("Lesson 00/Lovelace, Ada(ada)/Submission attachment(s)/work.ipynb", WORK),
    ("Lesson 00/Müller, Zoë(zm7)/Submission attachment(s)/00_start_here.ipynb", WORK),
]
TEAMS = [
    ("Submitted files/Ada Lovelace/Lesson 00/Version 2/work.ipynb", b"{}"),
    ("Submitted files/Ada Lovelace/Lesson 00/Version 10/work.ipynb", WORK),
    ("Submitted files/Zoë Müller/Lesson 00/Version 1/00_start_here.ipynb", WORK),
]
CLASSROOM = [
    (f"lesson-zero-submissions/lesson-zero-{who}/{file}", content)
    for who in ("ada-l", "anna")
    for file, content in (("00_start_here.ipynb", WORK), ("README.md", b"#"), (".git/HEAD", b"x"))
]
TEAMS_WHOLE = [
    ("Student Work/Submitted files/Ada Lovelace/Lesson 00/Version 1/work.ipynb", WORK),
    ("Student Work/Working files/Ada Lovelace/Lesson 00/work.ipynb", b"{}"),
    ("Student Work/Working files/Zoë Müller/Lesson 00/work.ipynb", WORK),
]
TEAMS_ABROAD = [
    (f"{files}/{who}/Lektion null/{version} 1/work.ipynb", WORK)
    for files, version in [
        ("提出済みのファイル", "バージョン"),
        ("Eingereichte Dateien", "Version"),
    ]
    for who in ("Ada Lovelace", "Zoë Müller")
]
METADATA = """---
submission_101:
  :submitters:
  - :name: Ada Lovelace
    :sid: '7'
    :email: ada@example.org
  :created_at: 2026-11-20 11:49:33.000000000 Z
  :score: 4.0
  :history:
  - :id: 100
    :created_at: 2026-11-19 11:49:33.000000000 Z
submission_102:
  :submitters:
  - :name: "Zoë Müller"
    :sid: '8'
""".encode()
GRADESCOPE = [
    ("assignment_9_export/submission_101/work.ipynb", WORK),
    ("assignment_9_export/submission_102/00_start_here.ipynb", WORK),
    ("assignment_9_export/submission_metadata.yml", METADATA),
]
GOOGLE = [
    (f"Lesson zero/Ada Lovelace - {LESSON}.ipynb", WORK),
    (f"Lesson zero/Zoë Müller - Copy of Copy of {LESSON} (1).ipynb", WORK),
]
GOOGLE_TITLE = [(f"{who} - My title.ipynb", WORK) for who in ("Ada Lovelace", "Zoë Müller")]
GOOGLE_FORM = [
    (f"Quiz (File responses)/Upload (File responses)/{name}.ipynb", WORK)
    for name in ("Untitled0 - Ada Lovelace", f"Copy of {LESSON} - Zoë Müller")
]
EXCHANGE = [
    (f"inbound/{who}+{LESSON}+2026-11-{day} 11:49:33.5 UTC{secret}/{LESSON}.ipynb", content)
    for who, day, secret, content in [
        ("ada", 20, "+c2VjcmV0", WORK),
        ("ada", 19, "+b2xkZXI=", b"{}"),
        ("b.o", 18, "", WORK),
    ]
]
BLACKBOARD_TEXTS = [
    (f"Lesson_00_{who}_attempt_2026-11-20-11-49-00{file}", content)
    for who in ("s_ada", "s_ben")
    for file, content in [
        (".txt", f"Name: Someone ({who})\nAssignment: Lesson_00\n".encode()),
        ("_work.ipynb", WORK),
    ]
]
BRIGHTSPACE_DATES = [
    (f"{n}-99 - {who} - {date}/work.ipynb", WORK)
    for n, who, date in [
        (1, "Ada Lovelace", "20 November, 2026 1149 AM"),
        (2, "Zoë Müller", "2026-11-20 1149"),
        (3, "Ben O'Neil", "20 novembre, 2026 1149"),
    ]
]
CANVAS_HIDDEN = [("anon_x1Y2z_678_work.ipynb", WORK), ("LATE_anon_ab3de_679_work-1.ipynb", WORK)]
WHOLE_FOLDERS = [
    (f"{who}/{lesson}/{lesson}.ipynb", WORK)
    for who in ("ada", "ben")
    for lesson in (LESSON, "01_other")
]
ILIAS = [
    (f"Lektion null/Abgaben/{who}/20261120114900_{LESSON}.ipynb", WORK)
    for who in ("Lovelace_Ada_alove_12", "Müller_Zoë_zm7_13")
]
BY_LESSON = [(f"submissions/{LESSON}/{who}_{LESSON}.ipynb", WORK) for who in ("ada", "ben")]


@pytest.mark.parametrize("form", ["folder", "zip"])
@pytest.mark.parametrize(
    "entries, students",
    [
        (MOODLE, ["Ada_Lovelace", "Ben_O'Neil", "Zoë_Müller"]),
        (MOODLE_FLAT, ["Ada_Lovelace", "Ben_O'Neil", "Zoë_Müller"]),
        (CANVAS, ["lovelaceada_45", "müllerzoë_46"]),
        (PLAIN, ["ada", "ben"]),
        (INSIDE, ["ada", "ben"]),
        (BLACKBOARD, ["ada", "b_o"]),
        (BRIGHTSPACE, ["Ada_Lovelace", "Zoë_Müller"]),
        (BRIGHTSPACE_FLAT, ["Ada_Lovelace", "Zoë_Müller"]),
        (SAKAI, ["ada", "zm7"]),
        (TEAMS, ["Ada_Lovelace", "Zoë_Müller"]),
        (CLASSROOM, ["ada-l", "anna"]),
        (TEAMS_WHOLE, ["Ada_Lovelace", "Zoë_Müller"]),
        (TEAMS_ABROAD, ["Ada_Lovelace", "Zoë_Müller"]),
        (GRADESCOPE, ["Ada_Lovelace", "Zoë_Müller"]),
        (GRADESCOPE[:2], ["submission_101", "submission_102"]),
        (GRADESCOPE[:1], ["submission_101"]),
        (GOOGLE, ["Ada_Lovelace", "Zoë_Müller"]),
        (GOOGLE_TITLE, ["Ada_Lovelace", "Zoë_Müller"]),
        (GOOGLE_FORM, ["Ada_Lovelace", "Zoë_Müller"]),
        (EXCHANGE, ["ada", "b.o"]),
        (BLACKBOARD_TEXTS, ["s_ada", "s_ben"]),
        (BRIGHTSPACE_DATES, ["Ada_Lovelace", "Ben_O'Neil", "Zoë_Müller"]),
        (CANVAS_HIDDEN, ["anon_ab3de", "anon_x1Y2z"]),
        (WHOLE_FOLDERS, ["ada", "ben"]),
        (BY_LESSON, ["ada", "ben"]),
        (ILIAS, ["Lovelace_Ada_alove_12", "Müller_Zoë_zm7_13"]),
    ],
)
def test_the_forms_of_each_lms(course, tmp_path, form, entries, students, capsys):
    path = tmp_path / "downloads"
    path = make_zip(path, entries) if form == "zip" else unpack(entries, path)
    assert run(course, "import", LESSON, path) == 0
    folders = CourseFolder(course).step("submitted", LESSON)
    assert sorted(folders) == sorted(students)
    for folder in folders.values():
        assert (folder / f"{LESSON}.ipynb").read_bytes() == WORK
        assert not [p.name for p in folder.iterdir() if p.name.startswith(".")]


@pytest.mark.parametrize(
    "name, student",
    [
        (f"ada/{LESSON}/{LESSON}.ipynb", "ada"),
        (f"submitted/ada/{LESSON}/{LESSON}.ipynb", "ada"),
        (f"{LESSON}/ada/work.ipynb", "ada"),
        ("Participant_123_assignsubmission_file_/work.ipynb", "Participant_123"),
        ("Teilnehmer_123_assignsubmission_file_work.ipynb", "Teilnehmer_123"),
        ("Lesson 00_ada_attempt_2026-11-20-11-49-00_work.ipynb", "ada"),
        ("Lovelace, Ada(ada)/Submission attachment(s)/work.ipynb", "ada"),
        ("Ada Lovelace/Lesson 00/Version 1/work.ipynb", "Ada_Lovelace"),
        ("Uebung/Abgaben/Lovelace_Ada_al_12/20261120114900_work.ipynb", "Lovelace_Ada_al_12"),
        ("multi/Submissions/Team 33/Lovelace_Ada_al_12/work.ipynb", "Lovelace_Ada_al_12"),
        ("ada/assignment 1/my_own_work_1/work.ipynb", "ada"),
        ("00-start-here-ada/00_start_here.ipynb", "ada"),
        (f"{LESSON}-ada.ipynb", "ada"),
        (f"ada {LESSON}.ipynb", "ada"),
        ("ada-Copy1.ipynb", "ada"),
        ("ada (1).ipynb", "ada"),
        ("ada.ipynb.txt", "ada"),
        ("ada/work.ipynb.json", "ada"),
        ("ada/tools/helper.ipynb", "ada"),
        ("Copy of ada.ipynb", "ada"),
        (f"ada/Kopie von {LESSON}.ipynb", "ada"),
        ("ada/work.ipynb.download", "ada"),
        ("ada/work.ipynb~", "ada"),
        ("ada/work.json", "ada"),
        ("ada.txt", "ada"),
        ("ada/work.html", "ada"),
        ("ada/hyperparameters/homework/work.ipynb", "ada"),
    ],
)
def test_one_file_alone_belongs_to_its_student(course, tmp_path, name, student):
    work = html.escape(WORK.decode()).encode() if name.endswith("html") else WORK
    path = make_zip(tmp_path / "a.zip", [(name, work)])
    result = collect.take_in(CourseFolder(course), LESSON, path)
    assert [(row.student, row.action) for row in result.rows] == [(student, "new")]


@pytest.mark.parametrize(
    "names",
    [
        (f"Copy of {LESSON}-Copy1.ipynb", "ada.ipynb"),
        (f"00-start-here-main/{LESSON}.ipynb",),  # GitHub's zip of a branch
        (f"hyperparameters/notebooks/{LESSON}/{LESSON}.ipynb",),  # all of what was handed out
    ],
)
def test_a_file_that_names_only_the_lesson_is_nobodys(course, tmp_path, names):
    path = make_zip(tmp_path / "a.zip", [(name, WORK) for name in names])
    result = collect.take_in(CourseFolder(course), LESSON, path)
    assert [(row.student, row.reason) for row in result.rows if row.action == "skipped"] == [
        ("", collect.NOBODY)
    ]


@pytest.mark.timeout(60)  # it went on for ever
@pytest.mark.parametrize("names", [(), ("ada/work.pdf",), ("ada/work.pdf", "ben/work.html")])
def test_a_download_without_any_notebook_comes_to_an_end(course, tmp_path, capsys, names):
    path = make_zip(tmp_path / "a.zip", [(name, b"%PDF") for name in names])
    assert run(course, "import", LESSON, path) == 1
    said = capsys.readouterr().out
    assert f"0 submissions, 0 kept as they were, {len(names)} skipped" in said
    assert ("there is no file in" in said) == (not names)


def test_a_folder_of_the_class_is_no_student(course, tmp_path):
    entries = [("lesson/ada/work.ipynb", WORK), ("lesson/test/work.ipynb", WORK)]
    result = collect.take_in(CourseFolder(course), LESSON, make_zip(tmp_path / "a.zip", entries))
    assert [(row.student, row.action) for row in result.rows] == [("ada", "new"), ("test", "new")]


@pytest.mark.parametrize(
    ("name", "student"),
    [
        (f"Lab/{LESSON}.ipynb", ""),
        ("Homework/work.ipynb", ""),
        ("Notebooks/my work.ipynb", ""),
        ("src/train.ipynb", ""),
        ("template/work.ipynb", ""),
        (".github/work.ipynb", ""),
        (f"solutions/{LESSON}/{LESSON}.ipynb", ""),
        ("Lab/cleo/work.ipynb", "cleo"),
        ("Lab 2/cleo.ipynb", "cleo"),
    ],
)
@pytest.mark.parametrize("listed", [False, True])
def test_a_folder_of_a_common_name_beside_students_is_none_of_them(
    course, tmp_path, name, student, listed
):
    if listed and name[0] != ".":  # no id begins with one
        student = name.split("/")[0].replace(" ", "_")
        put(course / "gradebook.db", b"")
        with CourseFolder(course).gradebook() as book:
            book.add_student(student)
    entries = [("ada/work.ipynb", WORK), ("ben/work.ipynb", WORK), (name, WORK)]
    result = collect.take_in(CourseFolder(course), LESSON, make_zip(tmp_path / "a.zip", entries))
    [row] = [row for row in result.rows if row.name == name]
    told = collect.NOBODY if not student else ""
    assert (row.student, row.reason) == (student, told)


def test_a_folder_that_may_not_be_read_is_told(course, tmp_path, monkeypatch):
    real = os.scandir

    def refuse(path):
        if os.path.basename(path) == "ben":  # root may read everything
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    path = unpack([("ada/work.ipynb", WORK), ("ben/work.ipynb", WORK)], tmp_path / "class")
    monkeypatch.setattr(os, "scandir", refuse)
    result = collect.take_in(CourseFolder(course), LESSON, path)
    rows = {row.name: (row.student, row.reason) for row in result.rows}
    assert rows == {"ada/work.ipynb": ("ada", ""), "ben": ("", collect.NO_RIGHT)}


def test_a_closed_folder_stops_no_command(tmp_path, monkeypatch):
    put(tmp_path / "ada" / LESSON / "a.txt", b"")
    put(tmp_path / "ben" / "a.txt", b"")
    put(tmp_path / "notes.txt", b"")
    assert list(students_below(tmp_path, LESSON)) == ["ada"]
    monkeypatch.setattr(os, "access", lambda path, mode: path.name != "ben")
    assert list(students_below(tmp_path, LESSON)) == ["ada", "ben"]


def test_a_folder_that_the_course_knows_decides(course, tmp_path):
    put(course / "gradebook.db", b"")
    with CourseFolder(course).gradebook() as book:
        book.add_student("ada")
    entries = [("Monday/ada/work.ipynb", WORK), ("Tuesday/ben/work.ipynb", WORK)]
    result = collect.take_in(CourseFolder(course), LESSON, make_zip(tmp_path / "a.zip", entries))
    assert [row.student for row in result.rows] == ["Tuesday", "ada"]


@pytest.mark.parametrize(
    ("names", "known", "students"),
    [
        (("Group 1/ada/work.ipynb", "Group 2/ben/work.ipynb"), "", "ada ben"),
        (("Group 1/ada/work.ipynb", "Group 2/ben/work.ipynb"), "Group_1", "Group_1 ben"),
        (("Group 1/ada.ipynb", "Group 2/ben.ipynb"), "ada", "Group_2 ada"),
        ((f"Gruppe A/ada/{LESSON}/{LESSON}.ipynb",), "", "ada"),
        (("x/Section 1/Team 2/ada/a.ipynb", "x/Section 2/Team 2/ben/a.ipynb"), "", "ada ben"),
        (("ada.ipynb", "Group 1/ben/a.ipynb", "Group 1/cleo/a.ipynb"), "", "ada ben cleo"),
        ([f"Section 001/{n}.ipynb" for n in "abcd"] + ["Section 002/e.ipynb"], "", "a b c d e"),
        (("Team A/work.ipynb", "Team B/src/work.ipynb"), "", "Team_A Team_B"),
        (("x/all/Team 1/ada/a.ipynb", "x/all/Team 2/ben/a.ipynb"), "", "ada ben"),
        (("ada/my work/one/a.ipynb", "ada/my work/two/a.ipynb"), "ada", "ada"),
        (("ada/my work/old/a.ipynb", "ada/my work/new/a.ipynb"), "", "ada"),
        (("Team A/analysis/a.ipynb", "Team B/analysis/a.ipynb"), "", "Team_A Team_B"),
        ([f"{name}/a.ipynb" for name in ("Mon/ada", "Mon/ben", "Tue/c", "Tue/d")], "", ""),
        (
            [f"{name}/a.ipynb" for name in ("Mon/ada", "Mon/ben", "Tue/c", "Tue/d")],
            "c",
            "ada ben c d",
        ),
        (
            [
                f"{name}_{n}_assignsubmission_file_/work.ipynb"
                for n, name in enumerate(
                    ["Group 1-Ada", "Default group-Zoë Bo", "Anne-Marie Curie"]
                )
            ],
            "",
            "Ada Anne-Marie_Curie Zoë_Bo",
        ),
    ],
)
def test_a_folder_of_a_group_is_no_student(course, tmp_path, names, known, students):
    put(course / "gradebook.db", b"")
    if known:
        with CourseFolder(course).gradebook() as book:
            book.add_student(known)
    path = make_zip(tmp_path / "a.zip", [(name, WORK) for name in names])
    result = collect.take_in(CourseFolder(course), LESSON, path)
    assert sorted(row.student for row in result.rows if row.action == "new") == students.split()
    if not students:
        assert {row.reason for row in result.rows} == {collect.UNSURE}
        pattern = collect.UNSURE.split("'")[1]
        result = collect.take_in(CourseFolder(course), LESSON, path, pattern=pattern)
        assert sorted(row.student for row in result.rows) == ["ada", "ben", "c", "d"]


@pytest.mark.parametrize("entries", [MOODLE, MOODLE_FLAT, CANVAS, BLACKBOARD, EXCHANGE])
def test_a_class_in_a_zip_within_a_download_is_not_one_student(course, tmp_path, entries):
    inner = make_zip(tmp_path / "inner.zip", entries).read_bytes()
    path = make_zip(tmp_path / "a.zip", [("section 1.zip", inner), ("ada.ipynb", WORK)])
    result = collect.take_in(CourseFolder(course), LESSON, path)
    assert [(row.student, row.action) for row in result.rows] == [("ada", "new"), ("", "skipped")]
    assert "it holds the files of a whole class; unpack it" in result.rows[1].reason


@pytest.mark.parametrize(
    "name, student",
    [
        ("Cleo Nemo_77_assignsubmission_file_/my work.pdf", "Cleo_Nemo"),
        ("Cleo Nemo_77_assignsubmission_file_my work.pdf", "Cleo_Nemo"),
        ("Cleo Nemo_77_assignsubmission_onlinetext_onlinetext.html", "Cleo_Nemo"),
        ("cleo/metrics.json", "cleo"),
        ("Ada Lovelace_77_assignsubmission_file_/work.pdf", "Ada_Lovelace_77"),
        ("nemocleo_LATE_47_1003_work-1.html", "nemocleo_47"),
        ("12-99 - Cleo Nemo - Nov 20, 2026 1149 AM/work.py", "Cleo_Nemo"),
        ("Nemo, Cleo(cleo)/Submission attachment(s)/work.docx", "cleo"),
        ("Lesson 00_cleo_attempt_2026-11-20-11-49-00_work.pdf", "cleo"),
        ("cleo/work.pdf", "cleo"),
        ("index.html", ""),
        ("Ada Lovelace_12_assignsubmission_file_/work.pdf", ""),  # beside a notebook
    ],
)
def test_who_handed_in_what_cannot_be_graded_is_named(course, tmp_path, name, student):
    entries = [("Ada Lovelace_12_assignsubmission_file_/work.ipynb", WORK), (name, b"%PDF")]
    result = collect.take_in(CourseFolder(course), LESSON, make_zip(tmp_path / "a.zip", entries))
    [row] = [row for row in result.rows if row.name == name]
    told = f"handed in, nothing that can be graded: {name.rsplit('/')[-1]}; not a notebook"
    assert (row.student, row.reason) == (student, told if student else "not a notebook")


@pytest.mark.parametrize("name", ["ada/work.zip", "ada/work.ipynb.gz", "ada/work.tgz"])
def test_a_notebook_in_an_archive_is_taken_in_and_graded_as_it_is(course, tmp_path, name):
    inner = make_zip(tmp_path / "inner.zip", [("mine/work.ipynb", WORK)]).read_bytes()
    inner = inner if name.endswith("zip") else gzip.compress(WORK)
    entries = [(name, inner), (f"ada/{LESSON}.ipynb", EMPTY)]
    result = collect.take_in(CourseFolder(course), LESSON, make_zip(tmp_path / "a.zip", entries))
    assert [(r.name, r.student, r.reason) for r in result.rows if r.action == "new"] == [
        (name, "ada", "")
    ]
    assert (course / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb").read_bytes() == inner


def dated(name, day):
    return zipfile.ZipInfo(name, (2026, 11, day, 12, 0, 0))


OTHER_LESSON = WORK.replace(b'"mean"', b'"depth"').replace(b'"check_mean"', b'"check_depth"')
EMPTY = json.dumps(notebook(STUB)).encode()
HELPER = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


@pytest.mark.parametrize(
    "files",
    [
        [("ada/right.ipynb", 1, WORK), ("ada/tools/helper.ipynb", 9, HELPER)],
        [(f"ada/{LESSON}.ipynb", 1, WORK), ("ada/helper.ipynb", 9, HELPER)],
        [("ada/right.ipynb", 1, WORK), ("ada/01_other.ipynb", 9, OTHER_LESSON)],
        [("ada/right.ipynb", 1, WORK), ("ada/01_other.ipynb", 9, HELPER)],
        [("ada/right.ipynb", 1, WORK), ("ada/more.ipynb", 9, OTHER_LESSON)],
        [(f"ada/{LESSON}.ipynb", 9, EMPTY), (f"ada/{LESSON}-Copy1.ipynb", 1, WORK)],
        [(f"ada/{LESSON}.ipynb", 9, EMPTY), (f"ada/{LESSON} (1).ipynb", 1, WORK)],
        [(f"ada/{LESSON}.ipynb", 9, EMPTY), ("ada/mine.ipynb.txt", 1, WORK)],
        [(f"ada/{LESSON}.ipynb", 1, WORK), (f"ada/{LESSON}-Copy1.ipynb", 9, EMPTY)],
        [("ada/old.ipynb", 1, EMPTY), ("ada/new.ipynb", 2, WORK)],
        [
            ("ada/work.ipynb", 1, WORK),
            ("ada/._work.ipynb", 9, b"\0\5\26\7"),
            ("__MACOSX/ada/._x", 9, b""),
        ],
        [("ada.ipynb", 1, WORK), ("._ada.ipynb", 9, b"\0\5\26\7"), (".DS_Store", 9, b"")],
        [("ada/work.ipynb", 1, WORK), ("ada/desktop.ini", 9, b""), ("ada/Thumbs.db", 9, b"")],
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_of_a_students_files_the_one_with_the_work_counts(course, tmp_path, files, order):
    put(course / "source" / "01_other" / "01_other.ipynb", OTHER_LESSON)
    entries = [(dated(name, day), content) for name, day, content in files[::order]]
    path = make_zip(tmp_path / "a.zip", entries)
    result = collect.take_in(CourseFolder(course), LESSON, path)
    assert [row.student for row in result.rows if row.action == "new"] == ["ada"]
    submitted = course / "submitted"
    assert [p.name for p in submitted.iterdir() if not p.name.startswith(".")] == ["ada"]
    assert (submitted / "ada" / LESSON / f"{LESSON}.ipynb").read_bytes() == WORK
    assert all(row.reason for row in result.rows if row.action == "skipped")


@pytest.mark.parametrize(
    "raw",
    [
        WORK.decode().encode("utf-16"),
        WORK.replace(b"{", b'{"\xe9": %s, ' % (b"9" * 6000), 1),
        WORK.replace(b"\\n", b"\n") + b"\0",
        b"<<<<<<< a\n=======\n>>>>>>> b\n" + WORK,
        b'{"content": ' + WORK + b"}",
    ],
    ids=["utf-16", "latin-1 and a long number", "line ends", "conflict", "as a server sends it"],
)
def test_the_work_is_found_in_what_another_program_wrote(course, tmp_path, raw):
    entries = [(dated(f"ada/{LESSON}.ipynb", 9), EMPTY), (dated("ada/mine.ipynb", 1), raw)]
    collect.take_in(CourseFolder(course), LESSON, make_zip(tmp_path / "a.zip", entries))
    assert (course / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb").read_bytes() == raw


def test_the_notebook_of_another_lesson_alone_is_not_taken_for_this_one(course, tmp_path):
    put(course / "source" / "01_other" / "01_other.ipynb", OTHER_LESSON)
    entries = [
        ("ada/work.ipynb", OTHER_LESSON),
        ("ben/01_other.ipynb", HELPER),
        ("cleo/x.ipynb", WORK),
    ]
    result = collect.take_in(CourseFolder(course), LESSON, make_zip(tmp_path / "a.zip", entries))
    assert {row.name: row.reason for row in result.rows if row.action == "skipped"} == {
        "ada/work.ipynb": "it is the lesson 01_other",
        "ben/01_other.ipynb": "it is named like the lesson 01_other",
    }


@pytest.mark.parametrize(
    "names",
    [
        ("strasse", "straße"),
        ("fi", "ﬁ"),
        ("a b", "a_b"),
        ("a  c", "a_c"),
        ("ſam", "sam"),
        ("ß", "SS"),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_two_people_never_share_an_id(course, tmp_path, names, together):
    groups = [names] if together else [(name,) for name in names]
    for number, group in enumerate(groups):
        entries = [(f"{name}/work.ipynb", name.encode()) for name in group]
        path = make_zip(tmp_path / f"{number}.zip", entries)
        assert run(course, "import", LESSON, path) == 0
    folders = CourseFolder(course).step("submitted", LESSON)
    assert len({student.casefold() for student in folders}) == 2
    kept = {(folder / f"{LESSON}.ipynb").read_bytes().decode() for folder in folders.values()}
    assert kept == set(names)
    again = make_zip(tmp_path / "again.zip", [(f"{n}/work.ipynb", n.encode()) for n in names[::-1]])
    assert run(course, "import", LESSON, again) == 0
    assert CourseFolder(course).step("submitted", LESSON) == folders


def test_case_and_blanks_do_not_make_two_people_of_one(course, tmp_path):
    for number, name in enumerate(["Ada Lovelace", "ada  lovelace", "ADA LOVELACE"]):
        path = make_zip(tmp_path / f"{number}.zip", [(f"{name}/work.ipynb", WORK)])
        assert run(course, "import", LESSON, path) == 0
    assert list(CourseFolder(course).step("submitted", LESSON)) == ["Ada_Lovelace"]


@pytest.mark.parametrize(
    "stamp, date",
    [
        (b"20261120114933123", "2026-11-20 11:49:33.123000 UTC"),
        (b"2026-11-20 11:49:33.5 UTC\n", "2026-11-20 11:49:33.500000 UTC"),
        (b"\xef\xbb\xbf2026-11-20T12:49:33+01:00", "2026-11-20 11:49:33.000000 UTC"),
        (b"started 10:00, finished 11:00", None),
        (b"99999999999999999", None),
        ("20. Mai 2026, übermorgen".encode("latin-1"), None),
        (b"\0\xff", None),
        (b"9999-12-31 23:59:59 -1200", None),
        (b"", None),
    ],
)
def test_a_timestamp_beside_the_notebook_is_its_date_where_it_is_one(course, tmp_path, stamp, date):
    entries = [(dated("ada/x.ipynb", 5), WORK), ("ada/timestamp.txt", stamp)]
    assert run(course, "import", LESSON, make_zip(tmp_path / "a.zip", entries)) == 0
    kept = (course / "submitted" / "ada" / LESSON / "timestamp.txt").read_text()
    assert kept == date if date else kept.startswith("2026-11-0")


@pytest.mark.parametrize(
    "folder, beside",
    [
        ("Ada L_1_assignsubmission_file_/", []),
        ("12-99 - Ada Lovelace - Nov 20, 2026 1149 AM/", []),
        (
            "L1/Lovelace, Ada(ada)/Submission attachment(s)/",
            [("L1/Lovelace, Ada(ada)/timestamp.txt", b"20261120114933123")],
        ),
    ],
)
def test_a_timestamp_of_a_students_own_does_not_make_late_work_early(
    course, tmp_path, folder, beside
):
    stamp = (f"{folder}timestamp.txt", b"2020-01-01 00:00:00 UTC")
    entries = [(dated(f"{folder}x.ipynb", 5), WORK), stamp, *beside]
    assert run(course, "import", LESSON, make_zip(tmp_path / "a.zip", entries)) == 0
    [place] = CourseFolder(course).step("submitted", LESSON).values()
    assert (place / "timestamp.txt").read_text().startswith("2026-11-")


def test_a_date_that_was_wrong_can_be_corrected(course, tmp_path, capsys):
    """A folder that was copied has today's dates; the zip has those when the work was handed in."""
    run(course, "import", LESSON, put(tmp_path / "copied" / "ada.ipynb", WORK).parent)
    stamp = course / "submitted" / "ada" / LESSON / "timestamp.txt"
    wrong = stamp.read_text()
    path = make_zip(tmp_path / "a.zip", [(dated("ada.ipynb", 5), WORK)])
    assert run(course, "import", LESSON, path) == 0
    assert "it has another date here; try --force to take it" in capsys.readouterr().out
    assert stamp.read_text() == wrong
    assert run(course, "import", LESSON, path, "--force") == 0
    assert stamp.read_text() != wrong
    capsys.readouterr()
    assert run(course, "import", LESSON, path) == 0
    assert "another date" not in capsys.readouterr().out


@pytest.mark.parametrize("date", [(1980, 0, 0, 0, 0, 0), (2107, 15, 31, 30, 63, 62)])
def test_a_zip_without_a_date_gives_none(course, tmp_path, date):
    info = zipfile.ZipInfo("ada.ipynb")
    info.date_time = date
    assert run(course, "import", LESSON, make_zip(tmp_path / "a.zip", [(info, WORK)])) == 0
    assert not (course / "submitted" / "ada" / LESSON / "timestamp.txt").exists()


def test_a_file_from_another_age_can_be_taken_in(course, tmp_path):
    work = put(tmp_path / "downloads" / "ada.ipynb", WORK)
    os.utime(work, (-(2**33), -(2**33)))
    assert run(course, "import", LESSON, tmp_path / "downloads") == 0
    assert not (course / "submitted" / "ada" / LESSON / "timestamp.txt").exists()


def test_a_late_mark_and_the_date_are_shown_and_kept(course, tmp_path, capsys):
    info = zipfile.ZipInfo("ada_LATE_1_2_x.ipynb", (2031, 5, 6, 7, 8, 10))
    path = make_zip(tmp_path / "a.zip", [(info, WORK), ("ben_3_4_x.ipynb", WORK)])
    assert run(course, "import", LESSON, path) == 0
    assert "marked late by the LMS" in capsys.readouterr().out
    stamp = (course / "submitted" / "ada_1" / LESSON / "timestamp.txt").read_text()
    from nbgrader.utils import parse_utc

    assert stamp.endswith(" UTC")
    assert abs((parse_utc(stamp) - datetime(2031, 5, 6, 7, 8, 10)).days) <= 1


@pytest.mark.parametrize(
    "own",
    [
        "Bob_9_assignsubmission_file_/work.ipynb",
        "Bob_9_assignsubmission_file_work.ipynb",
        "bob+00_start_here+2030-11-29 11:49:00 UTC/work.ipynb",
        "Lovelace, X(bob)/attachments/work.ipynb",
        "1-2 - bob - Nov 20, 2030 1149 AM/work.ipynb",
        "week_05_00_start_here.ipynb",
    ],
)
def test_what_lies_in_a_students_folder_is_nobody_elses(course, tmp_path, own):
    """It may be called like a program's file by accident, or to take the place of somebody's work."""
    other = json.dumps(notebook(HALF)).encode()
    names = [(f"{who}/{LESSON}.ipynb", WORK) for who in ("bob", "cleo")]
    path = make_zip(tmp_path / "a.zip", [(f"ada/{own}", other), *names])
    assert run(course, "import", LESSON, path) == 0
    places = CourseFolder(course).step("submitted", LESSON)
    assert list(places) == ["ada", "bob", "cleo"]
    assert (places["bob"] / f"{LESSON}.ipynb").read_bytes() == WORK


def test_a_student_cannot_write_who_handed_in_what(course, tmp_path):
    """Of such files only those count that lie where the programs put them."""
    told = b"submission_777:\n  :submitters:\n  - :name: Eve\n    :sid: '5'\n"
    entries = [(f"assignment_9_export/submission_77{i}/w.ipynb", WORK) for i in (7, 8)]
    entries.append(("assignment_9_export/submission_778/submission_metadata.yml", told))
    run(course, "import", LESSON, make_zip(tmp_path / "a.zip", entries))
    when = "_attempt_2026-11-20-11-49-00"
    who = [f"Lesson 1_{name}{when}" for name in ("ada", "eve")]
    entries = [(f"{one}_w.ipynb", WORK) for one in who] + [(f"{one}.txt", b"x") for one in who]
    entries.append((f"{who[1]}_x{when}.txt", b"Name: Ada (1_ada)\n"))
    run(course, "import", LESSON, make_zip(tmp_path / "b.zip", entries))
    found = list(CourseFolder(course).step("submitted", LESSON))
    assert found == ["ada", "eve", "submission_777", "submission_778"]


def test_two_imports_at_once_keep_the_names_of_both(course, tmp_path, monkeypatch):
    first, second = (
        make_zip(tmp_path / f"{who}.zip", [(f"{who}_1_assignsubmission_file_/x.ipynb", WORK)])
        for who in ("Ada L", "Ben B")
    )
    choose = collect._choose

    def meanwhile(*arguments):
        monkeypatch.setattr(collect, "_choose", choose)
        chosen = choose(*arguments)
        assert run(course, "import", LESSON, second) == 0
        return chosen

    monkeypatch.setattr(collect, "_choose", meanwhile)
    assert run(course, "import", LESSON, first) == 0
    assert set(collect.read_names(CourseFolder(course))) == {"Ada_L", "Ben_B"}


def test_a_pattern_of_ones_own(course, tmp_path):
    path = make_zip(tmp_path / "a.zip", [("lab1-ada.ipynb", WORK), ("other.ipynb", WORK)])
    pattern = r"lab1-(?P<student>\w+)\.ipynb"
    assert run(course, "import", LESSON, path, "--pattern", pattern) == 0
    assert list(CourseFolder(course).step("submitted", LESSON)) == ["ada"]


def test_two_students_of_one_name_stay_two(course, tmp_path, capsys):
    path = make_zip(
        tmp_path / "a.zip",
        [(f"Li Wei_{n}_assignsubmission_file_/x.ipynb", WORK) for n in (11, 12)],
    )
    assert run(course, "import", LESSON, path) == 0
    assert list(CourseFolder(course).step("submitted", LESSON)) == ["Li_Wei_11", "Li_Wei_12"]
    assert capsys.readouterr().out.count("more than one student has this name") == 2


def test_two_students_of_one_name_stay_two_in_two_downloads(course, tmp_path, capsys):
    put(course / "source" / "01_other" / "01_other.ipynb", OTHER_LESSON)

    def take(number, lesson=LESSON, content=WORK):
        entries = [(f"Li Wei_{number}_assignsubmission_file_/x.ipynb", content)]
        assert run(course, "import", lesson, make_zip(tmp_path / "a.zip", entries)) == 0
        return capsys.readouterr().out

    alone, second = take(11), take(12, content=WORK + b" ")
    assert "more than one" not in alone and "more than one student has this name" in second
    assert list(CourseFolder(course).step("submitted", LESSON)) == ["Li_Wei", "Li_Wei_12"]
    assert "unchanged" in take(11) and "unchanged" in take(12, content=WORK + b" ")
    assert "which of them it is, is not known" in take(57, "01_other", OTHER_LESSON)


def test_nobody_is_taken_for_a_student_by_a_name_that_no_person_has(course, tmp_path):
    names = ["Untitled0.ipynb", "work.ipynb", f"Copy of {LESSON} (2).ipynb", "final-homework.ipynb"]
    entries = [(name, WORK) for name in ["ada.ipynb", *names]]
    result = collect.take_in(CourseFolder(course), LESSON, make_zip(tmp_path / "a.zip", entries))
    assert {row.name: row.reason for row in result.rows if row.action == "skipped"} == (
        dict.fromkeys(names, collect.NOBODY)
    )
    assert "--pattern" in collect.NOBODY


@pytest.mark.parametrize(
    "name, note",
    [
        ("submission_101/x.ipynb", "submission_metadata.yml"),
        ("Participant_5_assignsubmission_file_/x.ipynb", "the LMS hid the name"),
        ("anon_x1Y2z_678_x.ipynb", "the LMS hid the name"),
    ],
)
def test_a_hidden_name_is_said_with_what_to_do(course, tmp_path, name, note):
    path = make_zip(tmp_path / "a.zip", [(name, WORK)])
    [row] = collect.take_in(CourseFolder(course), LESSON, path).rows
    assert row.action == "new" and note in row.reason


def test_each_member_of_a_group_gets_the_work(course, tmp_path):
    more = b"  - :name: Ben Nemo\n    :sid: '9'\n  - :name: Zo\xc3\xab M\xc3\xbcller\n    :sid: '8'\n  :created"
    both = METADATA.replace(b"  :created", more, 1)
    entries = [*GRADESCOPE[:2], (GRADESCOPE[2][0], both)]
    rows = collect.take_in(CourseFolder(course), LESSON, make_zip(tmp_path / "a.zip", entries)).rows
    members = {row.student: row for row in rows if row.name == GRADESCOPE[0][0]}
    assert sorted(members) == ["Ada_Lovelace", "Ben_Nemo", "Zoë_Müller"]
    for student, row in members.items():
        assert row.date.day == 20
        if (
            student != "Zoë_Müller"
        ):  # who also handed in alone: one of the two counts, and rows say which
            assert (row.action, row.reason) == ("new", "handed in by a group of 3")
        submitted = course / "submitted" / student / LESSON / f"{LESSON}.ipynb"
        assert submitted.read_bytes() == WORK


def test_a_different_submission_is_kept_unless_forced(course, tmp_path, capsys):
    path = make_zip(tmp_path / "a.zip", [("ada.ipynb", WORK)])
    file = put(course / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb", b"old")
    assert run(course, "import", LESSON, path) == 1
    assert "a different submission is there; try --force" in capsys.readouterr().out
    assert file.read_bytes() == b"old"
    assert run(course, "import", LESSON, path, "--force", "--dry-run") == 0
    assert "would be replaced" in capsys.readouterr().out
    assert file.read_bytes() == b"old"
    assert run(course, "import", LESSON, path, "--force") == 0
    assert file.read_bytes() == WORK
    assert run(course, "import", LESSON, path) == 0
    assert "unchanged" in capsys.readouterr().out


def test_a_full_disk_leaves_no_folder_that_would_be_graded(course, tmp_path, monkeypatch, capsys):
    def full(*_):
        raise OSError(28, "No space left on device")

    file = put(course / "submitted" / "ben" / LESSON / f"{LESSON}.ipynb", b"old")
    path = make_zip(tmp_path / "a.zip", [("ada.ipynb", WORK), ("ben.ipynb", WORK)])
    monkeypatch.setattr(collect.os, "replace", full)
    assert run(course, "import", LESSON, path, "--force") == 2
    assert "No space left on device; expected a place that is there" in capsys.readouterr().err
    assert list(CourseFolder(course).step("submitted", LESSON)) == ["ben"]
    assert file.read_bytes() == b"old"
    assert [f.name for f in file.parent.iterdir()] == [file.name]


def test_an_interrupted_command_says_so_in_one_line(course, tmp_path, monkeypatch, capsys):
    def interrupted(*_, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(collect, "take_in", interrupted)
    assert run(course, "import", LESSON, tmp_path) == 130
    assert capsys.readouterr().err == "hyperlib-grading import: interrupted; call it again\n"


def test_a_dry_run_writes_nothing(course, tmp_path, capsys):
    path = make_zip(tmp_path / "a.zip", PLAIN)
    assert run(course, "import", LESSON, path, "--dry-run") == 0
    assert capsys.readouterr().out.count("would be new") == 2
    assert not (course / "submitted").exists()


def linked(name, kind=stat.S_IFLNK):
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (kind | 0o777) << 16
    return info


HOSTILE = [
    (("../../evil.ipynb", WORK), "leads out of the archive"),
    (("ada/../../evil.ipynb", WORK), "leads out of the archive"),
    (("..\\..\\evil.ipynb", WORK), "leads out of the archive"),
    (("/etc/evil.ipynb", WORK), "an absolute name"),
    (("C:\\evil.ipynb", WORK), "an absolute name"),
    ((linked("link.ipynb"), b"/etc/passwd"), "a link"),
    ((linked("pipe.ipynb", stat.S_IFIFO), b""), "not a plain file"),
    (("notes.txt", b"x"), "not a notebook"),
    (
        ("ben/work.zip", b"PK"),
        "handed in, nothing that can be graded: work.zip; not a notebook, and none",
    ),
    (("bomb.ipynb", b"\0" * (2**20 + 1)), "1 MB unpacked; at most 1 are read"),
]


@pytest.mark.parametrize("entry, reason", HOSTILE, ids=lambda v: v if isinstance(v, str) else "")
def test_a_hostile_entry_is_skipped_with_a_reason(
    course, tmp_path, capsys, entry, reason, monkeypatch
):
    monkeypatch.setattr(collect, "MAX_FILE", 2**20)
    path = make_zip(tmp_path / "a.zip", [entry, ("good.ipynb", WORK)])
    before = {p for p in tmp_path.rglob("*") if "submitted" not in p.parts}
    result = collect.take_in(CourseFolder(course), LESSON, path)
    [skipped] = [row for row in result.rows if row.action == "skipped"]
    assert reason in skipped.reason
    assert list(CourseFolder(course).step("submitted", LESSON)) == ["good"]
    assert {p for p in tmp_path.rglob("*") if "submitted" not in p.parts} == before


def test_an_entry_that_lies_about_its_size_is_not_unpacked(course, tmp_path, monkeypatch):
    monkeypatch.setattr(collect, "MAX_FILE", 1000)
    path = make_zip(tmp_path / "a.zip", [("bomb.ipynb", b"\0" * 500_000), ("ada.ipynb", b"{}")])
    lie = path.read_bytes().replace((500_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(lie)
    result = collect.take_in(CourseFolder(course), LESSON, path)
    actions = {row.name: row.action for row in result.rows}
    assert actions == {"ada.ipynb": "new", "bomb.ipynb": "skipped"}


@pytest.mark.parametrize(
    "entries",
    [
        [("all/" * 16_000 + f"{i}.ipynb", b"{}") for i in range(60)],
        [(".ipynb" * 10_000 + f"/{i}", b"{}") for i in range(3)],
        [("1-1 - x - " + "a" * 60_000 + f"{i}.ipynb", b"{}") for i in range(3)],
    ],
    ids=["deep", "slashes", "long"],
)
def test_an_archive_of_a_students_keeps_no_import_waiting(course, tmp_path, entries):
    inner = make_zip(tmp_path / "inner.zip", entries)
    both = [("ada/w.zip", inner.read_bytes()), (f"bob/{LESSON}.ipynb", WORK)]
    path = make_zip(tmp_path / "a.zip", both)
    run(course, "import", LESSON, path)
    assert not any(submission_folder._is_offered(name) for name, _ in entries)
    assert "bob" in CourseFolder(course).step("submitted", LESSON)


def test_of_an_archive_no_more_is_unpacked_than_there_is_room_for(tmp_path, monkeypatch):
    """A text that is written as another one takes its room twice, and what is then left is below zero."""
    monkeypatch.setattr(submission_folder, "MAX_UNPACKED", 1 << 20)
    entries = [("a.ipynb", b"data:;base64," + b"QUFB" * 260_000), ("b.ipynb", bytes(90 << 20))]
    packed = make_zip(tmp_path / "a.zip", entries).read_bytes()
    tracemalloc.start()
    try:
        assert submission_folder.unpacked({"w.zip": packed})
        assert tracemalloc.get_traced_memory()[1] < 60 << 20
    finally:
        tracemalloc.stop()


def test_all_files_together_have_a_limit(course, tmp_path, monkeypatch):
    monkeypatch.setattr(collect, "MAX_TOTAL", 1500)
    path = make_zip(tmp_path / "a.zip", [(f"s{i}.ipynb", b"x" * 600) for i in range(4)])
    result = collect.take_in(CourseFolder(course), LESSON, path)
    assert [row.action for row in result.rows] == ["new", "new", "skipped", "skipped"]
    monkeypatch.setattr(collect, "MAX_FILES", 3)
    assert run(course, "import", LESSON, path) == 2


def test_a_name_that_comes_twice_counts_once(course, tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = make_zip(tmp_path / "a.zip", [("ada.ipynb", WORK), ("ada.ipynb", b"other")])
    result = collect.take_in(CourseFolder(course), LESSON, path)
    assert [row.action for row in result.rows if row.student] == ["new"]
    assert [row.reason for row in result.rows if not row.student] == [
        "the archive has this name twice"
    ]


@pytest.mark.parametrize("content", [b"PK\x03\x04 and then nothing", b"", b"not a zip"])
def test_a_damaged_zip_is_said(course, tmp_path, content, capsys):
    assert run(course, "import", LESSON, put(tmp_path / "a.zip", content)) == 2
    assert "expected a folder or a zip" in capsys.readouterr().err


def test_links_in_a_folder_and_below_submitted_are_not_followed(course, tmp_path, capsys):
    outside = put(tmp_path / "outside" / "secret.ipynb", b"secret")
    downloads = unpack(PLAIN, tmp_path / "downloads")
    (downloads / "eve.ipynb").symlink_to(outside)
    (downloads / "fay").symlink_to(outside.parent)
    (course / "submitted").mkdir()
    (course / "submitted" / "ada").symlink_to(outside.parent)
    put(course / "submitted" / "ben" / LESSON / "x", b"")
    (course / "submitted" / "ben" / LESSON / f"{LESSON}.ipynb").symlink_to(outside)
    result = collect.take_in(CourseFolder(course), LESSON, downloads, force=True)
    reasons = {row.name: row.reason for row in result.rows}
    assert {row.action for row in result.rows} == {"skipped"}
    assert reasons["eve.ipynb"] == reasons["fay"] == "a link"
    assert "is a link" in reasons["ada.ipynb"]
    assert outside.read_bytes() == b"secret"
    assert sorted(p.name for p in outside.parent.iterdir()) == ["secret.ipynb"]


def test_a_broken_notebook_is_taken_in_and_named(course, tmp_path, capsys):
    path = make_zip(tmp_path / "a.zip", [("ada.ipynb", b"<<<<<<< HEAD")])
    assert run(course, "import", LESSON, path) == 0
    assert "is not a valid notebook; grading will say so" in capsys.readouterr().out


@given(st.text(max_size=300))
def test_a_students_id_is_always_safe(raw):
    made = collect.student_id(raw)
    assert made and made == collect.student_id(raw)
    assert not set(made) & set('/\\:*?[]<>|"+,{}')
    assert not made.startswith(".") and not made.endswith((".", " "))
    assert not any(unicodedata.category(c)[0] in "CZ" for c in made)
    assert len(made) <= collect.MAX_ID
    assert len(made.encode()) <= 255
    assert made.lower() not in ("con", "nul")


@given(st.text(max_size=12), st.text(max_size=12))
def test_different_names_do_not_become_one(a, b):
    def plain(text):
        return "_".join(unicodedata.normalize("NFC", text).split())

    if plain(a) != plain(b):
        assert collect.student_id(a) != collect.student_id(b)


@pytest.mark.parametrize(
    "raw", ["..", "a/b", "x" * 500, "a+b", "CON", "\u202eada", "", "*", "\ud800", "e\u0301" * 90]
)
def test_unusable_names_get_a_mark(raw):
    assert "-" in collect.student_id(raw)


# export -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def empty_gradebook(tmp_path_factory):
    """A gradebook with one lesson; alembic takes seconds to make one."""
    from nbgrader.api import Gradebook

    file = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    with Gradebook(f"sqlite:///{file}", "x") as book:
        book.add_assignment(LESSON)
        book.add_notebook(LESSON, LESSON)
        book.add_grade_cell("check_mean", LESSON, LESSON, max_score=3.0, cell_type="code")
        book.add_source_cell("check_mean", LESSON, LESSON, source=CHECK, cell_type="code")
    return file


@pytest.fixture
def gradebook(course, empty_gradebook):
    """Fill the course's gradebook with people: (id, score or None, other fields)."""
    from nbgrader.api import Gradebook

    def fill(people):
        shutil.copyfile(empty_gradebook, course / "gradebook.db")
        with (
            warnings.catch_warnings(action="ignore"),  # SQLAlchemy's, about nbgrader
            Gradebook(f"sqlite:///{course / 'gradebook.db'}", "x") as book,
        ):
            for student, score, fields in people:
                book.add_student(student, **fields)
                if score is not None:
                    book.add_submission(LESSON, student)
                    found = book.find_grade("check_mean", LESSON, LESSON, student)
                    found.auto_score, found.needs_manual_grade = score, False
            book.db.commit()

    return fill


def test_one_student_gets_more_time_and_another_one_none(gradebook, course, capsys):
    gradebook([("ada", 3.0, {}), ("ben", 3.0, {}), ("cleo", None, {})])

    def dates():
        with CourseFolder(course).gradebook() as book:
            return [book.find_submission(LESSON, one).duedate for one in ("ada", "ben")]

    assert run(course, "extend", LESSON, "ada", "2") == 2
    assert f"{LESSON} has no due date" in capsys.readouterr().err
    due = datetime(2027, 1, 15, 11)
    with CourseFolder(course).gradebook() as book:
        book.update_or_create_assignment(LESSON, duedate="2027-01-15 11:00")
    for days, later in (("2", due.replace(day=17)), ("0.5", due.replace(hour=23)), ("0", due)):
        assert run(course, "extend", LESSON, "ada", days) == 0
        told = capsys.readouterr().out
        assert f"of ada is due {later:%Y-%m-%d %H:%M} UTC; `nbgrader autograde {LESSON}`" in told
        assert dates() == [later, due]
    for words in (("ada", "-1"), ("ada", "nan"), ("ada", "1e9"), ("cleo", "1"), ("zoe", "1")):
        assert run(course, "extend", LESSON, *words) == 2
        error = capsys.readouterr().err
        assert "DAYS must be from 0" in error or "expected a student whose submission" in error
    assert run(course, "extend", "02_nowhere", "ada", "1") == 2
    assert dates() == [due, due]


CLASS = [
    ("lovelaceada_45", 3.0, {"first_name": "Ada", "last_name": "Lovelace"}),
    ("ben@x.org", 1.5, {"lms_user_id": "=1+1", "last_name": '=HYPERLINK("http://x")'}),
    ("cleo", None, {}),
]


def test_canvas_without_a_roster(gradebook, course, tmp_path):
    gradebook(CLASS)
    run(course, "export", "--for", "canvas", "--to", tmp_path / "g.csv")
    header, points, *rows = rows_of(tmp_path / "g.csv")
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", LESSON]
    assert points == ["    Points Possible", "", "", "", "", "3.0"]
    table = {row[3]: row for row in rows}
    assert table["lovelaceada_45"] == ["Lovelace, Ada", "45", "", "lovelaceada_45", "", "3.0"]
    assert table["ben@x.org"][:2] == ['\'=HYPERLINK("http://x")', "'=1+1"]
    assert table["ben@x.org"][5] == "1.5"
    assert table["cleo"][5] == ""


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_canvas_with_its_own_gradebook_as_roster(gradebook, course, tmp_path, capsys, delimiter):
    gradebook([*CLASS, ("zoe", 2.0, {})])
    column = f"{LESSON} (9876)"
    lines = [
        ["Student", "ID", "SIS Login ID", "Section", "Quiz (1)", column, "Final Score"],
        ["    Points Possible", "", "", "", "5", "10", "(read only)"],
        ["Lovelace, Ada", "45", "al@x.org", "One", "5", "", "99"],
        ["@Ben", "46", "ben@x.org", "One", "4", "", "80"],
        ["Student, Test", "47", "", "One", "", "", ""],
    ]
    roster = tmp_path / "roster.csv"
    with roster.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(lines)
    words = ["export", "--for", "canvas", "--roster", roster, "--to", tmp_path / "g.csv"]
    assert run(course, *words) == 1
    said = capsys.readouterr().err
    assert "graded, but not in the roster: zoe" in said
    assert f"{LESSON} has 3 points here and 10 in Canvas" in said
    assert rows_of(tmp_path / "g.csv", delimiter) == [
        ["Student", "ID", "SIS Login ID", "Section", column],
        ["    Points Possible", "", "", "", "3.0"],
        ["Lovelace, Ada", "45", "al@x.org", "One", "3.0"],
        ["'@Ben", "46", "ben@x.org", "One", "1.5"],
        ["Student, Test", "47", "", "One", ""],
    ]


def test_moodle_without_and_with_a_roster(gradebook, course, tmp_path, capsys):
    people = [
        ("Ada_Lovelace", 3.0, {"email": "ada@x.org"}),
        ("ben", 1.0, {}),
        ("-eve", 2.0, {"email": "+eve@x.org"}),
    ]
    gradebook(people)
    file = tmp_path / "g.csv"
    assert run(course, "export", "--for", "moodle", "--to", file, "--feedback") == 0
    header, *rows = rows_of(file)
    assert header == ["Username", "Email address", LESSON, f"{LESSON} (feedback)"]
    assert ["Ada_Lovelace", "ada@x.org", "3.0", "mean 3/3"] in rows
    assert ["'-eve", "'+eve@x.org", "2.0", "mean 2/3"] in rows
    roster = put(
        tmp_path / "roster.csv",
        "First name,Last name,ID number,Email address\n"
        "Ada,Lovelace,7,Lovelace@x.org\nBen,B,8,ben@x.org\nEve,E,9,+eve@x.org\nNew,N,10,n@x.org\n",
    )
    assert run(course, "export", "--for", "moodle", "--roster", roster, "--to", file) == 0
    header, *rows = rows_of(file)
    assert header == ["First name", "Last name", "ID number", "Email address", LESSON]
    assert [row[3:] for row in rows] == [
        ["Lovelace@x.org", "3.0"],
        ["ben@x.org", "1.0"],
        ["'+eve@x.org", "2.0"],
        ["n@x.org", ""],
    ]


def test_a_roster_may_spell_letters_in_the_other_form():
    people = [export.Person(unicodedata.normalize("NFC", "Jörg"))]
    found = export.Matcher(people).find([unicodedata.normalize("NFD", "jörg") + " "])
    assert found is people[0]


def test_a_key_that_two_students_have_gives_nobody_a_grade():
    people = [
        export.Person("ada", email="both@x.org", grades={"a": 1.0}),
        export.Person("ben", email="BOTH@x.org", grades={"a": 2.0}),
    ]
    matcher = export.Matcher(people)
    assert matcher.find(["both@x.org"]) is None
    assert "more than one student has the key: both@x.org" in matcher.warnings(None)


@pytest.mark.parametrize(
    "kind, text, said",
    [
        ("canvas", "Name,Email\nx,y\n", "has the columns Name, Email; expected one of ID"),
        ("canvas", "ID,Section\n1,2\n", "has no column Student"),
        ("moodle", "", "has the columns (none); expected one of Username"),
        ("moodle", b"\xff\xfe\x00", "expected a CSV in UTF-8"),
    ],
)
def test_a_roster_of_another_kind_is_said(gradebook, course, tmp_path, capsys, kind, text, said):
    gradebook(CLASS)
    roster = put(tmp_path / "roster.csv", text)
    words = ["--for", kind, "--roster", roster, "--to", tmp_path / "g.csv"]
    assert run(course, "export", *words) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "g.csv").exists()


def test_what_was_taken_off_for_being_late_stands_in_moodles_export(gradebook, course, tmp_path):
    from nbgrader.api import Gradebook

    gradebook([("ada", 3.0, {}), ("ben", 2.0, {})])
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "x") as book:
        book.find_submission(LESSON, "ada").notebooks[0].late_submission_penalty = 0.5
        book.db.commit()
    file = tmp_path / "g.csv"
    assert run(course, "export", "--for", "moodle", "--to", file, "--feedback") == 0
    assert [row[1:] for row in rows_of(file)[1:]] == [
        ["2.5", "mean 3/3; late -0.5"],
        ["2.0", "mean 2/3"],
    ]


def test_grading_that_was_broken_off_is_no_zero(gradebook, course, tmp_path, capsys):
    gradebook([("ada", 3.0, {}), ("ben", 0.0, {}), ("cleo", None, {})])
    put(course / ".grading" / LESSON / "ada.json", {})
    assert run(course, "export", "--for", "moodle", "--to", tmp_path / "g.csv") == 1
    assert f"ben is not graded yet; try `nbgrader autograde {LESSON}`" in capsys.readouterr().err
    assert [row[-1] for row in rows_of(tmp_path / "g.csv")[1:]] == ["3.0", "", ""]
    [line] = doctor.unfinished(CourseFolder(course))
    assert line.status == "warn" and f"shown as 0 by nbgrader: ben ({LESSON})" in line.message


@pytest.mark.parametrize("fault", ["locked", "no database"])
def test_a_gradebook_that_cannot_be_used_is_said(gradebook, course, tmp_path, capsys, fault):
    gradebook([("ada", 3.0, {})])
    grade(course, "ada", RIGHT, ("three", "pass", 3, ""))
    file = course / "gradebook.db"
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as held:
        if fault == "locked":
            held.execute("BEGIN EXCLUSIVE")
        else:
            file.write_bytes(b"garbage " * 1000)
        to = tmp_path / "g.csv"
        assert run(course, "export", "--to", to, "--for", "moodle") == 2
        assert "which no other program holds; try `hyperlib-grading doctor`" in (
            capsys.readouterr().err
        )
        assert run(course, "report", LESSON) == 0  # little of it is needed there
        assert f"the gradebook: the gradebook {file}: " in capsys.readouterr().out
        put(tmp_path / "in" / "ben.ipynb", WORK)
        assert run(course, "import", LESSON, tmp_path / "in") == 2
        [line] = capsys.readouterr().err.splitlines()
        assert f"import: the gradebook {file}: " in line and "which no other program holds" in line
        assert not (course / "submitted").exists()


@pytest.mark.parametrize(
    "change, said",
    [
        ("UPDATE alembic_version SET version_num = '0123'", "of another version of nbgrader; copy"),
        ("DELETE FROM alembic_version", "of another version of nbgrader; copy it, then try"),
        ("DROP TABLE comment", "no such table: comment"),
        ("ALTER TABLE grade DROP COLUMN extra_credit", "no such column: grade.extra_credit"),
        ("ALTER TABLE grade_cells DROP COLUMN max_score", "no such column: grade_cells.max_score"),
    ],
)
def test_the_doctor_names_a_gradebook_of_another_form(gradebook, course, monkeypatch, change, said):
    gradebook([("ada", 3.0, {})])
    assert doctor.gradebook(CourseFolder(course)).status == "ok"
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        book.execute(change)
        book.commit()
    before = (course / "gradebook.db").read_bytes()
    monkeypatch.setattr(doctor, "sandbox", lambda: ())
    found = {line.name: line for line in doctor.examine(CourseFolder(course))}
    assert found["gradebook"].status == "FAIL" and said in found["gradebook"].message
    assert "not in the gradebook" in found["checks"].message
    assert (course / "gradebook.db").read_bytes() == before


def test_export_of_an_unknown_lesson_is_said(gradebook, course, tmp_path, capsys):
    gradebook(CLASS)
    words = ["export", "--for", "moodle", "--to", tmp_path / "g.csv", "--lesson", "nope"]
    assert run(course, *words) == 2
    assert (
        f"no lesson 'nope' in the gradebook; expected one of: {LESSON}" in capsys.readouterr().err
    )


# feedback and replay ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "offered, page",
    [
        (
            "Ada Ö_71_assignsubmission_file_/my work.ipynb",
            "Ada Ö_71_assignsubmission_file_/my work.html",
        ),
        ("öada_LATE_45_678_work-1.ipynb", "öada_LATE_45_678_work-1.html"),
    ],
    ids=["moodle", "canvas"],
)
def test_pages_are_named_like_the_files_that_an_lms_wants_back(
    course, tmp_path, capsys, offered, page
):
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as archive:
        archive.writestr(offered, json.dumps(notebook(RIGHT)))
    assert run(course, "import", LESSON, tmp_path / "s.zip") == 0
    [student] = [path.name for path in (course / "submitted").iterdir() if path.is_dir()]
    put(course / "feedback" / student / LESSON / f"{LESSON}.html", "a page")
    words = ["feedback", LESSON, "--like", tmp_path / "s.zip", "--to", tmp_path / "f.zip"]
    assert run(course, *words) == 0
    with zipfile.ZipFile(tmp_path / "f.zip") as archive:
        assert archive.namelist() == [page] and archive.read(page) == b"a page"
    put(course / "feedback" / "zoe" / LESSON / f"{LESSON}.html", "a page")
    assert run(course, *words) == 2
    assert "no file of zoe in" in capsys.readouterr().err


def test_every_page_has_a_place_of_its_own_on_every_disk(course, tmp_path):
    forms = [unicodedata.normalize(form, "Jörg") for form in ("NFC", "NFD")]
    students = {"Ada", "ada", "dot.", "dot", "blank ", "con", "NUL.x", "a:b", "ben", *forms}
    for student in students:
        put(course / "feedback" / student / LESSON / f"{LESSON}.html", student)
    assert run(course, "feedback", LESSON, "--to", tmp_path / "f.zip") == 0
    with zipfile.ZipFile(tmp_path / "f.zip") as archive:
        assert {archive.read(name).decode() for name in archive.namelist()} == students
        folders = [name.partition("/")[0] for name in archive.namelist()]
    assert f"ben/{LESSON}.html" in archive.namelist()
    alike = {unicodedata.normalize("NFC", name).casefold() for name in folders}
    assert len(alike) == len(students)
    for name in alike:
        assert name.split(".")[0] not in {"con", "nul"} and name == name.rstrip(". ")
        assert ":" not in name


def test_a_replay_of_somebody_unknown_names_who_is_meant(course, capsys):
    for student in ("Seán_O’Brien", "Ada_Lovelace"):
        grade(course, student, RIGHT, ("three", "pass", 1, ""))
    assert run(course, "replay", LESSON, "ada") == 2
    assert "try one of these: Ada_Lovelace" in capsys.readouterr().err


# doctor -----------------------------------------------------------------------------------------


@pytest.fixture
def probe(monkeypatch):
    """Put a sandbox module in place whose probe says what the test wants."""

    def install(ok, checks=(), error=None):
        def found():
            if error:
                raise error
            return types.SimpleNamespace(ok=ok, properties=list(checks))

        module = types.ModuleType("hypergrader.submission.sandbox")
        module.probe = found
        monkeypatch.setitem(sys.modules, "hypergrader.submission.sandbox", module)
        monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)

    return install


def test_a_safe_computer_is_called_safe(gradebook, course, probe, capsys):
    probe(True, [("bubblewrap", True, "0.8.0"), ("user namespaces", True, "work")])
    gradebook(CLASS)
    release(course)
    assert run(course, "doctor") == 0
    out = capsys.readouterr().out
    assert "sandbox: bubblewrap       ok      0.8.0" in out and "Safe to grade here." in out
    assert "gradebook.db is writable" in out


@pytest.mark.parametrize("error", [None, RuntimeError("no bwrap"), KeyError("x")])
def test_a_sandbox_that_fails_is_unsafe(course, probe, capsys, error):
    probe(False, [("user namespaces", False, "refused by AppArmor")], error)
    assert run(course, "doctor") == 1
    out = capsys.readouterr().out
    assert "FAIL" in out and "Not safe to grade here." in out


def test_a_missing_sandbox_is_unsafe(course, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "hypergrader.submission.sandbox", None)
    assert run(course, "doctor") == 1
    assert "not installed" in capsys.readouterr().out


def test_the_doctor_names_what_is_wrong_with_the_course(course, monkeypatch):
    folder = CourseFolder(course)
    monkeypatch.setenv("PATH", "")
    assert doctor.programs().status == "FAIL"
    assert doctor.gradebook(folder).status == "warn"
    put(course / "gradebook.db", b"no database, but long enough to be looked at as one" * 40)
    assert doctor.gradebook(folder).status == "FAIL"
    found = {check.name: check for check in doctor.lessons(CourseFolder(CLONE))}
    assert found["solutions"].status == found["notebooks"].status == "ok"
    (course / "release" / LESSON / f"{LESSON}.ipynb").unlink()
    (course / "gradebook.db").unlink()
    found = {check.name: check for check in doctor.lessons(folder)}
    for name in ("release", "checks"):
        assert found[name].status == "warn" and "generate_assignment" in found[name].message
    assert "not in the gradebook: " + LESSON in found["checks"].message
    for number in range(1, 5):
        put(course / "source" / f"0{number}_x" / f"0{number}_x.ipynb", OTHER_LESSON)
    found = {check.name: check for check in doctor.lessons(folder)}
    assert f"{LESSON}, 01_x, 02_x and 2 more; try `nbgrader" in found["release"].message


def test_the_exchange_must_be_writable_by_all(course):
    shared = course / "exchange"
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text() + f"c.Exchange.root = {str(shared)!r}\n")
    folder = CourseFolder(course)
    assert f"mkdir -p {shared} && chmod 777" in doctor.exchange(folder).message
    shared.mkdir(mode=0o755)
    assert "has the mode 755" in doctor.exchange(folder).message
    shared.chmod(0o777)
    assert doctor.exchange(folder).status == "ok"


def test_a_path_in_an_advised_command_can_be_copied_into_a_shell(course, tmp_path, monkeypatch):
    odd = tmp_path / "Ada's course $x; 2"
    course.rename(odd)
    config = odd / "nbgrader_config.py"
    config.write_text(config.read_text() + f"c.Exchange.root = {str(odd / 'shared')!r}\n")
    grade(odd, "ada", RIGHT, ("three", "pass", 1, ""))
    folder = CourseFolder(odd)
    told = [doctor.exchange(folder).message]
    kept = regrade.keep(folder, LESSON)
    with pytest.raises(CommandError) as broken_off:
        regrade.keep(folder, LESSON)
    told.append(str(broken_off.value))
    programs = odd / "bin"
    put(programs / "alembic", "").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(programs / "python"))
    monkeypatch.setenv("PATH", os.defpath)
    told.append(doctor.programs().message)
    monkeypatch.setattr(selftest, "_tried", mock.Mock(side_effect=KernelDidNotStart("no")))
    monkeypatch.setattr(selftest, "_missing", lambda: None)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(sys, "prefix", str(programs))
    told.append(selftest.probe().properties[-1].message)
    words = [shlex.split(line.split("`")[1]) for line in told]
    shared = str(odd / "shared")
    assert words == [
        ["mkdir", "-p", shared, "&&", "chmod", "777", shared],
        ["hyperlib-grading", "regrade", LESSON, "--compare-only", str(kept)],
        ["export", f"PATH={programs}:$PATH"],
        ["chmod", "-R", "a+rX", str(programs)],
    ]


def test_other_versions_than_the_tested_ones_are_named(tmp_path):
    put(tmp_path / "constraints.txt", "nbgrader==0.0.1\n")
    [first, *_] = doctor.versions(tmp_path)
    assert first.status == "warn" and "tested with 0.0.1" in first.message
    assert {check.status for check in doctor.versions()} <= {"ok", "warn"}


def test_a_gradebook_with_older_checks_is_noticed(gradebook, course, capsys):
    gradebook(CLASS)
    folder = CourseFolder(course)
    assert doctor.stale(folder, LESSON) == []
    put(course / "source" / LESSON / f"{LESSON}.ipynb", notebook(RIGHT, check=CHECK + "  # new"))
    assert doctor.stale(folder, LESSON) == ["check_mean"]
    grade(course, "ada", RIGHT, ("three", "pass", 1, ""))
    assert run(course, "regrade", LESSON) == 2
    assert "generate_assignment 00_start_here --force` first" in capsys.readouterr().err


# regrade ----------------------------------------------------------------------------------------


def test_who_changed_and_why(course, tmp_path, capsys):
    old = tmp_path / "old"
    grade(old, "ada", RIGHT, ("three", "fail", 1, ""), ("any", "pass", 2, ""))
    grade(old, "ben", HALF, ("three", "pass", 1, ""))
    grade(old, "cleo", RIGHT, ("three", "pass", 1, ""))
    grade(old, "gone", RIGHT, ("three", "pass", 1, ""))
    better = CHECK + "  # corrected"
    grade(course, "ada", RIGHT, ("three", "pass", 1, ""), ("new", "fail", 3, ""), check=better)
    grade(course, "ben", RIGHT, ("three", "fail", 1, ""))
    grade(course, "cleo", RIGHT, ("three", "pass", 1, ""))
    table = tmp_path / "c.csv"
    words = ["regrade", LESSON, "--compare-only", old / "autograded", "--csv", table]
    assert run(course, *words) == 1  # one student was not graded this time
    out = capsys.readouterr().out
    assert "3 students compared: 2 students changed, 4 verdicts, -2 points in all" in out
    assert "not graded this time: gone" in out
    rows = {(row[0], row[2]): row[3:] for row in rows_of(table)}
    why = "the check cell changed"
    assert rows["ada", "three"] == ["fail 0/1", "pass 1/1", "1.0", why]
    assert rows["ada", "new"] == ["none", "fail 0/3", "0.0", f"{why}; a new check"]
    assert rows["ada", "any"] == ["pass 2/2", "none", "-2.0", f"{why}; the check is gone"]
    assert rows["ben", "three"] == ["pass 1/1", "fail 0/1", "-1.0", "the answer changed"]
    assert not any(student == "cleo" for student, _ in rows)


def test_other_inputs_are_a_reason_too():
    a = GradedNotebook("ada", [Verdict("check_f", "n", "pass", 1, 1)], seeds={"check_f": 1})
    b = GradedNotebook("ada", [Verdict("check_f", "n", "fail", 1, 0)], seeds={"check_f": 2})
    [change] = regrade.compare([a], [b])
    assert "other inputs (seed 1, then 2)" in change.why
    assert regrade.compare([a], [a]) == []


def fake_autograde(root, answer, status=0):
    def run(folder, lesson):
        grade(root, "ada", answer, ("three", "pass", 1, ""))
        return status

    return run


def test_a_regrade_compares_with_what_was_there(course, monkeypatch, capsys):
    grade(course, "ada", RIGHT, ("three", "fail", 1, ""))
    monkeypatch.setattr(regrade, "autograde", fake_autograde(course, RIGHT))
    assert run(course, "regrade", LESSON) == 0
    assert "1 student changed, 1 verdict, +1 points in all" in capsys.readouterr().out
    assert not (course / "before-regrade").exists()


def test_a_regrade_that_fails_keeps_the_old_verdicts(course, monkeypatch, capsys):
    grade(course, "ada", RIGHT, ("three", "fail", 1, ""))
    monkeypatch.setattr(regrade, "autograde", fake_autograde(course, RIGHT, status=1))
    assert run(course, "regrade", LESSON) == 1
    kept = course / "before-regrade" / LESSON
    assert f"the old verdicts stay in {kept}" in capsys.readouterr().err
    assert run(course, "regrade", LESSON) == 2
    assert "a regrade was broken off" in capsys.readouterr().err
    assert run(course, "regrade", LESSON, "--compare-only", kept) == 0
    assert "1 student changed" in capsys.readouterr().out


def test_a_regrade_that_grades_nobody_says_where_the_old_verdicts_are(course, monkeypatch, capsys):
    grade(course, "ada", RIGHT, ("three", "pass", 1, ""))

    def broken(folder, lesson):
        shutil.rmtree(course / "autograded")
        return 1

    monkeypatch.setattr(regrade, "autograde", broken)
    assert run(course, "regrade", LESSON) == 1
    out = capsys.readouterr()
    assert "not graded this time: ada" in out.out
    assert "the old verdicts stay in" in out.err


def test_regrade_calls_nbgrader_in_the_course(course, monkeypatch):
    calls = []

    def called(words, **options):
        calls.append((words, options))
        return types.SimpleNamespace(returncode=0)

    monkeypatch.setattr(regrade.subprocess, "run", called)
    assert regrade.autograde(CourseFolder(course), LESSON) == 0
    [(words, options)] = calls
    assert words == [sys.executable, "-m", "nbgrader", "autograde", LESSON, "--force"]
    assert options["cwd"] == course
    assert options["env"]["PATH"].startswith(str(Path(sys.executable).parent))


def test_of_a_groups_one_file_each_member_has_a_page_of_the_same_download(course, tmp_path):
    """The first one's page is named like the file; the others' lie in folders of their own."""
    meta = (
        ":submitters:\n- :name: Ada A\n  :email: ada@x.org\n- :name: Ben B\n  :email: ben@x.org\n"
    )
    download = tmp_path / "gradescope.zip"
    with zipfile.ZipFile(download, "w") as archive:
        entry = meta.replace(":submitters", "submission_7:\n  :submitters").replace("\n-", "\n  -")
        archive.writestr(
            "assignment/submission_metadata.yml", entry.replace("\n  :email", "\n    :email")
        )
        archive.writestr("assignment/submission_7/work.ipynb", json.dumps(notebook(RIGHT)))
    assert run(course, "import", LESSON, download) == 0
    students = sorted(path.name for path in (course / "submitted").iterdir() if path.is_dir())
    assert len(students) == 2
    for student in students:
        put(course / "feedback" / student / LESSON / f"{LESSON}.html", student)
    assert run(course, "feedback", LESSON, "--like", download, "--to", tmp_path / "f.zip") == 0
    with zipfile.ZipFile(tmp_path / "f.zip") as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist()}
    assert sorted(pages.values()) == students
    assert pages["assignment/submission_7/work.html"] == students[0]
    assert pages[f"{students[1]}/{LESSON}.html"] == students[1]
