"""Grade one submission: a pure task, files in, graded notebook out.

A task needs nothing but what is in it, so it runs in a local process or on a worker of a cluster.  It writes no
gradebook.  The student's cells run in a sandboxed kernel (session.py); the verdicts are made here.
"""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import Any

from nbformat import NotebookNode, reads, v4, writes

from hypergrader.hidden import BrokenCheck
from hypergrader.submission.folder import digest
from hypergrader.submission.harmless import plain_markdown, valid_text
from hypergrader.submission.repair import Repaired, repair
from hypergrader.submission.sandbox import KernelDidNotStart
from hypergrader.submission.session import Session
from hypergrader.submission.task import Graded, Task
from hyperlib.checks import Report, Result


def grade(task: Task) -> Graded:
    """Grade one submission.

    Raises
    ------
    KernelDidNotStart, OSError
        If this machine cannot start a sandboxed kernel, or lacks room.  What a student did never raises.
    BrokenCheck
        If a check itself is, for some of the inputs that it draws.
    """
    start = time.monotonic()
    release = reads(task.release, as_version=4)
    refused = task.refused
    if not refused:
        files = {name: raw for name, raw in task.files.items() if name not in task.others}
        try:
            repaired = repair(files, release, f"{task.notebook}.ipynb", task.notes)
            return _graded(task, release, repaired, start)
        except (KernelDidNotStart, OSError, BrokenCheck):
            raise
        except Exception as problem:  # nobody thought of it: it is this submission's alone
            refused = f"grading this submission failed with {type(problem).__name__}"
    nothing = Repaired(reads(task.release, as_version=4), [*task.notes, refused], readable=False)
    return _graded(task, release, nothing, start)


def _graded(task: Task, release: NotebookNode, repaired: Repaired, start: float) -> Graded:
    session = Session(task, repaired, {cell.source for cell in release.cells})
    limit = session.grade()
    for judged in session.judged.values():
        points = float(judged.cell.metadata.nbgrader.points)
        put_verdicts(judged.cell, judged.remote.report(), points, judged.seed)
        if judged.remote.record:
            judged.cell.metadata["hyperlib"]["lab"] = judged.remote.record
    notebook = repaired.notebook
    notes = tuple(
        dict.fromkeys(valid_text(note).replace("\x1b", "")[:1000] for note in repaired.notes)
    )
    if len(notes) > 100:
        notes = (*notes[:100], f"{len(notes) - 100} further notes were left out")
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
    score = {"text/plain": f"{earned:g}", "text/html": f"<b>{earned:g} of {points:g} points</b>"}
    cell.outputs = [
        v4.new_output("display_data", data=shown),
        v4.new_output("execute_result", data=score, execution_count=None),
    ]
    cell.metadata["hyperlib"] = {"seed": seed, "verdicts": [_kept(r) for r in report.results]}


def _kept(result: Result) -> dict[str, Any]:
    kept = {**asdict(result), "earned": result.earned}
    del kept["part"]  # what was earned says it
    return kept
