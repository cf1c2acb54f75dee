"""Read from the notebooks of a folder how far a learner is."""

from __future__ import annotations

import contextlib
import json
import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from hyperlib.arguments import shown
from hyperlib.widgets.kept import FILE, guesses, notebook_folder

LESSON = re.compile(r"\d\d[a-z]?_\w+")
# The first line of what a check shows, as `hyperlib.checks.Report` writes it.
HEADLINE = re.compile(r"\w+: (\d+) of (\d+) checks passed(?: \(([\d.]+) of)?")
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
    """Hold what each lesson's notebook says; prints as a table."""

    lessons: tuple[Lesson, ...]

    def __repr__(self) -> str:
        if not self.lessons:
            return "No lesson of the course lies in the folder of this notebook."
        rows = [("lesson", "exercises", "points", "predictions", "best run", "")]
        for it in self.lessons:
            counts = f"{it.passed} of {it.exercises}", f"{it.earned:g} of {it.worth:g}"
            predicted = f"{it.right} of {it.guesses} right" if it.guesses else "-"
            best = "-" if it.best is None else f"{100 * it.best:.1f} %"
            rows.append((it.name, *counts, predicted, best, it.odd or "done" * it.done))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
        left = [it.name for it in self.lessons if not it.done]
        end = f"{len(rows) - 1 - len(left)} of {len(rows) - 1} lessons done"
        end += f"; next: {left[0]}" if left else ""
        return "\n".join([*lines, "", "Grading adds the points of hidden checks.", end])


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
        As the notebooks were last saved.  One that cannot be read has a row that says why.

        Empty where this notebook lies beside no lesson, as a single one on Colab does.

    Raises
    ------
    TypeError, ValueError
        If `folder` is no path, or holds no lesson.
    """
    given = folder is not None
    if folder is None:
        here = notebook_folder()
        folder = here.parent if LESSON.fullmatch(here.name) else here
    elif not isinstance(folder, (str, os.PathLike)):
        raise TypeError(f"folder must be a path, got {shown(folder)}; try 'work'")
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
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        marks = [(cell, cell["metadata"].get("nbgrader", {})) for cell in cells]
        # An answer that a person grades has no check that could be passed.
        checks = [cell for cell, mark in marks if mark.get("grade") and not mark.get("solution")]
        heads = [head for cell in checks if (head := HEADLINE.match(_output(cell)))]
        worth = sum(float(cell["metadata"]["nbgrader"]["points"]) for cell in checks)
        earned, passed = sum(float(h[3] or 0) for h in heads), sum(h[1] == h[2] for h in heads)
        return lesson._replace(exercises=len(checks), passed=passed, earned=earned, worth=worth)
    except ODD as error:
        told = f"{type(error).__name__}: {error}".replace("\n", " ")[:80]
        return lesson._replace(odd=f"cannot be read ({told})")


def _output(cell: dict[str, Any]) -> str:
    """Return the text of a cell's first output."""
    output = (cell.get("outputs") or [{}])[0]
    return "".join(output.get("text") or output.get("data", {}).get("text/plain", ""))


def _best(log: Path) -> float:
    """Return the highest accuracy of a lab's runs, 0 without any; lines that hold no run are left out."""
    best = 0.0
    for line in log.read_text(encoding="utf-8").splitlines():
        with contextlib.suppress(*ODD):
            run = json.loads(line)
            best = max(best, float(run["val_accuracy"]) if run["ended"] else 0.0)
    return best
