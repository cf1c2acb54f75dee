"""Grade a lesson again and say who changed and why: ``python -m hypergrader regrade LESSON``."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hypergrader.course.folder import (
    CommandError,
    CourseFolder,
    GradedNotebook,
    Verdict,
    environment,
    read_class,
    students_below,
)
from hypergrader.course.report import numbered


@dataclass(frozen=True)
class Change:
    """A verdict that changed; None where the check did not exist before, or no longer does."""

    student: str
    exercise: str
    check: str
    old: Verdict | None
    new: Verdict | None
    why: str

    @property
    def delta(self) -> float:
        return (self.new.earned if self.new else 0.0) - (self.old.earned if self.old else 0.0)

    def row(self) -> list:
        old, new = _shown(self.old), _shown(self.new)
        return [self.student, self.exercise, self.check, old, new, self.delta, self.why]


HEADER = ["student", "exercise", "check", "old", "new", "delta", "why"]


def _shown(verdict: Verdict | None) -> str:
    return f"{verdict.outcome} {verdict.earned:g}/{verdict.points:g}" if verdict else "none"


def compare(old: Iterable[GradedNotebook], new: Iterable[GradedNotebook]) -> list[Change]:
    """Return the verdicts that differ, by student, in the order of the notebook.

    A student in only one of the two is left out; see `missing`.
    """
    before = {one.student: one for one in old}
    changes = []
    for after in sorted(new, key=lambda one: one.student):
        if after.student not in before:
            continue
        earlier = before[after.student]
        was, now = dict(numbered(earlier)), dict(numbered(after))
        for key in [*now, *[k for k in was if k not in now]]:
            a, b = was.get(key), now.get(key)
            if a and b and (a.outcome, a.points, a.earned) == (b.outcome, b.points, b.earned):
                continue
            cell, name, _ = key
            exercise = cell.removeprefix("check_")
            changes.append(
                Change(after.student, exercise, name, a, b, _why(earlier, after, cell, a, b))
            )
    return changes


def _why(
    old: GradedNotebook, new: GradedNotebook, cell: str, a: Verdict | None, b: Verdict | None
) -> str:
    """Return what else differs between two gradings of one check cell."""
    exercise = cell.removeprefix("check_")
    reasons = []
    if old.answers.get(exercise) != new.answers.get(exercise):
        reasons.append("the answer changed")
    if old.checks.get(cell) != new.checks.get(cell):
        reasons.append("the check cell changed")
    if a is None or b is None:
        reasons.append("a new check" if a is None else "the check is gone")
    elif a.points != b.points:
        reasons.append("its points changed")
    if not reasons:
        seeds = f"seed {old.seeds.get(cell)}, then {new.seeds.get(cell)}"
        reasons.append(f"hidden checks, the library, or other inputs ({seeds})")
    return "; ".join(reasons)


def missing(
    old: Iterable[GradedNotebook], new: Iterable[GradedNotebook]
) -> tuple[list[str], list[str]]:
    """Return the students that only `old` has, and those that only `new` has."""
    a, b = {one.student for one in old}, {one.student for one in new}
    return sorted(a - b), sorted(b - a)


def totals(old: Iterable[GradedNotebook], new: Iterable[GradedNotebook]) -> list[list]:
    """Return a row for each student whose points changed: student, old, new, delta."""
    before = {one.student: one.earned for one in old}
    rows = []
    for one in sorted(new, key=lambda one: one.student):
        was = before.get(one.student)
        if was is not None and abs(one.earned - was) > 1e-9:
            rows.append([one.student, was, one.earned, one.earned - was])
    return rows


def keep(folder: CourseFolder, lesson: str) -> Path:
    """Copy the graded notebooks of `lesson` aside and return the folder.

    Raises
    ------
    CommandError
        If an earlier regrade did not come to its end; its copy holds the true old verdicts.
    """
    target = folder.root / "before-regrade" / lesson
    if target.exists():
        raise CommandError(
            f"{target} is there: a regrade was broken off, and this is what stood before it; "
            f"try `hyperlib-grading regrade {lesson} --compare-only {shlex.quote(str(target))}`, "
            "then delete it"
        )
    for student, source in folder.lesson(lesson, "autograded").items():
        place = target / student / lesson
        place.mkdir(parents=True)
        notebook = source / f"{lesson}.ipynb"
        if notebook.is_file() and not notebook.is_symlink():
            shutil.copyfile(notebook, place / notebook.name)
    return target


def forget(folder: CourseFolder, lesson: str) -> None:
    """Delete the copy that `keep` made."""
    shutil.rmtree(folder.root / "before-regrade" / lesson, ignore_errors=True)
    if not any((folder.root / "before-regrade").iterdir()):
        (folder.root / "before-regrade").rmdir()


def read_old(path: str | Path, lesson: str) -> list[GradedNotebook]:
    """Return the graded notebooks in ``path/STUDENT/LESSON``.

    Raises
    ------
    CommandError
        If there are none.
    """
    folders = students_below(Path(path), lesson)
    if not folders:
        raise CommandError(
            f"nothing in {path}; expected STUDENT/{lesson}/{lesson}.ipynb, "
            "a copy of autograded/ from before"
        )
    return read_class(folders)[0]


def autograde(folder: CourseFolder, lesson: str) -> int:
    """Run nbgrader's autograde with --force and return its exit status; it prints as it goes."""
    words = [sys.executable, "-m", "nbgrader", "autograde", lesson, "--force"]
    done = subprocess.run(words, cwd=folder.root, env=environment(), stdin=subprocess.DEVNULL)
    return done.returncode
