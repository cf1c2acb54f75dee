"""Grade one submission: a pure task, files in, graded notebook out.

A task needs nothing but what is in it, so it runs in a local process or on a worker of a cluster.  It writes no
gradebook.  The student's cells run in a sandboxed kernel; the verdicts are made here.
"""

from __future__ import annotations

import base64
import dataclasses
import html
import json
import re
import secrets
import tempfile
import time
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, v4, writes

from hypergrader.hidden import Hidden, hidden_from_source
from hypergrader.submission.repair import Repaired, harmless_output, read_release, repair
from hypergrader.submission.sandbox import Kernel, KernelDidNotStart, Limits
from hypergrader.submission.verdicts import MIME, read_observations, run_check_cell
from hyperlib import observations
from hyperlib.checks import Report, Result

_PLAIN_SOURCE = Path(observations.__file__).read_text(encoding="utf-8")
OUTCOMES = {"time-out": "time-out", "memory": "memory"}
REASONS = {
    "time-out": "it ran longer than the time limit",
    "memory": "it needed more memory than the limit",
    "processes": "it started more processes than the limit",
    "output": "it printed or returned more than the limit",
    "files": "it wrote more than the limit",
    "died": "it ended the kernel",
}


@dataclass(frozen=True)
class Task:
    """Hold everything that grading one submission needs.

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
        The source of the lesson's ``hidden.py``; empty when it has none.
    limits : Limits
    sandboxed : bool
    skip_tag : str
        Cells with this tag do not run.
    seeds : dict of str to int
        Seeds of hidden checks to use again; a check that is not named gets a fresh one.
    notes : tuple of str
        What was noticed while the files were read.
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
        data["notes"] = tuple(data["notes"])
        return cls(**data)


@dataclass(frozen=True)
class Graded:
    """Hold a graded submission.

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
    """

    student: str
    lesson: str
    name: str
    notebook: str
    notes: tuple[str, ...]
    limit: str | None
    seconds: float

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
    KernelDidNotStart
        If this machine can not start a sandboxed kernel.  What a student did never raises.
    """
    start = time.monotonic()
    release = read_release(task.release)
    repaired = repair(task.files, release, f"{task.notebook}.ipynb")
    repaired.notes[:0] = task.notes
    session = _Session(task, repaired)
    limit = session.grade()
    notebook = repaired.notebook
    notes = tuple(dict.fromkeys(repaired.notes))
    if notes:
        notebook.cells.insert(0, _told(notes))
    notebook.metadata["hyperlib"] = {"notes": list(notes), "limit": limit}
    text = writes(notebook, version=4)
    return Graded(
        task.student, task.lesson, task.notebook, text, notes, limit, time.monotonic() - start
    )


def grade_json(text: str) -> str:
    """Grade a task given as text; what workers call."""
    return grade(Task.from_json(text)).to_json()


def _told(notes: tuple[str, ...]) -> NotebookNode:
    """Return the cell that tells a student what was repaired."""
    lines = ["**About this submission**", ""]
    lines += [f"- {html.escape(note).replace('_', chr(92) + '_')}" for note in notes]
    return v4.new_markdown_cell("\n".join(lines), id="hyperlib-notes")


class _Session:
    """Run one repaired notebook; the kernel is started again after each end."""

    def __init__(self, task: Task, repaired: Repaired):
        self.task = task
        self.repaired = repaired
        self.hidden: dict[str, list[Hidden]] = hidden_from_source(task.hidden)
        self.end = time.monotonic() + task.limits.total_seconds
        self.ran: list[str] = []  # sources that ran, for a kernel started again
        self.limit: str | None = None
        self.slow: set[str] = set()  # exercises of which a check met the time limit
        self.kernel: Kernel | None = None
        self.files = {
            name: raw for name, raw in task.files.items() if not name.lower().endswith(".ipynb")
        }

    def grade(self) -> str | None:
        try:
            for cell in self.repaired.notebook.cells:
                if cell.cell_type == "code":
                    self._cell(cell)
        finally:
            if self.kernel is not None:
                self.kernel.stop()
        return self.limit

    def _cell(self, cell: NotebookNode) -> None:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade") and not marks.get("solution"):
            (self._check if is_check(cell.source) else self._plain_check)(cell)
        elif self.task.skip_tag in cell.metadata.get("tags", []):
            return
        elif self.repaired.readable and cell.source.strip():
            name = marks.get("grade_id") or "a cell"
            outputs, limit = self._run(cell.source, name)
            cell.outputs = [o for o in map(harmless_output, outputs) if o is not None]
            if limit:
                cell.outputs.append(_stopped(limit))
            else:
                self.ran.append(cell.source)

    def _run(
        self, source: str, what: str, seconds: float | None = None, most: float | None = None
    ) -> tuple[list, str | None]:
        """Run `source` and return its outputs and the limit that it met."""
        left = self.end - time.monotonic()
        if left <= 0:
            return [], "time-out"
        if self.kernel is None:
            self._start()
        left = max(1.0, self.end - time.monotonic())
        ran = self.kernel.run(source, seconds=seconds, left=left, most=most)
        if ran.limit:
            self.limit = self.limit or ran.limit
            self.repaired.notes.append(f"{what} was stopped: {REASONS[ran.limit]}")
            self.kernel.stop()
            self.kernel = None
        return ran.outputs, ran.limit

    def _start(self) -> None:
        """Start a kernel and run again what ran before the last one ended."""
        for _ in range(len(self.ran) + 1):
            kernel = Kernel(self.task.limits, self.files, self.task.sandboxed, fonts())
            kernel.start()
            self.repaired.notes += kernel.notes
            for source in list(self.ran):
                left = self.end - time.monotonic()
                if left <= 0:
                    break
                if kernel.run(source, left=left).limit:
                    self.ran.remove(source)  # it ran once and not twice; go on without it
                    kernel.stop()
                    break
            else:
                self.kernel = kernel
                return
            if self.end - time.monotonic() <= 0:
                self.kernel = kernel
                return
        self.kernel = kernel

    def _observe(self, requests: list[dict], name: str) -> list[dict]:
        """Ask the kernel; an answer that is missing becomes a failure of each request."""
        if not self.repaired.readable:
            return [_failed(self.repaired.notes[-1])] * len(requests)
        source = (
            "(lambda scope: (exec(scope['source'], scope), scope['publish']"
            f"({json.dumps(requests)!r}, {MIME!r})))"
            f"({{'__name__': 'hyperlib_plain', 'source': {_PLAIN_SOURCE!r}}})[1]"
        )
        most = self.task.limits.answer_mb * (1 << 20)
        seconds = self.task.limits.check_seconds
        if name in self.slow:  # an answer without end is not waited for in full at every check
            seconds /= 5
        outputs, limit = self._run(source, f"the check of {name}", seconds, most)
        if limit:
            if limit == "time-out":
                self.slow.add(name)
            return [_failed(REASONS[limit], OUTCOMES.get(limit, "error"))] * len(requests)
        seen = read_observations(outputs, len(requests))
        return [_memory(one) for one in seen]

    def _plain_check(self, cell: NotebookNode) -> None:
        """Run a check of another form in the kernel, as nbgrader does; less safe, but its own."""
        if self.repaired.readable:
            outputs, limit = self._run(cell.source, f"the check {cell.metadata.nbgrader.grade_id}")
        else:
            outputs, limit = [], "died"
        kept = [o for o in map(harmless_output, outputs) if o is not None]
        scores = [o for o in outputs if o.output_type == "execute_result"]
        if scores and scores[0].data.get("text/plain"):
            data = {"text/plain": str(scores[0].data["text/plain"])[:300]}
            kept.append(v4.new_output("execute_result", data=data))
        cell.outputs = [o for o in kept if o.get("name") != "stderr"]
        if limit:
            cell.outputs.insert(0, _stopped(limit))

    def _check(self, cell: NotebookNode) -> None:
        """Put the verdicts and the score in place of the outputs of a check cell."""
        grade_id = cell.metadata.nbgrader.grade_id
        points = float(cell.metadata.nbgrader.points)
        seed = self.task.seeds.get(grade_id, secrets.randbits(32))
        name = grade_id.removeprefix("check_")
        report = run_check_cell(
            cell.source,
            grade_id,
            self.hidden.get(grade_id, []),
            lambda requests: self._observe(requests, name),
            seed,
        )
        put_verdicts(cell, report, points, seed)


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


def is_check(source: str) -> bool:
    """Return whether a check cell is written with `hyperlib.checks`."""
    return bool(re.search(r"\bchecks\.(check|quiz)\(", source))


def _kept(result: Result) -> dict[str, Any]:
    return {**asdict(result), "earned": result.earned}


def _failed(message: str, outcome: str = "error") -> dict:
    return {"status": "failed", "message": message, "outcome": outcome}


def _memory(seen: dict) -> dict:
    """Name the limit where an answer met the system's own limit on memory."""
    if seen.get("status") == "error" and "MemoryError" in seen.get("types", []):
        return _failed(REASONS["memory"], "memory")
    return seen


def _stopped(limit: str) -> NotebookNode:
    say = f"This cell was stopped: {REASONS[limit]}. What follows ran in a new kernel."
    return v4.new_output("error", ename="Stopped", evalue=say, traceback=[say])


@cache
def fonts() -> dict[str, bytes]:
    """Return matplotlib's list of fonts as the file in which it keeps it, name to content."""
    import matplotlib
    from matplotlib import font_manager

    name = f"fontlist-v{font_manager.FontManager.__version__}.json"
    kept = Path(matplotlib.get_cachedir()) / name
    if kept.exists():
        return {name: kept.read_bytes()}
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        font_manager.json_dump(font_manager.fontManager, file.name)
        return {name: Path(file.name).read_bytes()}


__all__ = ["Graded", "KernelDidNotStart", "Task", "grade", "grade_json", "put_verdicts"]
