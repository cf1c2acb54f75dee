"""Read from the notebooks of a folder how far a learner is."""

from __future__ import annotations

import contextlib
import json
import os
import re
from pathlib import Path
from textwrap import wrap
from typing import Any, NamedTuple

from hyperlib.arguments import check_kind
from hyperlib.checks import many, percent
from hyperlib.widgets.kept import FILE, guesses, notebook_folder
from hyperlib.widgets.predictions import WIDTH

LESSON = re.compile(r"\d\d[a-z]?_\w+")
# The first line of what a check shows, as `hyperlib.checks.Report` writes it.
HEADLINE = re.compile(r"^\w+: (\d+) of (\d+) checks? passed(?: \(([\d.]+) of)?", re.M)
ODD = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


class Lesson(NamedTuple):
    """Record what one saved notebook says."""

    name: str
    exercises: int = 0  # number of checks
    passed: int = 0  # checks of which every visible case passed
    earned: float = 0  # points of the visible cases that passed
    worth: float = 0  # points of all cases, the hidden ones of grading too
    guesses: int = 0  # predictions that were made
    right: int = 0  # those that were right before the result was shown
    best: float | None = None  # highest validation accuracy of the lab's runs, 0 to 1
    odd: str = ""  # what could not be read

    @property
    def done(self) -> bool:
        """Return whether the checks of all exercises passed."""
        return 0 < self.exercises == self.passed


class Progress(NamedTuple):
    """What each lesson's notebook says; prints in lines that fit a narrow window."""

    lessons: tuple[Lesson, ...]

    def __repr__(self) -> str:
        if not self.lessons:
            return "No lesson of the course lies\nin the folder of this notebook."
        lines = []
        for it in self.lessons:
            passed = f"{it.passed} of {many(it.exercises, 'exercise')}"
            earned = f"{it.earned:g} of {many(it.worth, 'point')}"
            tried = [f"{it.right} of {many(it.guesses, 'prediction')} right"] * bool(it.guesses)
            tried += [] if it.best is None else [f"best run {percent(it.best)}"]
            lines.append(it.name + ": done" * it.done)
            for text in (it.odd or f"{passed}, {earned}", ", ".join(tried)):
                lines += wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")
        left = [it.name for it in self.lessons if not it.done]
        end = [f"{len(self.lessons) - len(left)} of {many(len(self.lessons), 'lesson')} done"]
        end += [f"next: {left[0]}"] if left else []
        return "\n".join([*lines, "", "Grading adds the points of hidden checks.", *end])


def progress(folder: str | os.PathLike | None = None) -> Progress:
    """Return how far a learner is, lesson by lesson: exercises, points, predictions, best run of the lab.

    Parameters
    ----------
    folder : path, optional
        Where the lessons lie, each in a folder of its own name or directly; there predictions and runs are
        not told apart and left out.  Default: where the folder of this notebook lies.

    Returns
    -------
    Progress
        As the notebooks were last saved.  One that cannot be read has a line that says why.
        Empty where this notebook lies beside no lesson, as a single one on Colab does.

    Raises
    ------
    TypeError, ValueError
        If `folder` is not a path, or holds no lesson.
    """
    given = folder is not None
    if folder is None:
        here = notebook_folder()
        folder = here.parent if LESSON.fullmatch(here.name) else here
    check_kind("folder", folder, (str, os.PathLike), "a path", "'work'")
    found = {path.stem: path for path in Path(folder).glob("*.ipynb")}
    found |= {p.stem: p for p in Path(folder).glob("*/*.ipynb") if p.parent.name == p.stem}
    lessons = [found[name] for name in sorted(found) if LESSON.fullmatch(name)]
    if not lessons and given:
        raise ValueError(f"folder must hold lessons, got none in {folder}; try 'work'")
    return Progress(tuple(map(_lesson, lessons)))


def _lesson(path: Path) -> Lesson:
    lesson = Lesson(path.stem)
    try:
        if path.parent.name == path.stem:
            made = guesses(path.parent)
            best = max(map(_best, (path.parent / FILE).parent.glob("lab_*.jsonl")), default=None)
            lesson = lesson._replace(guesses=made.made, right=made.right, best=best or None)
        cells = json.loads(path.read_bytes())["cells"]
        marks = [(cell, cell["metadata"].get("nbgrader", {})) for cell in cells]
        # An answer that a person grades has no check that could be passed.
        checks = [cell for cell, mark in marks if mark.get("grade") and not mark.get("solution")]
        heads = [head for cell in checks if (head := HEADLINE.search(_output(cell)))]
        worth = sum(float(cell["metadata"]["nbgrader"]["points"]) for cell in checks)
        earned, passed = sum(float(h[3] or 0) for h in heads), sum(h[1] == h[2] for h in heads)
        return lesson._replace(exercises=len(checks), passed=passed, earned=earned, worth=worth)
    except ODD as error:
        told = f"{type(error).__name__}: {error}".replace("\n", " ")[:80]
        return lesson._replace(odd=f"cannot be read ({told})")


def _output(cell: dict[str, Any]) -> str:
    """Return the texts of a cell's outputs: what an answer prints or warns of stands before the report."""
    every = cell.get("outputs") or []
    texts = (o.get("text") or o.get("data", {}).get("text/plain", "") for o in every)
    return "\n".join(map("".join, texts))


def _best(log: Path) -> float:
    """Return the highest accuracy of a lab's runs, 0 without any; lines that hold no run are left out."""
    best = 0.0
    for line in log.read_bytes().splitlines():
        with contextlib.suppress(*ODD):
            run = json.loads(line)
            if run["ended"] and best < (score := float(run["val_accuracy"])) <= 1:
                best = score
    return best
