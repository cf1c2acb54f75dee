"""Run a submission and decide its checks outside the learner's kernel.

nbgrader's own Execute runs the check cells inside the learner's kernel, next to code that can
change ``assert``, patch a library or read the test.  Here the learner's kernel runs the learner's cells only.
A check cell is run from its restored source in this process, where the name
``checks`` asks the kernel for plain data and compares it with values that never leave this process.

The score goes back to nbgrader in its own form for partial credit, an ``execute_result`` whose text is a number.
"""

from __future__ import annotations

import json
import linecache
import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nbclient.exceptions import DeadKernelError
from nbformat import v4
from nbgrader import utils
from nbgrader.preprocessors import Execute
from traitlets import Unicode

from hyperlib import checks, plain
from hyperlib.checks import Case, Report, Result
from hyperlib.grading.hidden import Hidden, load_hidden

MIME = "application/vnd.hyperlib.observations+json"
_PLAIN_SOURCE = Path(plain.__file__).read_text(encoding="utf-8")

Observe = Callable[[list[dict]], list[dict]]


class RemoteChecks:
    """Stand in for the module `hyperlib.checks` when a check cell runs in the grader.

    It has the functions that a check cell may call.  `observe` gets the requests of
    `hyperlib.checks.request_texts` and returns what the learner's kernel answered.
    """

    example = staticmethod(checks.example)
    raises = staticmethod(checks.raises)

    def __init__(self, observe: Observe):
        self._observe = observe
        self.results: list[Result] = []
        self.name = ""

    def check(self, name: str, *cases: Case, via: Callable | None = None) -> None:
        self.name = name
        seen = self._observe(checks.request_texts(name, cases, via))
        self.results += checks.judge(name, cases, seen).results

    def quiz(self, name: str, **options: Any) -> None:
        self.name = name
        [seen] = self._observe([{"name": name, "args": None}])
        self.results += checks.judge_quiz(name, seen, **options).results

    def hidden(self, hidden: Hidden, seed: int) -> None:
        """Judge one hidden check; used by the grader, not by check cells."""
        cases = hidden.draw(seed)
        seen = self._observe(checks.request_texts(self.name, cases, hidden.via))
        self.results.append(hidden.verdict(self.name, cases, seen))


def run_check_cell(
    source: str, grade_id: str, hidden: Sequence[Hidden], observe: Observe, seed: int
) -> Report:
    """Run one check cell in this process and return its report, hidden checks last.

    Parameters
    ----------
    source : str
        The source of the check cell, from the instructor's side; never from a submission.
    grade_id : str
        Its nbgrader id.
    hidden : sequence of Hidden
        The hidden checks of this cell.
    observe : callable
        Answers a list of requests with a list of observations.
    seed : int
        Fixes the inputs of the hidden checks.
    """
    remote = RemoteChecks(observe)
    filename = f"<check {grade_id}>"
    # inspect.getsource finds a function that the cell defines through linecache.
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    exec(compile(source, filename, "exec"), {"__name__": "check_cell", "checks": remote})
    for check in hidden:
        remote.hidden(check, seed)
    return Report(remote.name, tuple(remote.results))


class GradeExecute(Execute):
    """Execute a submission for nbgrader, with verdicts from outside the learner's kernel."""

    lessons = Unicode("lessons", help="Folder with NN_slug/hidden.py for each lesson").tag(
        config=True
    )

    def preprocess(self, nb, resources, km=None):
        lesson = resources.get("nbgrader", {}).get("assignment", "")
        self._hidden = load_hidden(Path(self.lessons) / lesson)
        self._ran: list[str] = []  # sources of the cells that ran, for a kernel started again
        return super().preprocess(nb, resources, km)

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type != "code":
            return cell, resources
        if self.skip_cells_with_tag in cell.metadata.get("tags", []):
            return cell, resources
        if utils.is_grade(cell) and not utils.is_solution(cell):
            self._grade(cell, index)
            return cell, resources
        try:
            super().preprocess_cell(cell, resources, index)
            self._ran.append(cell.source)
        except DeadKernelError:
            self._restart(cell, index)
        return cell, resources

    def _grade(self, cell, index: int) -> None:
        """Replace the outputs of a check cell by the verdicts and the score."""
        grade_id = cell.metadata.nbgrader.grade_id
        points = float(cell.metadata.nbgrader.points)
        seed = secrets.randbits(32)
        hidden = self._hidden.get(grade_id, [])
        report = run_check_cell(
            cell.source, grade_id, hidden, lambda requests: self._observe(requests, index), seed
        )
        self.nb.cells[index] = cell
        worth = sum(result.points for result in report.results)
        if abs(worth - points) > 1e-9:
            raise ValueError(
                f"{grade_id}: the checks are worth {worth:g} points, the cell says {points:g}; "
                "rebuild the lesson with `make notebooks`"
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
        cell.metadata["hyperlib"] = {
            "seed": seed,
            "verdicts": [{**asdict(r), "earned": r.earned} for r in report.results],
        }

    def _observe(self, requests: list[dict], index: int) -> list[dict]:
        """Ask the learner's kernel; an answer that is missing becomes an error for each request."""
        source = (
            "(lambda scope: (exec(scope['source'], scope), scope['publish']"
            f"({json.dumps(requests)!r}, {MIME!r})))"
            f"({{'__name__': 'hyperlib_plain', 'source': {_PLAIN_SOURCE!r}}})[1]"
        )
        probe = v4.new_code_cell(source)
        try:
            self.execute_cell(probe, index, store_history=False)
        except DeadKernelError:
            self._restart(probe, index)
        return read_observations(probe.outputs, len(requests))

    def _restart(self, cell, index: int) -> None:
        """Start a fresh kernel after the learner's code ended the old one.

        The cells that ran before are run again, so that the end of one kernel costs only what depends
        on the cell that ended it.
        """
        error = v4.new_output(
            "error", ename="DeadKernelError", evalue="This cell ended the kernel."
        )
        error.traceback = [
            "DeadKernelError: this cell ended the kernel; the rest ran in a new one."
        ]
        cell.outputs = [*cell.get("outputs", []), error]
        self._start_again()
        for source in list(self._ran):
            try:
                self.execute_cell(v4.new_code_cell(source), index)
            except DeadKernelError:  # it ran once and not twice; go on without it
                self._ran.remove(source)
                self._start_again()
        self.nb.cells[index] = cell

    def _start_again(self) -> None:
        self._cleanup_kernel()
        self.km = self.create_kernel_manager()
        self.start_new_kernel()
        self.start_new_kernel_client()


def read_observations(outputs: Sequence[dict], count: int) -> list[dict]:
    """Return `count` observations from the outputs of a probe, whatever a kernel put there.

    Nothing here trusts the kernel: what is no JSON, has another length or another form becomes an
    observation with the status ``failed`` and a reason.
    """
    reason = "the kernel gave no answer"
    for output in outputs:
        text = (
            output.get("data", {}).get(MIME)
            if output.get("output_type") == "display_data"
            else None
        )
        if text is not None:
            try:
                seen = json.loads(text) if isinstance(text, str) else text
            except (ValueError, RecursionError):
                break
            if (
                isinstance(seen, list)
                and len(seen) == count
                and all(_well_formed(item) for item in seen)
            ):
                return seen
            break
        if output.get("output_type") == "error":
            reason = f"{output.get('ename', 'error')}: {output.get('evalue', '')}"[:300]
    return [{"status": "failed", "message": reason}] * count


def _well_formed(seen: Any) -> bool:
    """Return whether one observation has the form that `hyperlib.plain.observe` gives it."""
    if not isinstance(seen, dict):
        return False
    status = seen.get("status")
    if status == "value":
        return "value" in seen
    if status == "error":
        types = seen.get("types")
        return (
            isinstance(types, list)
            and all(isinstance(kind, str) for kind in types)
            and isinstance(seen.get("message"), str)
            and isinstance(seen.get("line"), (str, type(None)))
        )
    return status in ("missing", "unwritten")
