"""Whole submission folders: honest ones lose nothing, and no odd one stops or changes another.

Most of them are graded in a kernel inside this process, see stub_kernel.py.  `python -m tests.test_submissions
2000` grades that many random folders; HYPERLIB_FUZZ sets how many the tests grade.
"""

import base64
import bz2
import gzip
import html
import io
import json
import lzma
import os
import quopri
import random
import re
import sys
import tarfile
import tempfile
import zipfile
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import IPython
import nbformat
import pytest
from nbformat import v4

from hypergrader.submission import folder
from hypergrader.submission import session as grading
from hypergrader.submission.folder import digest, is_date, kept_name, read_submission
from hypergrader.submission.grade import grade
from hypergrader.submission.sandbox import Limits
from hypergrader.submission.task import Task
from hyperlib import checks
from tests.stub_kernel import ForgingKernel, PlainKernel, observations

LESSON = "99_small"
NAME = f"{LESSON}.ipynb"
KEY = {q: checks.digest("kinds", q, a) for q, a in (("lr", "chosen"), ("weight", "learned"))}
HIDDEN = """
from hypergrader.hidden import Hidden

def draw(rng):
    return [(rng.randint(100, 999),) for _ in range(2)]

HIDDEN = {
    "check_double": [Hidden("any number", 2, draw, lambda x: 2 * x)],
    "check_tally": [Hidden("any count", 1, draw, lambda x: x + 1)],
}
"""
STUBS = {
    "kinds": 'kinds = {\n    "lr": ...,\n    "weight": ...,\n}',
    "double": 'def double(x):\n    """Return twice x."""\n    # YOUR CODE HERE\n    raise NotImplementedError()',
    "tally": "def tally(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()",
}
RIGHT = {
    "kinds": 'kinds = {"lr": "chosen", "weight": "learned"}',
    "double": "def double(x):\n    return x + x",
    "tally": "def step():\n    return 1\n\n\ndef tally(x):\n    return x + step()",
}
POINTS = {"kinds": 2, "double": 4, "tally": 2}
CHECKS = {
    "kinds": f'checks.quiz("kinds", choices=("chosen", "learned"), key={KEY!r})',
    "double": 'checks.check("double", checks.example(2, expected=4), checks.example(0, expected=0))',
    "tally": 'checks.check("tally", checks.example(1, expected=2))',
}


def marked(kind, name, source, **marks):
    grade = {"grade_id": name, "schema_version": 3, "locked": False, **marks}
    new = v4.new_code_cell if kind == "code" else v4.new_markdown_cell
    return new(source, id=name, metadata={"nbgrader": grade})


def lesson():
    """Return a small lesson with three exercises, as it is released."""
    cells = [
        v4.new_markdown_cell("# A small lesson", id="title"),
        v4.new_code_cell("import math\nfrom hyperlib import checks", id="imports"),
        v4.new_code_cell(
            "raise RuntimeError('a demonstration ran')",
            id="demo",
            metadata={"tags": ["demonstration"]},
        ),
    ]
    for name, stub in STUBS.items():
        cells.append(v4.new_markdown_cell(f"## Exercise: {name}", id=f"text-{name}"))
        cells.append(marked("code", name, stub, solution=True, grade=False))
        check = {"solution": False, "grade": True, "points": POINTS[name], "locked": True}
        cells.append(marked("code", f"check_{name}", CHECKS[name], **check))
    return v4.new_notebook(cells=cells)


RELEASE = nbformat.writes(lesson())


def solved(answers=RIGHT):
    notebook = lesson()
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    return notebook


def own(source):
    return v4.new_code_cell(source)


def at(notebook, cell_id):
    return next(i for i, cell in enumerate(notebook.cells) if cell.id == cell_id)


def task(files, notes=(), **options):
    if isinstance(files, nbformat.NotebookNode):
        files = {NAME: json.dumps(files)}
    files = {n: raw.encode() if isinstance(raw, str) else raw for n, raw in files.items()}
    return Task("ada", LESSON, LESSON, files, RELEASE, HIDDEN, notes=tuple(notes), **options)


@pytest.fixture
def kernel(monkeypatch):
    """Grade in this process, without waiting."""
    monkeypatch.setattr(IPython, "get_ipython", lambda: None)
    monkeypatch.setattr(grading, "Kernel", PlainKernel)
    monkeypatch.setattr(grading, "SETTLE", 0)
    monkeypatch.setattr(grading, "fonts", dict)
    monkeypatch.setattr(PlainKernel, "started", 0)
    yield PlainKernel
    sys.modules.pop("hyperlib_kept", None)


class Result:
    """What a graded submission came to."""

    def __init__(self, graded):
        self.graded = graded
        self.notebook = nbformat.reads(graded.notebook, as_version=4)
        nbformat.validate(self.notebook)
        self.verdicts, self.points = {}, {}
        for cell in self.notebook.cells:
            record = cell.metadata.get("hyperlib", {}).get("verdicts")
            if record is not None:
                name = cell.metadata.nbgrader.grade_id.removeprefix("check_")
                self.verdicts[name] = [verdict["outcome"] for verdict in record]
                self.points[name] = sum(verdict["earned"] for verdict in record)
        self.notes = " | ".join(graded.notes)

    @property
    def total(self):
        return sum(self.points.values())


def graded(files, **options):
    return Result(grade(task(files, **options)))


# Honest submissions ---------------------------------------------------------------------------------


def test_a_right_submission_has_all_points_and_no_note(kernel):
    result = graded(solved())
    assert result.points == POINTS and result.notes == ""
    assert kernel.started == 1


def bare(notebook):
    """Drop all that nbgrader and ids say, as other programs do."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = nbformat.from_dict({}), f"c{number}"
    return notebook


ALL = "\n\n".join(RIGHT.values())
WAYS = {
    "magic": dict(RIGHT, kinds="%%time\n" + RIGHT["kinds"]),
    "shell": dict(RIGHT, kinds="!pip install torch\n" + RIGHT["kinds"]),
    "def inside if": dict(RIGHT, double="if True:\n    def double(x):\n        return 2 * x"),
    "import as": dict(RIGHT, double="from tests.stub_kernel import twice as double"),
    "annotation": dict(RIGHT, kinds="kinds: dict[str, str] = " + RIGHT["kinds"][8:]),
    "tuple": dict(RIGHT, double="helper, double = 1, lambda x: 2 * x"),
    "with": dict(
        RIGHT, double="from contextlib import *\nwith nullcontext(lambda x: 2 * x) as double: pass"
    ),
    "windows": {name: source.replace("\n", "\r\n") for name, source in RIGHT.items()},
}


@pytest.mark.parametrize("answers", WAYS.values(), ids=list(WAYS))
@pytest.mark.parametrize("change", [lambda n: n, bare], ids=["marked", "bare"])
def test_an_answer_is_found_by_what_it_defines(kernel, answers, change):
    assert graded(change(solved(answers))).points == POINTS


@pytest.mark.parametrize("place", ["front", "before its check", "end"])
@pytest.mark.parametrize("stubs", ["kept", "deleted", "all marks dropped"])
def test_all_answers_in_one_cell(kernel, place, stubs):
    notebook = lesson()
    if stubs == "deleted":
        notebook.cells = [cell for cell in notebook.cells if cell.id not in STUBS]
    where = {"front": 2, "before its check": at(notebook, "check_double"), "end": 99}[place]
    notebook.cells.insert(where, own(ALL))
    if stubs == "all marks dropped":
        bare(notebook)
    assert graded(notebook).points == POINTS


@pytest.mark.parametrize("place", [2, 99])
def test_an_answer_that_no_text_shows_is_judged_too(kernel, place):
    notebook = lesson()
    notebook.cells.insert(place, own(f"exec({ALL!r})"))
    assert graded(notebook).points == POINTS


@pytest.mark.parametrize(
    "change",
    [
        lambda source: source.replace("\n", "\r\n"),
        lambda source: source + "  ",
        lambda source: source.replace('"', "'"),
        lambda source: source.replace(", ", ",\n    ").replace("(", "(\n", 1).replace("}", ",}", 1),
    ],
    ids=["line ends", "blank", "quotes", "wrapped"],
)
def test_what_a_formatter_changes_is_no_change(kernel, change):
    notebook = solved()
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.id not in RIGHT:
            cell.source = change(cell.source)
    result = graded(notebook)
    assert result.points == POINTS and result.notes == ""
    assert not any(
        "a demonstration ran" in str(cell) for cell in result.notebook.cells if cell.get("outputs")
    )


def test_a_check_that_differs_is_said_to_differ_and_accuses_nobody(kernel):
    notebook = solved()
    notebook.cells[at(notebook, "check_double")].source = "print('passed')"
    result = graded(notebook)
    assert result.points == POINTS
    assert "check_double is not as it is released now; the released one was used" in result.notes
    assert "changed" not in result.notes  # perhaps it is the course's own correction


@pytest.mark.parametrize("change", [lambda n: n, bare], ids=["marked", "bare"])
def test_a_name_like_one_of_pythons_own_costs_nothing(kernel, change):
    notebook = solved(dict(RIGHT, double=STUBS["double"]))
    notebook.cells.insert(
        2, own(RIGHT["double"])
    )  # with the stub further down, which stands as released
    notebook.cells.insert(
        2, own("eval = exec = 0.93\nglobals = list = dict = sum = sys = json = 1")
    )
    assert graded(change(notebook)).points == POINTS


def test_a_demonstration_with_other_numbers_is_still_skipped(kernel):
    notebook = solved()
    demo = at(notebook, "demo")
    notebook.cells[demo].source += "  # edited"
    again = own("again = 1\nraise RuntimeError('an own cell ran')")
    again.metadata = notebook.cells[demo].metadata
    result = graded({NAME: json.dumps({**notebook, "cells": [*notebook.cells, again]})})
    assert result.points == POINTS
    shown = json.dumps([cell.get("outputs") for cell in result.notebook.cells])
    assert "a demonstration ran" not in shown
    assert "an own cell ran" in shown  # it defines a name, which an answer may need


def test_an_answer_in_the_cell_of_a_demonstration_counts(kernel):
    notebook = solved(dict(RIGHT, double=STUBS["double"]))
    notebook.cells[at(notebook, "demo")].source = RIGHT["double"]
    assert graded(notebook).points == POINTS


def merged_with_the_check_above(notebook):
    answer = notebook.cells.pop(at(notebook, "double"))
    notebook.cells[at(notebook, "check_kinds")].source += "\n\n" + answer.source


def written_over_the_check(notebook):
    notebook.cells[at(notebook, "check_double")].source = RIGHT["double"]
    notebook.cells[at(notebook, "double")].source = STUBS["double"]


def made_raw(notebook):
    for name in RIGHT:
        notebook.cells[at(notebook, name)].cell_type = "raw"


def made_a_block_of_code_in_a_text(notebook):
    cell = notebook.cells[at(notebook, "double")]
    cell.cell_type, cell.source = "markdown", f"```python\n{RIGHT['double']}\n```"


def made_a_text_with_a_block_of_code(notebook):
    cell = notebook.cells[at(notebook, "double")]
    cell.cell_type = "markdown"
    cell.source = f"My answer:\n\n```python\n{RIGHT['double']}\n```\n\nIt doubles."


def commented_out_and_written_below(notebook):
    cell = notebook.cells[at(notebook, "double")]
    notebook.cells.insert(at(notebook, "check_double"), own(cell.source))
    cell.source = "# " + cell.source.replace("\n", "\n# ")


def without_the_imports(notebook):
    notebook.cells[at(notebook, "double")].source = "def double(x):\n    return math.floor(2 * x)"
    del notebook.cells[at(notebook, "imports")]


def only_the_answers(notebook):
    without_the_imports(notebook)
    notebook.cells = [cell for cell in notebook.cells if cell.id in RIGHT]


def written_with_another_fence(notebook):
    for name, (begin, end) in zip(RIGHT, (("~~~", "~~~"), ("``` {python}", "```"), ("```py", ""))):
        cell = notebook.cells[at(notebook, name)]
        cell.cell_type, cell.source = "markdown", f"{begin}\n{RIGHT[name]}\n{end}"


def pasted_with_its_fence(notebook):
    notebook.cells[at(notebook, "double")].source = f"```python\n{RIGHT['double']}\n```"


def merged_by_git(notebook):
    sides = "<<<<<<< mine\n    return x + x\n=======\n    return 2 * x\n>>>>>>> theirs"
    notebook.cells[at(notebook, "double")].source = f"def double(x):\n{sides}"


def stashed_by_git(notebook):
    for name in RIGHT:
        cell = notebook.cells[at(notebook, name)]
        cell.source = f"<<<<<<< Updated upstream\n{STUBS[name]}\n=======\n{cell.source}\n>>>>>>> Stashed changes"


def what_is_called_stands_at_the_end(notebook):
    notebook.cells[
        at(notebook, "tally")
    ].source = "def tally(x):\n    return x + 1 if x == 1 else x + step()"
    notebook.cells[at(notebook, "double")].source = "def double(x):\n    return x * two"
    notebook.cells += [own("two = 2"), own("def step():\n    return 1")]


def the_imports_stand_at_the_end(notebook):
    notebook.cells[
        at(notebook, "double")
    ].source = "TWO = math.floor(2.5)\n\n\ndef double(x):\n    return TWO * x"
    notebook.cells.append(notebook.cells.pop(at(notebook, "imports")))


def with_packages_of_another_computer(notebook):
    notebook.cells[
        at(notebook, "imports")
    ].source = (
        "import google.colab\nfrom absent_package import plot\nimport math as m\nplot.start()"
    )
    notebook.cells[at(notebook, "double")].source = (
        "from google.colab import drive\ndrive.mount('/content')\n\n\n"
        "def double(x):\n    return m.floor(2 * x)"
    )


def names_used_again_at_the_end(notebook):
    notebook.cells.append(own("double = 5\ntally = kinds = checks = math = None"))
    notebook.cells.append(own("for double in range(3): pass"))


@pytest.mark.parametrize(
    ("change", "marks"),
    [
        (merged_with_the_check_above, "kept"),
        (merged_with_the_check_above, "dropped"),
        (written_over_the_check, "kept"),
        (made_raw, "kept"),
        (made_raw, "dropped"),
        (made_a_block_of_code_in_a_text, "kept"),
        (made_a_block_of_code_in_a_text, "dropped"),
        (made_a_text_with_a_block_of_code, "kept"),
        (commented_out_and_written_below, "kept"),
        (commented_out_and_written_below, "dropped"),
        (without_the_imports, "kept"),
        (without_the_imports, "dropped"),
        (only_the_answers, "kept"),
        (only_the_answers, "dropped"),
        (written_with_another_fence, "kept"),
        (pasted_with_its_fence, "kept"),
        (pasted_with_its_fence, "dropped"),
        (merged_by_git, "kept"),
        (merged_by_git, "dropped"),
        (stashed_by_git, "kept"),
        (stashed_by_git, "dropped"),
        (what_is_called_stands_at_the_end, "kept"),
        (what_is_called_stands_at_the_end, "dropped"),
        (the_imports_stand_at_the_end, "kept"),
        (with_packages_of_another_computer, "kept"),
        (with_packages_of_another_computer, "dropped"),
        (names_used_again_at_the_end, "kept"),
        (names_used_again_at_the_end, "dropped"),
    ],
)
def test_what_happens_to_cells_in_an_editor_costs_nothing(kernel, change, marks):
    notebook = solved()
    change(notebook)
    assert graded(notebook if marks == "kept" else bare(notebook)).points == POINTS


@pytest.mark.parametrize("upper", ["double", "stub"])
def test_of_a_conflict_the_side_with_more_answers_counts(kernel, upper):
    ours, theirs = (
        json.dumps(solved(dict(RIGHT, double=source)), indent=1).splitlines()
        for source in (RIGHT["double"], STUBS["double"])[:: 1 if upper == "double" else -1]
    )
    here = next(n for n, lines in enumerate(zip(ours, theirs, strict=True)) if len({*lines}) == 2)
    sides = ["<<<<<<< HEAD", ours[here], "=======", theirs[here], ">>>>>>> other"]
    result = graded({NAME: "\n".join([*ours[:here], *sides, *ours[here + 1 :]])})
    assert result.points == POINTS
    side = "upper" if upper == "double" else "lower"
    assert f"had marks of a merge conflict; the {side} side was taken" in result.notes


def test_a_name_that_is_nowhere_is_an_error(kernel):
    notebook = solved(dict(RIGHT, double="def double(x):\n    return x * nowhere"))
    notebook.cells.append(own("def never():\n    return elsewhere\n\n\nnever()"))
    result = graded(notebook)
    assert result.points == dict(POINTS, double=0)
    assert set(result.verdicts["double"]) == {"error"}


def test_a_cell_that_no_exercise_needs_does_not_run_again(kernel):
    notebook = solved()
    notebook.cells[2:2] = [own("count = 0"), own("count += 1\nnowhere")]
    notebook.cells.append(own("print(count)"))
    result = graded(notebook)
    assert result.points == POINTS and "ran again" not in result.notes


def test_what_stands_below_replaces_nothing_that_was_there(kernel):
    notebook = solved(dict(RIGHT, double="two = 2\ndef double(x):\n    return x * two + zero"))
    notebook.cells.append(own("zero, two = 0, 3"))
    assert graded(notebook).points == POINTS


@pytest.mark.parametrize("marks", ["kept", "dropped"])
def test_an_answer_in_code_counts_before_an_old_one_that_was_made_raw(kernel, marks):
    notebook = solved()
    notebook.cells.insert(at(notebook, "check_double"), v4.new_raw_cell("double = None"))
    assert graded(notebook if marks == "kept" else bare(notebook)).points == POINTS


def test_answers_behind_thousands_of_cells_are_found(kernel):
    notebook = solved()
    notebook.cells[1:1] = [v4.new_markdown_cell("-") for _ in range(2500)]
    result = graded({NAME: json.dumps(notebook)})
    assert result.points == POINTS
    assert "the first 2000 were read" in result.notes


@pytest.mark.parametrize(
    "ending", ["exit()", "quit()", "exit(0)", "import os\nif True:\n    exit ()"]
)
@pytest.mark.parametrize("place", [0, 2, "check_kinds", "check_double", 99])
def test_a_cell_that_ends_the_kernel_is_dropped(kernel, ending, place):
    notebook = solved()
    place = place if isinstance(place, int) else at(notebook, place) + 1
    notebook.cells.insert(place, own(ending))
    result = graded(notebook)
    assert result.points == POINTS
    assert "a cell was stopped: it ended the kernel" in result.notes


@pytest.mark.parametrize(
    "ending", ["exit()", "getattr(__builtins__, 'x', globals()['ex' + 'it'])()"]
)
def test_an_answer_that_ends_the_kernel_costs_its_own_exercise(kernel, ending):
    answers = dict(RIGHT, double=f"{RIGHT['double']}\n{ending}")
    result = graded(solved(answers))
    assert result.points == dict(POINTS, double=0)
    assert set(result.verdicts["double"]) == {"error"}


def test_the_cell_that_ends_the_kernel_later_is_dropped_and_no_other(kernel, monkeypatch):
    class Slow(PlainKernel):
        """End three cells after a cell that starts a timer."""

        left = None

        def run(self, source, **options):
            if self.left is not None and source != grading.NEEDED:
                self.left -= 1
            if self.left == 0:
                self.ending = True
            if "threading.Timer(" in source:
                self.left = 3
                return super().run("")
            return super().run(source, **options)

    monkeypatch.setattr(grading, "Kernel", Slow)
    notebook = solved(dict(RIGHT, tally="def tally(x):\n    return x + one"))
    notebook.cells.insert(2, own("import os, threading\nthreading.Timer(3, os._exit, [0]).start()"))
    notebook.cells.insert(3, own("one = 1"))
    result = graded(notebook)
    assert result.points == POINTS
    stopped = [
        cell.source for cell in result.notebook.cells if "Stopped" in str(cell.get("outputs"))
    ]
    assert len(stopped) == 1 and "threading.Timer(" in stopped[0]


@pytest.mark.parametrize("waits", ["asyncio.ensure_future(forever())", "get_ipython().x = None"])
def test_the_cell_after_which_nothing_runs_is_dropped_and_no_other(kernel, monkeypatch, waits):
    waited = []

    class Deaf(PlainKernel):
        """Answer the cell, and nothing after it."""

        deaf = False

        def run(self, source, **options):
            if self.deaf:
                waited.append(options["seconds"])
                return grading.Ran([], "time-out")
            self.deaf = waits in source
            return super().run("" if self.deaf else source, **options)

    monkeypatch.setattr(grading, "Kernel", Deaf)
    notebook = solved()
    notebook.cells.insert(2, own(waits))
    result = graded(notebook)
    assert result.points == POINTS
    assert "a cell was stopped: it left a kernel in which no other cell runs" in result.notes
    # That nothing runs is found sooner than an answer that never ends.
    assert waited and max(waited) < Limits().check_seconds


def test_a_call_that_only_pretends_to_be_done_costs_no_other_exercise(kernel, monkeypatch):
    class Pretending(PlainKernel):
        """Say that a check of `double` is done, without an answer, and do nothing else from then on."""

        busy = False

        def run(self, source, **options):
            if self.busy:
                return grading.Ran([], "time-out")
            self.busy = bool(re.search(r"publish[^)]*\bdouble\b", source[-400:]))
            return grading.Ran([]) if self.busy else super().run(source, **options)

    monkeypatch.setattr(grading, "Kernel", Pretending)
    assert graded(solved()).points == dict(POINTS, double=0)


def test_a_call_that_leaves_a_kernel_in_which_nothing_runs_costs_no_other_exercise(
    kernel, monkeypatch
):
    class Hooked(PlainKernel):
        """Fail at everything after a check has called `double`, as under an audit hook that it added."""

        hooked = False

        def run(self, source, **options):
            if self.hooked:
                return grading.Ran([v4.new_output("error", ename="RuntimeError", evalue="blocked")])
            self.hooked = bool(re.search(r"publish[^)]*\bdouble\b", source[-400:]))
            return super().run(source, **options)

    monkeypatch.setattr(grading, "Kernel", Hooked)
    result = graded(solved())
    assert result.points == POINTS and result.notes == ""


def test_a_cell_that_takes_what_checks_need_is_dropped_and_no_other(kernel, monkeypatch):
    class Silent(PlainKernel):
        """Run every cell after that one without a fault, and show nothing."""

        silent = False

        def run(self, source, **options):
            self.silent = self.silent or "display_pub = None" in source
            return grading.Ran([]) if self.silent else super().run(source, **options)

    monkeypatch.setattr(grading, "Kernel", Silent)
    notebook = solved()
    notebook.cells.insert(2, own("get_ipython().display_pub = None"))
    result = graded(notebook)
    assert result.points == POINTS
    assert "it left a kernel in which no other cell runs" in result.notes


def test_a_cell_after_which_every_cell_fails_is_dropped_and_no_other(kernel, monkeypatch):
    class Broken(PlainKernel):
        broken = False

        def run(self, source, **options):
            error = v4.new_output("error", ename="Error", evalue="the cell failed", traceback=[])
            if self.broken:
                return grading.Ran([error])
            self.broken = "run_cell = None" in source
            return super().run("" if self.broken else source, **options)

    monkeypatch.setattr(grading, "Kernel", Broken)
    notebook = solved()
    notebook.cells.insert(2, own("get_ipython().run_cell = None"))
    result = graded(notebook)
    assert result.points == POINTS
    assert "a cell was stopped: it left a kernel in which no other cell runs" in result.notes


def test_a_function_that_ends_the_kernel_costs_its_own_exercise(kernel):
    answers = dict(RIGHT, double="def double(x):\n    exit()\n    return 2 * x")
    result = graded(solved(answers))
    assert result.points["kinds"] == 2 and result.points["tally"] == 2


def test_a_helper_that_is_defined_again_later_does_not_reach_back(kernel):
    notebook = solved()
    notebook.cells.append(own("def step():\n    return 100"))
    assert graded(notebook).points == POINTS


@pytest.mark.parametrize("magic", ["%matplotlib widget", "%load_ext nb_black\n# mine\n", "%%heat"])
def test_a_magic_that_is_not_here_costs_nothing(kernel, monkeypatch, magic):
    class Without(PlainKernel):
        """Fail at every magic."""

        def run(self, source, **options):
            if "%" not in source:
                return super().run(source, **options)
            error = v4.new_output("error", ename="ModuleNotFoundError", traceback=["Traceback"])
            return grading.Ran([error])

    monkeypatch.setattr(grading, "Kernel", Without)
    result = graded(solved(dict(RIGHT, double=f"{magic}\n{RIGHT['double']}")))
    assert result.points == POINTS
    assert result.notes == "double failed, and ran again without its magics"


@pytest.mark.parametrize(
    "broken", ["def double(x:\n    return 2 * x", "def double(x)\n    return 2 * x", "  double = 3"]
)
@pytest.mark.parametrize("before", ["", "\n  \n", "%%time\n", "%matplotlib inline\n\n"])
def test_a_syntax_error_is_an_error_with_its_line(kernel, before, broken):
    notebook = solved(dict(RIGHT, double=before + broken))
    notebook.cells.insert(1, own(RIGHT["double"]))  # from before: not what the cell says
    result = graded(notebook)
    assert result.points == dict(POINTS, double=0)
    assert set(result.verdicts["double"]) == {"error"}
    assert f"at the line `{broken.splitlines()[0].strip()}`" in result.notes


def test_an_answer_mended_further_down_counts(kernel):
    notebook = solved(dict(RIGHT, double="def double(x:"))
    notebook.cells.append(own(RIGHT["double"]))
    assert graded(notebook).points == POINTS


def test_a_cell_that_failed_before_it_defined_anything_is_an_error(kernel):
    result = graded(solved(dict(RIGHT, double="1 / 0\n" + RIGHT["double"])))
    assert set(result.verdicts["double"]) == {"error"}
    assert "double: the cell ended with ZeroDivisionError" in result.notes


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("import my_helpers", "double failed (No module named 'my_helpers'; {}), and ran again"),
        ("open('no.csv')", "[Errno 2] No such file or directory: 'no.csv'; {}"),
        ("raise EOFError('no')", "the cell ended with EOFError: no"),
    ],
)
def test_a_file_of_the_students_that_is_not_there_is_told_with_what_to_do(kernel, line, told):
    advice = "what stands in a file of your own belongs into the answer cell"
    result = graded(solved(dict(RIGHT, double=f"{line}\n{RIGHT['double']}")))
    assert told.format(advice) in result.notes
    assert (advice in result.notes) == ("{}" in told)


def test_what_is_not_written_is_not_attempted(kernel):
    result = graded(lesson())
    assert {outcome for found in result.verdicts.values() for outcome in found} == {"not attempted"}
    assert result.notes == ""


# Which file -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        "99_small-Copy1.ipynb",
        "99_small (1).ipynb",
        "99_small.ipynb.txt",
        "99_small.ipynb.json",
        "mine/99_small.ipynb",
    ],
)
@pytest.mark.parametrize("beside", [True, False])
def test_the_notebook_that_was_written_into_is_graded(kernel, other, beside):
    files = {other: json.dumps(solved())} | ({NAME: RELEASE} if beside else {})
    result = graded(files)
    assert result.points == POINTS
    assert f"the notebook was called {other}" in result.notes


@pytest.mark.parametrize("other", ["99_small.json", "99_small.txt"])
def test_a_notebook_that_lost_its_ending_is_graded(kernel, other):
    assert graded({other: json.dumps(solved())}).points == POINTS


def taped(*names):
    """Return a tar with the right notebook under each of `names`."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tape:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(raw := json.dumps(solved()).encode())
            tape.addfile(info, io.BytesIO(raw))
    return file.getvalue()


def packed(*names):
    """Return a zip with the right notebook under each of `names`."""
    return zipped(*(part for name in names for part in (name, json.dumps(solved()))))


def zipped(*parts):
    """Return a zip of names, each followed by what is in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in zip(parts[::2], parts[1::2], strict=True):
            archive.writestr(name, raw)
    return file.getvalue()


@pytest.mark.parametrize(
    "files",
    [
        {NAME: packed(NAME)},
        {"99_small.zip": packed("mine/._99_small.ipynb", "mine/99_small.ipynb")},
        {NAME: gzip.compress(json.dumps(solved()).encode())},
        {f"{NAME}.bz2": bz2.compress(json.dumps(solved()).encode())},
        {"work.xz": lzma.compress(json.dumps(solved()).encode())},
        {"work.tgz": gzip.compress(taped("._x.ipynb", "mine/99_small.ipynb"))},
        {"work.zip": zipped("mine.tar", taped(NAME))},
        {NAME: base64.b64encode(json.dumps(solved()).encode())},
        {"work.txt": base64.encodebytes(gzip.compress(json.dumps(solved()).encode()))},
        {NAME: b"data:text/plain;base64," + base64.b64encode(json.dumps(solved()).encode())},
        {NAME: "data:application/json," + quote(json.dumps(solved()))},
        {f"{NAME}/{NAME}": json.dumps(solved())},
        {".ipynb_checkpoints/99_small-checkpoint.ipynb": json.dumps(solved())},
        {f"{NAME}.download": json.dumps(solved())},
        {f"{NAME}~": json.dumps(solved())},
        {"99_small": json.dumps(solved())},
        {f"{number:02}_other.ipynb": '{"cells": []}' for number in range(15)}
        | {"mine/99_small-final.ipynb": json.dumps(solved())},
        {"99_small-Copy1.ipynb": json.dumps(solved()), NAME: json.dumps(solved({"double": "a=1"}))},
    ],
    ids=str,
)
@pytest.mark.parametrize("beside", [True, False])
def test_the_notebook_is_found_whatever_a_program_made_of_it(kernel, files, beside):
    assert graded(({NAME: RELEASE} if beside else {}) | files).points == POINTS


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("99_small.py", "#!/usr/bin/env python\n# coding: utf-8\n" + ALL, "a script"),
        (
            "99_small.py",
            "# ---\n# jupyter:\n# ---\n\n# %% [markdown]\n# A\n\n# %%\n" + ALL,
            "a script",
        ),
        ("99_small.html", "<!DOCTYPE html>\n<html><body>x = 1</body></html>", "a web page"),
        ("99_small.pdf", b"%PDF-1.7\n\xff", "a PDF"),
        ("99_small.7z", b"7z\xbc\xaf\x27\x1c", "an archive in which no notebook can be read"),
        ("photo.jpg", b"\xff\xd8\xff\xe0", "a picture"),
        ("99_small.py", ALL, "a script"),
        ("work.txt", "#!/usr/bin/env python3\n" + ALL, "a script"),
        ("work.txt", "# Databricks notebook source\nx = 1\n\n# COMMAND ----------\n", "a script"),
        ("99_small.qmd", f"---\ntitle: x\n---\n\n```{{python}}\n{ALL}\n```\n", "a Markdown text"),
        ("work.docx", zipped("[Content_Types].xml", "", "word/d.xml", ""), "an office document"),
        ("work.zst", b"\x28\xb5\x2f\xfd", "an archive in which no notebook can be read"),
        ("w.url", "[InternetShortcut]\nURL=https://x.org", "a link to the file, not the file"),
        (
            "w.txt",
            "version https://git-lfs.github.com/spec/v1",
            "a pointer of Git LFS; try `git lfs pull`",
        ),
    ],
)
def test_what_cannot_be_graded_is_named_with_what_to_do(kernel, name, raw, kind):
    result = graded({name: raw, "timestamp.txt": "2026-11-20 11:49:33 UTC"})
    assert result.total == 0
    assert f"expected {NAME}; there was {name} ({kind}); save the notebook" in result.notes
    assert "choose File > Download, and hand in the file, which ends in .ipynb" in result.notes


@pytest.mark.parametrize("folder", ["", "lesson1/", "Lesson 1/mine/", ".ipynb_checkpoints/"])
def test_what_lies_beside_the_notebook_lies_beside_it_when_it_runs(kernel, monkeypatch, folder):
    put = []

    class Watched(PlainKernel):
        def __init__(self, limits, files, *others, **options):
            super().__init__()
            put.append(files)

    monkeypatch.setattr(grading, "Kernel", Watched)
    beside = folder.replace(".ipynb_checkpoints/", "")
    files = {f"{folder}{NAME}": json.dumps(solved()), "top.csv": "1"}
    files |= {f"{beside}helpers.py": "x = 1", f"{beside}data/words.txt": "word"}
    assert graded(files).points == POINTS
    assert put and all(f.keys() >= {"helpers.py", "data/words.txt", "top.csv"} for f in put)
    assert not any(NAME in f for f in put)


def test_a_checkpoint_counts_only_where_nothing_else_has_an_answer(kernel):
    kept = {".ipynb_checkpoints/99_small-checkpoint.ipynb": json.dumps(solved())}
    for beside in (RELEASE, ""):  # untouched; empty, as a full disk leaves it
        result = graded(kept | {NAME: beside})
        assert result.points == POINTS and "it is a copy that Jupyter keeps" in result.notes
    result = graded(kept | {NAME: json.dumps(solved({"double": RIGHT["double"]}))})
    assert result.points == {"kinds": 0, "double": 4, "tally": 0} and result.notes == ""


def test_what_was_handed_in_beside_an_empty_notebook_is_named(kernel):
    result = graded({NAME: RELEASE, "99_small.py": ALL})
    assert result.total == 0
    assert "no answer was found in 99_small.ipynb; beside it was 99_small.py" in result.notes


def test_an_archive_without_end_costs_its_own_submission(kernel):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.ipynb", b" " * (60 << 20))
    result = graded({"a.zip": file.getvalue(), "b.zip": b"PK\3\4", "c.gz": b"\x1f\x8b"})
    assert result.total == 0 and "the file is empty" in result.notes
    bombs = {"a.bz2": bz2.compress(b" " * (60 << 20)), "b.xz": lzma.compress(b" " * (60 << 20))}
    assert graded(bombs | {"c.tar": taped(NAME)[:600], "d.xz": b"\xfd7zXZ\0"}).total == 0


def test_an_archive_of_helpers_is_told(kernel):
    uses = dict(RIGHT, double="from zipped_helper import twice\ndouble = twice")
    archive = packed("zipped_helper.py")
    result = graded({NAME: json.dumps(solved(uses)), "helpers.zip": archive})
    assert result.total == sum(POINTS.values()) - POINTS["double"]
    told = "helpers.zip: not unpacked: what the notebook reads or imports must lie beside it"
    assert told in result.notes
    assert "not unpacked" not in graded({"work.zip": packed(NAME)}).notes


def test_one_archive_is_unpacked_to_one_limit(monkeypatch):
    monkeypatch.setattr(folder, "MAX_UNPACKED", 5000)
    inner = zipped("a.ipynb", b" " * 4000, "b.ipynb", b" " * 4000)
    found = folder.unpacked({"x.zip": zipped("1.zip", inner, "2.zip", inner)})
    assert sum(map(len, found.values())) < 6000


WRITTEN = json.dumps(solved())


@pytest.mark.parametrize(
    "raw",
    [
        WRITTEN.replace('"metadata": {}', '"metadata": {"a": %s}' % ("9" * 6000), 1).encode(),
        WRITTEN.replace('"id": "title"', f'"id": {"9" * 6000}').encode(),
        WRITTEN.replace('"metadata": {}', '"metadata": {"a": NaN, "b": -Infinity}', 1).encode(),
        WRITTEN.replace(
            '"metadata": {}', '"metadata": {"a": %s}' % ("[" * 5000 + "]" * 5000), 1
        ).encode(),
        WRITTEN.replace("\\n", "\n").encode(),
        WRITTEN.encode() + b"\0" * 4096,
        WRITTEN.encode("utf-16-le"),
        WRITTEN.encode("utf-32"),
        json.dumps({"type": "notebook", "content": solved()}).encode(),
        json.dumps([solved()]).encode(),
        json.dumps(WRITTEN).encode(),
        json.dumps(json.dumps(WRITTEN)).encode(),
        json.dumps({"type": "notebook", "content": WRITTEN}).encode(),
        json.dumps({**solved(), "content": "of no notebook"}).encode(),
        json.dumps(
            {**solved(), "cells": {str(n): c for n, c in enumerate(solved().cells)}}, sort_keys=True
        ).encode(),
        WRITTEN.replace('"cell_type"', "cell_type", 1).encode(),
        WRITTEN.replace('"metadata": {}', '"metadata": {},,', 1).encode(),
        json.dumps(
            {"cells": [{**c, "source": list(c["source"])} for c in solved().cells]}
        ).encode(),
        json.dumps(
            {
                "cells": [
                    {**c, "source": c["source"].split("\n")}
                    for c in solved(
                        {
                            "kinds": RIGHT["kinds"],
                            "double": RIGHT["double"],
                            "tally": "def tally(x):\n    return x + 1",
                        }
                    ).cells
                ]
            }
        ).encode(),
    ],
    ids=[
        "number of 6,000 digits",
        "such an id",
        "NaN",
        "nested",
        "line ends in texts",
        "zeros behind",
        "utf-16 without a mark",
        "utf-32",
        "as the server sends it",
        "in a list",
        "in a text",
        "in a text in a text",
        "in a text, as the server sends it",
        "another text beside the cells",
        "numbered cells",
        "a quote is missing",
        "a comma too much",
        "letters",
        "lines without ends",
    ],
)
def test_a_file_that_another_program_wrote_is_read(kernel, raw):
    assert graded({NAME: raw}).points == POINTS


MARKS = dict(RIGHT, double=RIGHT["double"] + "  # <b>é</b> &lt; 1 <2 & 3 &amp; =3D +AFw-")
TEXT = json.dumps(solved(MARKS), indent=1, ensure_ascii=False)
ESCAPED, VIEWED = html.escape(TEXT), html.escape(TEXT, quote=False)
UTF7 = "".join(
    c
    if c.isalnum() and c.isascii() or c in " ,:.\n-()/'"
    else f"+{base64.b64encode(c.encode('utf-16-be')).decode().rstrip('=')}-"
    for c in TEXT
)


def mailed(html_text="", attached="", **options):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ada <ada@example.org>", "My work"
    mail.set_content('The "cells" {are} below.')
    if html_text:
        mail.add_alternative(html_text, subtype="html", **options)
    if attached:
        mail.add_attachment(attached.encode(), "application", "octet-stream", filename="a.ipynb")
    return mail.as_bytes()


@pytest.mark.parametrize(
    "raw",
    [
        f"<html><head><meta name='x'></head><body><pre>{VIEWED}</pre><div></div></body></html>",
        f"<!DOCTYPE html><style>p {{x: y}}</style><p>{ESCAPED}</p>",
        f"<html><body><pre>{TEXT}</pre>",
        f"<p>{ESCAPED.replace(chr(10), '<br>&nbsp;').replace('&quot;cells', '<b>&quot;cells</b>')}",
        ESCAPED,
        ESCAPED.replace("&quot;", "&#34;"),
        b"bplist00\xd1_\x10\x0fWebMainResource" + f"<html><pre>{VIEWED}</pre>\0".encode(),
        mailed(attached=TEXT),
        mailed(attached=TEXT).replace(b"\n", b"\r\n"),
        b"From x Mon Nov 23\nReceived: by y\n" + mailed("<p>Hello</p>", TEXT),
        mailed(f"<html><pre>{VIEWED}</pre></html>", cte="quoted-printable"),
        quopri.encodestring(TEXT.encode()),
        TEXT.encode("utf-7"),
        UTF7,
    ],
    ids="viewed escaped raw tagged bare numbered safari mail dos mbox mht quoted utf-7 powershell".split(),
)
@pytest.mark.parametrize("name", [NAME, "work.html"])
def test_a_notebook_in_a_page_or_a_mail_is_read(kernel, name, raw):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    assert list(map(json.loads, folder.unpacked({name: raw}).values())) == [json.loads(TEXT)]
    assert graded({name: raw}).points == POINTS


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (mailed("<p>&quot;cells&quot;: {}</p>"), "a mail, or a page saved like one"),
        (f"<html>{ESCAPED[:-9]}", "a web page"),
    ],
)
def test_a_page_or_a_mail_without_a_whole_notebook_is_named(kernel, raw, kind):
    result = graded({"work.html": raw})
    assert result.total == 0 and kind in result.notes


@pytest.mark.parametrize("text", ["x =\n1\n# =====\ny = 0x3D", "=3D", "a = '&lt;' + \"+AFw-\""])
def test_a_notebook_as_it_is_is_not_decoded(text):
    raw = json.dumps(solved(dict(RIGHT, double=text))).replace("\\n", "\n").encode()
    assert folder.unpacked({NAME: raw}) == {NAME: raw}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("<head>\n<html>" + "x" * 100, "it is not JSON; it begins with <head> <html>xxx"),
        ("<!DOCTYPE html>\n<title>Sign in</title>", "it is a web page"),
        (r"{\rtf1\ansi x = 1}", "it is an office document"),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:4d", "a pointer of Git LFS"),
        (b"Rar!\x1a\x07", "it is an archive in which no notebook can be read"),
    ],
)
def test_what_is_no_notebook_is_told_by_what_it_is_or_how_it_begins(kernel, raw, told):
    result = graded({NAME: raw})
    assert result.total == 0 and told in result.notes


@pytest.mark.parametrize(
    ("name", "told"),
    [("d\u043euble", "'d\\u043euble'"), ("Double", "Double"), ("doubled", "doubled")],
)
def test_an_answer_of_another_name_is_told_so(kernel, name, told):
    result = graded(solved(dict(RIGHT, double=RIGHT["double"].replace("double", name))))
    assert result.points == dict(POINTS, double=0)
    assert result.notes == f"double: nothing has this name; its cell defines {told}"


def test_the_notebook_of_another_lesson_is_told_as_such(kernel):
    other = v4.new_notebook(cells=[v4.new_markdown_cell("\n# Another one\n\ntext"), own("x = 1")])
    other.cells.append(own("y = 1\nraise RuntimeError('a demonstration ran')"))
    other.cells[-1].metadata = nbformat.from_dict({"tags": ["demonstration"]})
    told = "no exercise of this lesson is in the notebook; it begins with '# Another one', "
    told += "this lesson with '# A small lesson'"
    result = graded(other)
    assert told in result.notes and result.total == 0
    assert "RuntimeError" not in json.dumps([cell.get("outputs") for cell in result.notebook.cells])
    assert "no exercise of this lesson" in graded(v4.new_notebook(cells=[own("")])).notes
    assert "no exercise of this lesson" not in graded(bare(solved())).notes


def test_a_mark_of_its_encoding_before_a_cell_costs_nothing(kernel):
    notebook = solved()
    for cell in notebook.cells:
        cell.source = "\ufeff" + cell.source
    result = graded(notebook)
    assert result.points == POINTS and result.notes == ""


def test_the_notebook_of_the_right_name_wins_where_both_have_answers(kernel):
    files = {
        NAME: json.dumps(solved()),
        "99_small-Copy1.ipynb": json.dumps(solved({"double": "double = 3"})),
    }
    result = graded(files)
    assert result.points == POINTS
    assert "beside it was 99_small-Copy1.ipynb" in result.notes


def test_the_other_notebooks_of_an_assignment_are_not_taken_for_this_one(kernel):
    result = graded({"second.ipynb": json.dumps(solved())}, others=("second.ipynb",))
    assert result.total == 0 and "no notebook was handed in" in result.notes


def test_the_notebook_is_read_first_whatever_lies_beside_it(tmp_path):
    for number in range(150):
        (tmp_path / f"{number:04}.png").write_bytes(b"")
    for number in range(4):
        (tmp_path / f"00{number}.bin").write_bytes(b"0" * 700_000)
    (tmp_path / NAME).write_text(RELEASE, encoding="utf-8")
    files, notes = read_submission(tmp_path, Limits(file_mb=1), [NAME])
    assert next(iter(files)) == NAME
    assert any("more than 100 files" in note for note in notes)
    assert any("larger than the limit" in note for note in notes)


def test_the_notebook_is_found_behind_more_files_than_are_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "MAX_SEEN", 200)
    for number in range(300):
        (tmp_path / f"{number:04}.txt").write_bytes(b"")
    (tmp_path / NAME).write_text(RELEASE, encoding="utf-8")
    files, notes = read_submission(tmp_path, Limits(), [NAME])
    assert NAME in files and "there were more than 200 files; the rest was left out" in notes


def test_a_folder_that_cannot_be_read_is_told_as_such(tmp_path):
    files, notes = read_submission(tmp_path / "gone", Limits(), [NAME])
    assert files == {} and notes == (
        "the folder of this submission cannot be read; it was left out",
    )


@pytest.mark.parametrize(
    ("call", "what"), [("open", f"file {NAME}"), ("scandir", "folder of this")]
)
def test_what_the_grader_has_no_right_to_read_is_no_fault(
    kernel, tmp_path, monkeypatch, call, what
):
    def refuse(path, *more):
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / NAME).write_text(json.dumps(solved()))
    with monkeypatch.context() as patched:  # root may read everything
        patched.setattr(folder.os, call, refuse)
        files, notes = read_submission(tmp_path, Limits(), [NAME])
    assert files == {}
    [told, end] = graded({}, notes=notes).graded.notes
    assert what in told and told.endswith(folder.NO_RIGHT)
    assert end == "no notebook could be read"


def test_what_systems_leave_behind_is_not_read(tmp_path):
    for name in ("._99_small.ipynb", ".DS_Store", "desktop.ini", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"\0")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / NAME).write_bytes(b"\0")
    assert read_submission(tmp_path, Limits()) == ({}, ())


def test_folders_inside_folders_have_an_end(tmp_path):
    (tmp_path / NAME).write_text(RELEASE, encoding="utf-8")
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(1500):
            os.mkdir("d", dir_fd=here)
            inside = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inside
    finally:
        os.close(here)
    files, notes = read_submission(tmp_path, Limits(), [NAME])
    assert list(files) == [NAME] and notes == ("folders more than 20 deep were left out",)
    os.system(f"rm -rf {tmp_path}/d")  # shutil's own removal is recursive


@pytest.mark.parametrize(
    "raw",
    [
        b"20261120114933123",
        b"started 10:00, finished 11:00",
        b"03.04.2026 10:00",
        b"20. November 2026 um 11:49",
        "früh am 20. März".encode("latin-1"),
        b"\x00\xff\xfe",
        b"",
        b"0" * 10_000,
        b"10:00",
        b"9999-99-99",
        b"2026-11-20\n2026-11-21",
        b"2026\x00-11-20",
        b"2026-11-20 11:49:33 XYZ",
        b"Nov 20 2026 11:49 PST",
    ],
)
def test_a_timestamp_that_is_not_certain_is_a_note(tmp_path, raw):
    (tmp_path / "timestamp.txt").write_bytes(raw)
    files, notes = read_submission(tmp_path, Limits())
    assert files == {}
    assert "when it was handed in is not known" in notes[0]


@pytest.mark.parametrize(
    "raw",
    [
        b"2026-11-20 11:49:33.123456 UTC",
        b"2026-11-20",
        b"2026-11-20T11:49:33+01:00",
        b"Nov 20 2026 11:49",
        b"2026-11-20 11:49:33 EST\n",
    ],
)
def test_a_certain_timestamp_is_kept(raw):
    assert is_date(raw)


def test_a_folder_called_timestamp_or_page_is_left_out(tmp_path):
    (tmp_path / "timestamp.txt").mkdir()
    for name in (f"{LESSON}.html", NAME):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.csv").write_text("1", encoding="utf-8")
    files, notes = read_submission(tmp_path, Limits())
    assert files == {}
    assert sum("called like a notebook or a page" in note for note in notes) == 2


@pytest.mark.parametrize(
    "name",
    [
        "plot.html",
        "a/PLOT.HTM",
        "x.svg",
        "x.js",
        "x.xhtml",
        "x.xml",
        "x.mht",
        "page",
        "x.html.",
        "x.css",
    ],
)
def test_a_page_lies_as_text_beside_the_graded_notebook(name):
    assert kept_name(name) == f"{name}.txt"


@pytest.mark.parametrize("name", ["loss.png", "data/x.csv", "helper.py", "timestamp.txt"])
def test_data_and_pictures_keep_their_names(name):
    assert kept_name(name) == name


def test_names_that_reach_a_terminal_have_no_commands_in_them():
    assert "\x1b" not in kept_name("\x1b[2Jx.csv") and "\udcff" not in kept_name("\udcff.csv")
    assert digest({"\ud800": b""}) != digest({})


# Hostile ones ---------------------------------------------------------------------------------------


def test_text_that_no_file_can_hold_is_made_valid(kernel):
    answers = dict(RIGHT, double="def double(x):\n    raise ValueError('\\ud800\\x00\\x1b[2J')")
    notebook = solved(answers)
    notebook.cells.append(own("print('\\udfff')\nraise ValueError('\\ud800')"))
    notebook.cells.append(own("'\ud800'"))
    result = graded(notebook)
    assert result.points == dict(POINTS, double=0)
    result.graded.notebook.encode("utf-8")


VALUES = [
    {"$": "array", "kind": "numpy", "dtype": "(", "shape": [1], "data": [1]},
    {"$": "array", "kind": "numpy", "dtype": "float64,(", "shape": [1], "data": [1]},
    {"$": "array", "kind": "numpy", "dtype": "float64", "shape": [10_000_000, 0], "data": []},
    {"$": "array", "kind": "numpy", "dtype": "float64", "shape": [10**9, 10**9, 0], "data": []},
    {"$": "array", "kind": "numpy", "dtype": "int8", "shape": [1], "data": [400]},
    {"$": "array", "kind": "numpy", "dtype": "float64", "shape": [-1], "data": [1]},
    {"$": "array", "kind": "numpy", "dtype": "float64", "shape": 3, "data": None},
    {"$": "array", "dtype": ["float64"], "shape": [1], "data": [[1]], "kind": {}},
    {"$": "dict", "items": [[1]]},
    {"$": "dict", "items": [[{"$": "dict", "items": []}, 1]]},
    {"$": "set", "items": [[[1]], [{"$": "set", "items": []}]]},
    {"$": {"a": 1}},
    {"$": "other", "type": "x" * 3_000_000},
    {"$": "other"},
    [10**400],
    "\ud800" * 1000,
    "x" * 3_000_000,
    float("nan"),
]


@pytest.mark.parametrize("value", VALUES, ids=[str(v)[:40] for v in VALUES])
def test_a_value_of_any_form_costs_its_own_exercise(kernel, monkeypatch, value):
    seen = {"status": "value", "value": value, "mutated": False}
    run = PlainKernel.run

    def forged(self, source, **options):
        ran = run(self, source, **options)
        if "hyperlib_plain" in source and re.search(r"publish[^)]*\bdouble\b", source[-400:]):
            ran.outputs[:] = [observations(*[seen] * 2)]
        return ran

    monkeypatch.setattr(PlainKernel, "run", forged)
    result = graded(solved())
    assert result.points == dict(POINTS, double=0)
    assert len(result.graded.notebook) < 100_000


def test_a_class_name_without_end_is_cut(kernel):
    answers = dict(
        RIGHT, double="def double(x):\n    raise type('A' * 3_000_000, (Exception,), {})('x')"
    )
    result = graded(solved(answers))
    assert result.points == dict(POINTS, double=0)
    assert len(result.graded.notebook) < 100_000


def test_notes_have_an_end(kernel):
    result = graded(solved(), notes=[f"the folder {n}.html was left out" for n in range(15_000)])
    assert result.points == POINTS
    assert result.graded.notes[100:] == ("14900 further notes were left out",)


def test_outputs_of_all_cells_share_one_budget(kernel, monkeypatch):
    def much(self, source, **options):
        ran = PlainKernel.run(self, source, **options)
        if source.startswith("# much"):
            ran.outputs.append(v4.new_output("stream", text="x" * 1_900_000))
        return ran

    class Much(PlainKernel):
        run = much

    monkeypatch.setattr(grading, "Kernel", Much)
    notebook = solved()
    notebook.cells += [own(f"# much {number}") for number in range(60)]
    result = graded(notebook)
    assert result.points == POINTS
    assert len(result.graded.notebook) < 9_000_000
    assert "Further outputs were left out" in result.graded.notebook


def test_hidden_inputs_reach_nothing_that_is_shown(kernel):
    answers = dict(
        RIGHT,
        double="SEEN = []\ndef double(x):\n    SEEN.append(x)\n    return 2 * x",
        tally="def tally(x):\n    if x > 50:\n        raise ValueError(f'{SEEN}')\n    return SEEN",
    )
    notebook = solved(answers)
    notebook.cells.append(own("print('inputs', SEEN)\nraise ValueError(str(SEEN))"))
    result = graded(notebook)
    assert "[2, 0]" in result.graded.notebook  # what the visible check asked for
    shown = json.dumps([cell.get("outputs") for cell in result.notebook.cells])
    assert not set(range(100, 1000)) & {int(n) for n in re.findall(r"\b\d{3}\b", shown)}


def test_a_submission_that_breaks_the_grader_is_alone_with_it(kernel, monkeypatch):
    def broken(*_):
        raise KeyError("a fault of the grader")

    monkeypatch.setattr(grading, "harmless_outputs", broken)
    result = graded(solved())
    assert result.total == 0
    assert "grading this submission failed with KeyError" in result.notes


def test_pasted_pictures_are_kept_and_other_attachments_are_not(kernel):
    notebook = solved()
    pixel = base64.b64encode(b"\x89PNG").decode()
    text = "![a](attachment:image (1).png) ![b](attachment:gone.png) ![c](attachment:x.svg)"
    picture = v4.new_markdown_cell(text)
    picture.attachments = {
        "image (1).png": {"image/png": pixel},
        "x.svg": {"image/svg+xml": "PHN2Zz4="},
    }
    notebook.cells.insert(1, picture)
    result = graded(notebook)
    [kept] = [cell for cell in result.notebook.cells if cell.get("attachments")]
    assert kept.attachments == {"picture-1.png": {"image/png": pixel}}
    assert "attachment:picture-1.png" in kept.source and "gone.png" not in kept.source
    from nbconvert import HTMLExporter

    page, _ = HTMLExporter().from_notebook_node(result.notebook)
    assert f"data:image/png;base64,{pixel}" in page


def test_names_of_files_are_shown_and_not_rendered(kernel):
    result = graded({"[x](javascript:window.pwned=1).ipynb": json.dumps(solved())})
    from nbconvert.filters import markdown2html

    page = markdown2html(result.notebook.cells[0].source)
    assert "About this submission" in page and "<a" not in page and "[x](javascript:" in page
    assert result.points == POINTS


def test_a_file_of_many_small_parts_is_not_read(kernel):
    result = graded({NAME: '{"cells": [' + "[]," * 4_000_000 + "[]]}"})
    assert result.total == 0 and "too many parts" in result.notes


# Any folder -----------------------------------------------------------------------------------------


def random_folder(rng, folder):
    """Write a submission of any kind into `folder`; return the files that a system could not hold."""
    names = [
        NAME,
        "99_small-Copy1.ipynb",
        "99_small (1).ipynb",
        "99_small.ipynb.txt",
        "é\u200b.ipynb",
        "._x.ipynb",
    ]
    side = [
        "timestamp.txt",
        "plot.html",
        "a.svg",
        "helper.ipynb",
        "x" * 200 + ".csv",
        "-rf",
        "a\nb.txt",
        "\x1b[2J.py",
        "torch.py",
        "CON",
        " ",
        "ipykernel_launcher.py",
        "n\udcff.csv",
        "=cmd().csv",
    ]
    for _ in range(rng.randint(0, 3)):
        write(folder / rng.choice(names), raw_notebook(rng), rng)
    for _ in range(rng.randint(0, 5)):
        place = folder
        for _ in range(rng.choice([0, 0, 1, 3, 30])):
            place /= rng.choice(["d", "e.html", "f.ipynb", "é", ".ipynb_checkpoints"])
        size = rng.choice([0, 3, 1000, 70_000])
        raw = rng.choice(
            [rng.randbytes(size), b"[" * size, "ü".encode("latin-1") * size, raw_notebook(rng)]
        )
        write(place / rng.choice(side + names), raw, rng)
    if rng.random() < 0.2:
        write(folder / "link.csv", None, rng)


def write(path, raw, rng):
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        kind = rng.random()
        if path.is_symlink() or path.exists():
            return  # writing into a pipe would wait for its reader
        if raw is None or kind < 0.03:
            path.symlink_to(rng.choice(["/etc/passwd", "..", "nowhere", path.name]))
        elif kind < 0.05:
            os.mkfifo(path)
        elif kind < 0.08:
            path.mkdir()
        else:
            path.write_bytes(raw)
    except (OSError, ValueError):
        pass  # this system does not hold such a name, and none hands it in


def raw_notebook(rng):
    """Return a notebook, right or damaged in any way, as bytes."""
    notebook = json.loads(json.dumps(rng.choice([lesson, solved])()))
    cells = notebook["cells"]
    texts = [
        "\ud800",
        "\0",
        "<script>1</script>",
        "[a](javascript\\:x)",
        "exit()",
        "while",
        "(" * 3000,
        "x = '" * 500,
        ALL,
        "%%time\n" + ALL,
        "\r\n",
        "",
        "é" * 50,
        "import " + "a." * 3000,
        "\u202e",
    ]
    for _ in range(rng.randint(0, 6)):
        i = rng.randrange(len(cells)) if cells else 0
        action = rng.randrange(9)
        if action == 0 or not cells:
            cells.insert(
                i,
                {
                    "cell_type": rng.choice(["code", "markdown", "raw", 7]),
                    "source": rng.choice(texts),
                },
            )
        elif action == 1:
            del cells[i]
        elif action == 2:
            cells.insert(rng.randrange(len(cells)), json.loads(json.dumps(cells[i])))
        elif action == 3:
            cells[i] = rng.choice([None, 3, [], {}, "x", {"cell_type": "code", "source": [1, "a"]}])
        elif isinstance(cells[i], dict):
            cells[i][
                rng.choice(["source", "metadata", "id", "attachments", "outputs", "cell_type"])
            ] = rng.choice(
                [
                    *texts,
                    None,
                    3,
                    {},
                    [],
                    {"nbgrader": {"grade_id": "double"}},
                    {"a.png": {"image/png": "AAAA"}},
                    [[]],
                ]
            )
    text = json.dumps(notebook)
    raw = text.encode(
        rng.choice(["utf-8", "utf-8", "utf-8", "utf-16", "utf-8-sig", "utf-32", "latin-1", "cp037"])
    )
    if rng.random() < 0.2:
        raw = raw[: rng.randrange(len(raw) + 1)]
    if rng.random() < 0.1:
        raw = rng.choice(
            [
                b"",
                b"[" * 50_000,
                b'{"cells":' * 2000,
                b"null",
                b"<<<<<<< a\n" + raw + b"\n=======\n>>>>>>> b",
            ]
        )
    return raw


def forged_outputs(rng):
    """Return what no honest kernel says, in nbformat's form and in any other."""

    def value(depth=0):
        kinds = [
            None,
            True,
            3,
            -1.5,
            float("nan"),
            10**400,
            "x",
            "\ud800",
            "a" * 5000,
            [],
            {},
            *VALUES,
        ]
        if depth < 3 and rng.random() < 0.5:
            parts = [value(depth + 1) for _ in range(rng.randint(0, 3))]
            return rng.choice(
                [parts, {"$": rng.choice(["dict", "set", "array", "other", "x"]), "items": parts}]
            )
        return rng.choice(kinds)

    def seen():
        status = rng.choice(["value", "error", "missing", "unwritten", "pass", 3, None])
        extra = {
            "value": value(),
            "types": value(),
            "message": value(),
            "line": value(),
            "mutated": value(),
        }
        return {"status": status, **{k: v for k, v in extra.items() if rng.random() < 0.8}}

    outputs = []
    for _ in range(rng.randint(0, 3)):
        outputs.append(
            rng.choice(
                [
                    lambda: observations(*[seen() for _ in range(rng.randint(0, 3))]),
                    lambda: v4.new_output(
                        "stream", text=rng.choice(["x", "\ud800", "\x1b[2J", "y" * 9000])
                    ),
                    lambda: v4.new_output(
                        "display_data", data={"text/plain": "\udfff", "image/png": "AAAA"}
                    ),
                    lambda: v4.new_output(
                        "error", ename="\ud800", evalue="x" * 9000, traceback=["\0"]
                    ),
                    lambda: nbformat.from_dict({"output_type": "display_data", "data": value()}),
                    lambda: nbformat.from_dict({"output_type": value()}),
                    lambda: nbformat.from_dict(
                        {"output_type": "error", "ename": value(), "traceback": value()}
                    ),
                ]
            )()
        )
    return outputs


def grade_random_folder(seed):
    """Grade one random folder and return its score; raise where anything was not as it must be."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "handed in"
        folder.mkdir()
        random_folder(rng, folder)
        files, notes = read_submission(folder, Limits(file_mb=1, notebook_mb=2), [NAME])
    ForgingKernel.rng = rng
    ForgingKernel.forge = staticmethod(forged_outputs)
    grading.Kernel = rng.choice([ForgingKernel, PlainKernel])
    result = Result(grade(Task.from_json(task(files, notes).to_json())))
    assert result.points.keys() == POINTS.keys(), "a check has no verdict"
    assert all(0 <= result.points[name] <= POINTS[name] for name in POINTS)
    assert result.graded.digest == digest(files)
    result.graded.to_json().encode("utf-8")
    result.graded.notebook.encode("utf-8")
    assert "\x1b" not in result.notes
    if result.total < sum(POINTS.values()) and not files:
        assert result.notes
    return result.total


def test_any_folder_is_graded(kernel):
    count = int(os.environ.get("HYPERLIB_FUZZ", "60"))
    totals = [grade_random_folder(seed) for seed in range(count)]
    assert {0, sum(POINTS.values())} <= set(totals)  # both kinds were among them


def main(count):
    patch = pytest.MonkeyPatch()
    patch.setattr(grading, "SETTLE", 0)
    patch.setattr(grading, "fonts", dict)
    totals = {}
    for seed in range(count):
        try:
            total = grade_random_folder(seed)
        except Exception as problem:
            print(f"seed {seed}: {type(problem).__name__}: {str(problem)[:200]}", flush=True)
            total = "fault"
        totals[total] = totals.get(total, 0) + 1
    print({key: totals[key] for key in sorted(totals, key=str)})


if __name__ == "__main__":
    main(int(sys.argv[1]))
