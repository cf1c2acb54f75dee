"""Make a page to project of what a class reached in a lab: ``python -m hypergrader scoreboard LESSON``.

Only records of the grader are read.  Nobody's name is shown unless the instructor asks for it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from hypergrader.course import pages
from hypergrader.course.export import read_roster
from hypergrader.course.folder import MAX_NOTEBOOK, CommandError, CourseFolder
from hypergrader.tables import write_whole


@dataclass(frozen=True)
class Row:
    """What one student reached; shares are None where nothing was measured."""

    place: int
    name: str
    accuracy: float
    claimed: float | None
    spent: int | None
    earned: float


def rows(folder: CourseFolder, lesson: str, names: str | Path | None = None) -> list[Row]:
    """Return the rows of the page, the most accurate first.

    Parameters
    ----------
    names : path or str, optional
        ``gradebook`` for the names there, or a CSV with the columns ``id`` and ``name``.  Without it, and for
        who is missing in it, a row has a number in place of a name.

    Raises
    ------
    CommandError
        If nothing of the lesson was graded, nothing of it is a lab's, or the file cannot be read.
    """
    called = _names(folder, names)
    found = []
    for student, path in folder.lesson(lesson, "autograded").items():
        record, earned = _read(path / f"{lesson}.ipynb")
        if record:
            found.append((normalize("NFC", student), record, earned))
    if not found:
        raise CommandError(
            f"no graded choice of a lab in {lesson}; expected a lesson whose last exercise is a lab "
            "that somebody attempted; try 05_learning_rate or 16_capstone"
        )
    if names and called.keys().isdisjoint(one[0] for one in found):
        told = f"--names {names} has a name for nobody who was graded in {lesson}; expected ids such as "
        raise CommandError(told + repr(found[0][0]))
    found.sort(key=lambda one: (-one[1]["yours"], -one[2], one[0]))
    ranks = [(one[1]["yours"], one[2]) for one in found]
    return [
        Row(
            1 + ranks.index((record["yours"], earned)),
            called.get(student, "") or f"No. {place}",
            record["yours"],
            _number(record.get("claimed")),
            record.get("spent") if isinstance(record.get("spent"), int) else None,
            earned,
        )
        for place, (student, record, earned) in enumerate(found, 1)
    ]


def write(lesson: str, found: list[Row], path: str | Path) -> None:
    """Write the page; it runs nothing and loads nothing."""
    page = pages.render("scoreboard.html.j2", lesson=lesson, rows=found)
    write_whole(path, page.encode())


def _read(path: Path) -> tuple[dict[str, Any], float]:
    """Return the last lab's record in a graded notebook, and the points of its cell by machine."""
    record: dict[str, Any] = {}
    earned = 0.0
    try:
        if path.stat().st_size > MAX_NOTEBOOK:
            return record, earned
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            kept = cell["metadata"].get("hyperlib", {})
            if _number(kept.get("lab", {}).get("yours")) is not None:
                record = kept["lab"]
                earned = sum(float(verdict["earned"]) for verdict in kept["verdicts"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}, 0.0
    return record, earned


def _number(value: Any) -> float | None:
    right = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1
    return float(value) if right else None


def _names(folder: CourseFolder, names: str | Path | None) -> dict[str, str]:
    if names is None:
        return {}
    if str(names) == "gradebook":
        with folder.gradebook() as book:
            return {
                normalize("NFC", s.id): f"{s.first_name or ''} {s.last_name or ''}".strip() or s.id
                for s in book.students
            }
    header, lines, _ = read_roster(names, ("id",), "--names")
    if "name" not in header:
        raise CommandError(f"--names {names} has no column name; expected id and name")
    return {normalize("NFC", line["id"].strip()): line["name"].strip() for line in lines}
