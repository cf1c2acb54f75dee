"""Find a course's folders and read what was graded in them; the instructor's commands share this module."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CLONE = Path(__file__).resolve().parents[2]
MAX_NOTEBOOK = 100 * 2**20  # bytes; an autograded notebook is far smaller

CONFIG = """\
# The settings that all courses share; what stands below them counts for this course.
load_subconfig({shared!r})
c = get_config()
"""


class CommandError(ValueError):
    """A command cannot be done: what it got, what it expected, and what to try."""


@dataclass(frozen=True)
class Verdict:
    """One check's verdict on one student's answer.

    Attributes
    ----------
    cell : str
        nbgrader id of the check cell, such as ``check_parameter_count``.
    name, outcome : str
        As in `hyperlib.checks.Result`.
    points, earned : float
        What the check is worth and what the answer earned.
    got : str
        What the answer gave, as text; empty where nothing was recorded.
    """

    cell: str
    name: str
    outcome: str
    points: float
    earned: float
    got: str = ""


@dataclass(frozen=True)
class GradedNotebook:
    """What the grader recorded in one student's notebook.

    Attributes
    ----------
    student : str
        nbgrader id of the student.
    verdicts : list of Verdict
        In the order of the notebook.
    seeds, checks : dict
        Check cell -> its seed, and -> its source.
    answers : dict
        Answer cell -> its source.
    code : list of str
        What stands in cells of code without a mark.
    notes : list of str
        Repairs that were made before grading.
    limit : str
        The limit that the submission ran into, or an empty string.
    """

    student: str
    verdicts: list[Verdict] = field(default_factory=list)
    seeds: dict[str, int | None] = field(default_factory=dict)
    checks: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    code: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    limit: str = ""

    @property
    def earned(self) -> float:
        return sum(verdict.earned for verdict in self.verdicts)

    @property
    def points(self) -> float:
        return sum(verdict.points for verdict in self.verdicts)


class CourseFolder:
    """Find the files of one course, as nbgrader's own configuration places them.

    Parameters
    ----------
    root : path
        The folder with ``nbgrader_config.py``; the current folder where it is not given.

    Raises
    ------
    CommandError
        If there is no ``nbgrader_config.py``, or it cannot be loaded.
    """

    def __init__(self, root: str | Path = "."):
        root = Path(root).resolve()
        if not (root / "nbgrader_config.py").is_file():
            raise CommandError(
                f"no nbgrader_config.py in {root}; expected the folder of a course; "
                "try `cd` to it, or --course-dir FOLDER"
            )
        self.config, self.coursedir = _load(root)
        self.root = Path(self.coursedir.root)

    def path(self, step: str, student: str, lesson: str) -> Path:
        """Return the folder of one student's `lesson` in `step`, such as ``submitted``."""
        directory = getattr(self.coursedir, f"{step}_directory")
        return Path(self.coursedir.format_path(directory, student, lesson))

    def step(self, step: str, lesson: str) -> dict[str, Path]:
        """Return the folders of all students that have `lesson` in `step`: student -> folder."""
        before, _, after = str(self.path(step, "\0", lesson)).partition("\0")
        return students_below(Path(before), after.strip("/\\"))

    @property
    def source(self) -> Path:
        return self.root / self.coursedir.source_directory

    @property
    def release(self) -> Path:
        return self.root / self.coursedir.release_directory

    @property
    def gradebook_file(self) -> Path | None:
        """Return the file of an SQLite gradebook, or None for another kind of database."""
        url = self.coursedir.db_url
        return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None

    @contextlib.contextmanager
    def gradebook(self) -> Iterator[Any]:
        """Open the gradebook; opening one that does not exist is an error, not a new gradebook."""
        from nbgrader.api import Gradebook
        from sqlalchemy.exc import DatabaseError

        file = self.gradebook_file
        if file is not None and not file.is_file():
            raise CommandError(
                f"no gradebook at {file}; expected one made by nbgrader; "
                "try `nbgrader generate_assignment LESSON` in this folder"
            )
        try:
            with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as book:
                yield book
        except DatabaseError as error:
            from hypergrader.autograde import ALONE

            raise CommandError(f"the gradebook {file}: {error.orig}; {ALONE}") from error

    def students(self) -> set[str]:
        """Return the ids of all students in the gradebook; none where there is no gradebook yet."""
        if self.gradebook_file is not None and not self.gradebook_file.exists():
            return set()
        with self.gradebook() as book:
            return {student.id for student in book.students}

    def lesson(self, name: str, step: str) -> dict[str, Path]:
        """Return `step` of the lesson `name`; nothing there is an error.

        Raises
        ------
        CommandError
            If nobody has the lesson in that step.
        """
        found = self.step(step, name)
        if not found:
            known = ", ".join(self.lessons()) or "none"
            missing, command = {
                "autograded": ("nothing autograded", "autograde"),
                "feedback": ("no feedback page", "generate_feedback"),
            }[step]
            raise CommandError(
                f"{missing} for the lesson {name!r} in {self.root}; "
                f"lessons here: {known}; try `nbgrader {command} {name}` first"
            )
        return found

    def stubs(self, lesson: str) -> dict[str, str]:
        """Return the code of `lesson` as it was released, answers by their names; none where it was not."""
        try:
            released = read_graded("", self.release / lesson)
            return released.answers | {f"code {i}": one for i, one in enumerate(released.code)}
        except (OSError, ValueError, RecursionError):
            return {}

    def lessons(self) -> list[str]:
        """Return the lessons that have a source, sorted."""
        if not self.source.is_dir():
            return []
        return sorted(p.name for p in self.source.iterdir() if (p / f"{p.name}.ipynb").is_file())


def start_course(
    folder: str | Path, *, exchange: str | Path | None = None, clone: Path = CLONE
) -> bool:
    """Make `folder` a course that teaches the lessons of `clone`; return False where it is one.

    Parameters
    ----------
    folder : path
        Made where it does not exist.
    exchange : path, optional
        Where students fetch and submit; written into the settings.
    clone : path
        The clone whose ``nbgrader_config.py`` is loaded.

    Raises
    ------
    CommandError
        If `folder` lies in the clone, where students' data could meet the repository.
    """
    folder = Path(folder).expanduser().resolve()
    if folder.is_relative_to(clone.resolve()):
        raise CommandError(
            f"{folder} lies in the clone; expected a folder outside of it, so that no student's "
            f"data meets the repository; try {Path.home() / 'hyperparameters-course'}"
        )
    config = folder / "nbgrader_config.py"
    if config.exists():
        return False
    text = CONFIG.format(shared=str(clone / "nbgrader_config.py"))
    if exchange is not None:
        text += f"c.Exchange.root = {str(Path(exchange).resolve())!r}\n"
    folder.mkdir(parents=True, exist_ok=True)
    config.write_text(text, encoding="utf-8")
    return True


def _load(root: Path) -> tuple[Any, Any]:
    """Return nbgrader's configuration for `root`, and its CourseDirectory."""
    from nbgrader.apps.baseapp import NbGrader

    path = list(sys.path)  # nbgrader puts the current folder in front of it
    try:
        with contextlib.chdir(root):
            app = NbGrader(log_level=40)
            app.initialize([])
            config, coursedir = app.config, app.coursedir
            coursedir.root, coursedir.db_url  # noqa: B018  (their defaults ask for the folder)
    except SystemExit:
        raise CommandError(
            f"nbgrader cannot load {root / 'nbgrader_config.py'}; the reason stands above; "
            "try `nbgrader autograde --help` in that folder"
        ) from None
    finally:
        sys.path[:] = path
    return config, coursedir


def students_below(folder: Path, rest: str) -> dict[str, Path]:
    """Return ``{student: folder/student/rest}`` for all that exist, or may, sorted by student."""
    if not folder.is_dir():
        return {}
    inside = sorted(p for p in folder.iterdir() if p.is_dir() and p.name[0] != ".")
    there = (p for p in inside if os.path.isdir(p / rest) or not os.access(p, os.X_OK))
    return {p.name: p / rest for p in there}


# Reading ------------------------------------------------------------------------------------------


def read_class(folders: dict[str, Path]) -> tuple[list[GradedNotebook], dict[str, str]]:
    """Return all graded notebooks, and for those that cannot be read: student -> reason."""
    graded, unread = [], {}
    for student, folder in folders.items():
        try:
            graded.append(read_graded(student, folder))
        except (OSError, ValueError, RecursionError) as error:
            unread[student] = f"{type(error).__name__}: {error}"
    return graded, unread


def read_graded(student: str, folder: Path) -> GradedNotebook:
    """Return what the grader recorded in ``folder/LESSON.ipynb``.

    Only check cells are trusted to hold verdicts: the grader wrote their metadata.  Everything else
    may be of any form.

    Raises
    ------
    ValueError
        If there is no notebook, or it has another form.
    """
    path = folder / f"{folder.name}.ipynb"
    if not path.is_file():
        raise ValueError(f"no {path.name} in the folder; expected the graded notebook")
    if path.stat().st_size > MAX_NOTEBOOK:
        raise ValueError(f"{path.name} is larger than {MAX_NOTEBOOK // 2**20} MB")
    return graded_from(student, json.loads(path.read_text(encoding="utf-8")), path.name)


def graded_from(student: str, notebook: Any, name: str = "the file") -> GradedNotebook:
    """Return what stands in a notebook, as it was read from JSON; see `read_graded`."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise ValueError(f"{name} is not a notebook: it has no list of cells")
    whole = _dict(_dict(notebook.get("metadata")).get("hyperlib"))
    notes, limit = whole.get("notes"), whole.get("limit")
    found = GradedNotebook(
        student,
        notes=[str(note)[:500] for note in notes[:100]] if isinstance(notes, list) else [],
        limit=str(limit)[:100] if limit else "",
    )
    for cell in cells:
        meta = _dict(_dict(cell).get("metadata"))
        grade = _dict(meta.get("nbgrader"))
        mark, source = str(grade.get("grade_id", "")), _text(_dict(cell).get("source"))
        if grade.get("solution"):
            found.answers[mark] = source
        elif not grade and _dict(cell).get("cell_type") == "code":
            found.code.append(source)
        elif grade.get("grade"):
            record = _dict(meta.get("hyperlib"))
            seed = record.get("seed")
            found.seeds[mark] = seed if isinstance(seed, int) else None
            found.checks[mark] = source
            items = record.get("verdicts")
            for item in items if isinstance(items, list) else []:
                found.verdicts.append(_verdict(mark, _dict(item)))
    return found


def _verdict(cell: str, item: dict) -> Verdict:
    details = _dict(item.get("details"))
    got = str(details.get("got", ""))
    if got == "the right value":  # and no pass all the same: the hint says why
        got += f", but: {details.get('look at', '')}"
    outcome = str(item.get("outcome", "error"))
    points = _number(item.get("points"))
    earned = _number(item.get("earned", points if outcome == "pass" else 0.0))
    return Verdict(cell, str(item.get("name", "")), outcome, points, earned, got[:500])


def _dict(value: Any) -> dict:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _number(value: Any) -> float:
    right = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if right else 0.0


def environment() -> dict[str, str]:
    """Return the environment for nbgrader's commands; nbgrader looks for alembic on PATH."""
    programs = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": programs + os.pathsep + os.environ.get("PATH", "")}
