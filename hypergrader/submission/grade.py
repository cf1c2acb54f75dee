"""Grade one submission: a pure task, files in, graded notebook out.

A task needs nothing but what is in it, so it runs in a local process or on a worker of a cluster.  It writes no
gradebook.  The student's cells run in a sandboxed kernel (session.py); the verdicts are made here.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from nbformat import NotebookNode, v4, writes

from hypergrader.submission.folder import digest
from hypergrader.submission.harmless import plain_markdown, valid_text
from hypergrader.submission.repair import Repaired, read_release, repair, unreadable
from hypergrader.submission.sandbox import KernelDidNotStart, Limits
from hypergrader.submission.session import Session
from hyperlib.checks import Report, Result


@dataclass(frozen=True)
class Task:
    """Everything that grading one submission needs.

    Attributes
    ----------
    student, lesson : str
    notebook : str
        Name of the notebook in the release, without its ending.
    files : dict of str to bytes
        The submission's regular files; relative name -> content.
    release : str
        The released notebook as JSON text.
    hidden : str
        What `hypergrader.hidden.hidden_source` returned; empty when the lesson has no hidden checks.
    limits : Limits
    sandboxed : bool
    skip_tag : str
        Cells with this tag do not run.
    seeds : dict of str to int
        Seeds of hidden checks to use again; a check that is not named gets a fresh one.
    notes : tuple of str
        What was noticed while the files were read.
    others : tuple of str
        Names of the other notebooks of the assignment.
    refused : str
        Why nothing of this submission is looked at; empty where it is.
    """

    student: str
    lesson: str
    notebook: str
    files: dict[str, bytes]
    release: str
    hidden: str = ""
    limits: Limits = field(default_factory=Limits)
    sandboxed: bool = True
    skip_tag: str = "demonstration"
    seeds: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    refused: str = ""

    def to_json(self) -> str:
        """Return the task as one line of text."""
        data = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        data["files"] = {n: base64.b64encode(raw).decode() for n, raw in self.files.items()}
        data["limits"] = asdict(self.limits)
        return json.dumps(data)

    @classmethod
    def from_json(cls, text: str) -> Task:
        """Return the task that `to_json` wrote."""
        data = json.loads(text)
        data["files"] = {n: base64.b64decode(raw) for n, raw in data["files"].items()}
        data["limits"] = Limits(**data["limits"])
        data["notes"], data["others"] = tuple(data["notes"]), tuple(data["others"])
        return cls(**data)


@dataclass(frozen=True)
class Graded:
    """A graded submission.

    Attributes
    ----------
    student, lesson, name : str
        `name` is that of the notebook, without its ending.
    notebook : str
        The graded notebook as JSON text.
    notes : tuple of str
        Repairs and limits, for student and instructor.
    limit : str or None
        The first limit that the submission ran into.
    seconds : float
    digest : str
        The fingerprint of the files that were graded; others may lie there by now.
    timestamp : str
        What their ``timestamp.txt`` said.
    """

    student: str
    lesson: str
    name: str
    notebook: str
    notes: tuple[str, ...]
    limit: str | None
    seconds: float
    digest: str = ""
    timestamp: str = ""

    def to_json(self) -> str:
        """Return the result as one line of text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Graded:
        """Return the result that `to_json` wrote."""
        data = json.loads(text)
        data["notes"] = tuple(data["notes"])
        return cls(**data)


def grade(task: Task) -> Graded:
    """Grade one submission.

    Raises
    ------
    KernelDidNotStart, OSError
        If this machine cannot start a sandboxed kernel, or lacks room.  What a student did never raises.
    RuntimeError
        If a check itself is broken.
    """
    start = time.monotonic()
    release = read_release(task.release)
    refused = task.refused
    if not refused:
        files = {name: raw for name, raw in task.files.items() if name not in task.others}
        try:
            repaired = repair(files, release, f"{task.notebook}.ipynb")
            return _graded(task, release, repaired, start)
        except (KernelDidNotStart, OSError):
            raise
        except (
            Exception
        ) as problem:  # of a kind that nobody thought of: it is this submission's alone
            refused = f"grading this submission failed with {type(problem).__name__}"
    return _graded(task, release, unreadable(release, [refused]), start)


def _graded(task: Task, release: NotebookNode, repaired: Repaired, start: float) -> Graded:
    repaired.notes[:0] = task.notes
    session = Session(task, repaired, {cell.source for cell in release.cells})
    limit = session.grade()
    for judged in session.judged.values():
        points = float(judged.cell.metadata.nbgrader.points)
        put_verdicts(judged.cell, judged.remote.report(), points, judged.seed)
    notebook = repaired.notebook
    notes = tuple(
        dict.fromkeys(valid_text(note).replace("\x1b", "")[:1000] for note in repaired.notes)
    )
    if notes:
        notebook.cells.insert(0, _told(notes))
    notebook.metadata["hyperlib"] = {"notes": list(notes), "limit": limit}
    text = writes(notebook, version=4).encode("utf-8", "replace").decode("utf-8")
    timestamp = task.files.get("timestamp.txt", b"").decode("utf-8", "replace")
    return Graded(
        task.student,
        task.lesson,
        task.notebook,
        text,
        notes,
        limit,
        time.monotonic() - start,
        digest(task.files),
        timestamp,
    )


def grade_json(text: str) -> str:
    """Grade a task given as text; what workers call."""
    return grade(Task.from_json(text)).to_json()


def _told(notes: tuple[str, ...]) -> NotebookNode:
    """Return the cell that tells a student what was repaired."""
    lines = ["**About this submission**", "", *(f"- {plain_markdown(note)}" for note in notes)]
    return v4.new_markdown_cell("\n".join(lines), id="hyperlib-notes")


def put_verdicts(cell: NotebookNode, report: Report, points: float, seed: int) -> None:
    """Write a report into a check cell in the form that nbgrader reads a score from.

    Raises
    ------
    ValueError
        If the checks are not worth what the cell says.
    """
    worth = sum(result.points for result in report.results)
    if abs(worth - points) > 1e-9:
        raise ValueError(
            f"{cell.metadata.nbgrader.grade_id}: the checks are worth {worth:g} points, the cell "
            f"says {points:g}; rebuild the lesson with `make notebooks`"
        )
    earned = sum(result.earned for result in report.results)
    shown = {"text/plain": str(report), "text/html": report._repr_html_()}
    score = {
        "text/plain": f"{earned:g}",
        "text/html": f"<b>{earned:g} of {points:g} points</b>",
    }
    cell.outputs = [
        v4.new_output("display_data", data=shown),
        v4.new_output("execute_result", data=score, execution_count=None),
    ]
    cell.metadata["hyperlib"] = {"seed": seed, "verdicts": [_kept(r) for r in report.results]}


def _kept(result: Result) -> dict[str, Any]:
    return {**asdict(result), "earned": result.earned}


__all__ = ["Graded", "KernelDidNotStart", "Task", "grade", "grade_json", "put_verdicts"]
