"""Decide the checks of a submission outside the learner's kernel.

nbgrader's own Execute runs the check cells inside the learner's kernel, next to code that can
change ``assert``, patch a library or read the test.  Here the learner's kernel runs the learner's cells only.
A check cell is run from its released source in this process, where the name
``checks`` asks the kernel for plain data and compares it with values that never leave this process.
"""

from __future__ import annotations

import json
import linecache
from collections.abc import Callable, Sequence
from typing import Any

from hypergrader.hidden import Hidden
from hyperlib import checks
from hyperlib.checks import Case, Report, Result

MIME = "application/vnd.hyperlib.observations+json"

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
    """Return whether one observation has the form that `hyperlib.observations.observe` gives it."""
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
