"""Decide the checks of a submission outside the learner's kernel.

nbgrader's own Execute runs the check cells inside the learner's kernel, next to code that can
change ``assert``, patch a library or read the test.  Here the learner's kernel runs the learner's cells only.
A check cell is run from its released source in this process, where the name
``checks`` asks the kernel for plain data and compares it with values that never leave this process.
"""

from __future__ import annotations

import dataclasses
import json
import linecache
import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from hypergrader.hidden import Hidden
from hypergrader.submission.harmless import valid_text
from hyperlib import checks, observations
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

    def __init__(self, observe: Observe, hidden: Sequence[Hidden] = ()):
        self.observe = observe
        self.labs = {lab.answer: lab for h in hidden if (lab := getattr(h, "lab", None))}
        self.results: list[Result] = []
        self.record: dict[str, Any] = {}
        self.name = ""
        self.handed_in: dict = {"status": "missing"}  # of a lab

    def check(self, name: str, *cases: Case, via: Callable | None = None) -> None:
        self.name = name
        requests = checks.request_texts(name, cases, via)
        for case, seen in zip(cases, self.observe(requests), strict=True):
            judged = _judged(partial(_judge_one, name, case, via), seen)
            self.results += judged

    def quiz(self, name: str, **options: Any) -> None:
        self.name = name
        [seen] = self.observe([{"name": name, "args": None}])
        self.results += _judged(lambda s: checks.judge_quiz(name, s, **options).results, seen)

    def lab(self, name: str) -> None:
        self.name = name
        if name not in self.labs:
            raise RuntimeError(f"no hidden check grades the lab {name!r}; expected a LabGrading")
        # Read once: a dictionary of the learner's own class could show each rule another choice.
        [self.handed_in] = self.observe([{"name": name, "args": None}])
        self.results += _judged(lambda s: self.labs[name].judge(s).results, self.handed_in)

    def hidden(self, hidden: Hidden, seed: int) -> None:
        """Judge one hidden check; used by the grader, not by check cells."""
        cases = hidden.draw(seed)
        asked = hidden.requests(self.name, cases)
        seen = [self.handed_in] if getattr(hidden, "lab", None) else self.observe(asked)

        def verdict(observed: list[dict]) -> list[Result]:
            return [hidden.verdict(self.name, cases, observed)]

        try:
            results, record = [*map(_clipped, verdict(seen))], hidden.record(seen)
        except Exception:
            results, record = verdict([UNJUDGED] * len(cases)), {}
        self.results += results
        self.record |= record

    def report(self) -> Report:
        """Return all results so far."""
        return Report(self.name, tuple(self.results))


UNJUDGED = {"status": "failed", "outcome": "error", "message": "a value that cannot be checked"}
MAX_DETAIL = 2000


def _judge_one(name: str, case: Case, via: Callable | None, seen: dict) -> Sequence[Result]:
    return checks.judge(name, [case], [seen], via).results


def _judged(judge: Callable[[dict], Sequence[Result]], seen: dict) -> list[Result]:
    """Return the verdicts on one observation, whatever is in it."""
    try:
        return list(map(_clipped, judge(seen)))
    except Exception:
        return list(judge(UNJUDGED))


def _clipped(result: Result) -> Result:
    """Return a result whose texts fit into a page and a file."""
    details = {key: valid_text(text)[:MAX_DETAIL] for key, text in result.details.items()}
    return dataclasses.replace(result, details=details)


def start_check_cell(
    source: str, grade_id: str, observe: Observe, hidden: Sequence[Hidden] = ()
) -> RemoteChecks:
    """Run one check cell in this process and return its verdicts so far: the visible ones.

    Parameters
    ----------
    source : str
        The source of the check cell, from the instructor's side; never from a submission.
    grade_id : str
        Its nbgrader id.
    observe : callable
        Answers a list of requests with a list of observations.
    hidden : sequence of Hidden
        The hidden checks of this cell, which know its lab; they are not judged.
    """
    remote = RemoteChecks(observe, hidden)
    filename = f"<check {grade_id}>"
    # inspect.getsource finds a function that the cell defines through linecache.
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    exec(compile(source, filename, "exec"), {"__name__": "check_cell", "checks": remote})
    return remote


def run_check_cell(
    source: str, grade_id: str, hidden: Sequence[Hidden], observe: Observe, seed: int
) -> Report:
    """Run one check cell as `start_check_cell` does, and its hidden checks; `seed` fixes their inputs."""
    remote = start_check_cell(source, grade_id, observe, hidden)
    for check in hidden:
        remote.hidden(check, seed)
    return remote.report()


# What a kernel says -------------------------------------------------------------------------------

# Lists and dictionaries in one answer; an array is one of them, whatever its size.
MAX_PARTS = 1_500_000
_DTYPES = {"bool", *(f"{u}int{n}" for u in ("", "u") for n in (8, 16, 32, 64))}
_DTYPES |= {"float16", "float32", "float64"}


def read_observations(outputs: Sequence[dict], count: int) -> list[dict]:
    """Return `count` observations from the outputs of a probe, whatever a kernel put there.

    Nothing here trusts the kernel: what is not JSON, has another length or another form becomes an
    observation with the status ``failed`` and a reason.
    """
    reason = "the kernel gave no answer"
    for output in outputs:
        if output.get("output_type") == "display_data":
            text = output.get("data", {}).get(MIME)
            if text is not None:
                seen = _parsed(text)
                if isinstance(seen, list) and len(seen) == count:
                    return [_valid(one) for one in seen]
                break
        if output.get("output_type") == "error":
            reason = f"{output.get('ename', 'error')}: {output.get('evalue', '')}"
            reason = valid_text(reason)[:300]
    return [{"status": "failed", "message": reason}] * count


def _parsed(text: Any) -> Any:
    if not isinstance(text, str) or text.count("[") + text.count("{") > MAX_PARTS:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # also numbers of more digits than Python reads
        return None


def _valid(seen: Any) -> dict:
    """Return one observation in the form that `hyperlib.observations.observe` gives it."""
    status = seen.get("status") if isinstance(seen, dict) else None
    if status in ("missing", "unwritten"):
        return {"status": status}
    if status == "value" and "value" in seen:
        try:
            value = _plain(seen["value"])
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return UNJUDGED
        told = {"status": "value", "value": value, "mutated": seen.get("mutated") is True}
        lazy = seen.get("lazy")
        return told | ({"lazy": lazy} if lazy in observations.LAZY else {})
    if status == "error":
        types, message, line = seen.get("types"), seen.get("message"), seen.get("line")
        if (
            isinstance(types, list)
            and all(isinstance(kind, str) for kind in types)
            and isinstance(message, str)
            and isinstance(line, (str, type(None)))
        ):
            told = {
                "status": "error",
                "types": [valid_text(kind)[:200] for kind in types[:50]],
                "message": valid_text(message)[:500],
                "line": line and valid_text(line)[:500],
            }
            if "returned" in seen:
                returned = _valid({"status": "value", "value": seen["returned"]})
                told["returned"] = returned.get("value")
            return told
    return {"status": "failed", "message": "the kernel gave no answer"}


def _plain(data: Any) -> Any:
    """Return data as `hyperlib.observations.encode` writes it, with valid text.

    Raises
    ------
    ValueError, TypeError, KeyError, OverflowError
        If it has another form.
    """
    if data is None or isinstance(data, bool):
        return data
    if isinstance(data, str):
        return valid_text(data)
    if isinstance(data, (int, float)):
        if isinstance(data, int) and abs(data) >= 10**300:
            raise ValueError("a number of over 300 digits")
        return data
    if isinstance(data, list):
        return [_plain(part) for part in data]
    kind = data["$"]
    if kind == "dict":
        return {"$": kind, "items": [[_plain(k), _plain(v)] for k, v in data["items"]]}
    if kind == "set":
        return {"$": kind, "items": [_plain(part) for part in data["items"]]}
    if kind == "ellipsis":
        return {"$": kind}
    if kind == "other":
        return {"$": kind, "type": valid_text(data["type"])[:100]}
    if kind == "array":
        return _array(data)
    raise ValueError("another form")


def _array(data: dict) -> dict:
    shape, values, dtype = data["shape"], data["data"], data["dtype"]
    sizes = all(type(size) is int and 0 <= size <= observations.MAX_ITEMS for size in shape)
    # An array without elements would be as many empty lists as its other sides say.
    count = math.prod(size for size in shape if size)
    if not sizes or len(shape) > 32 or count > observations.MAX_ITEMS or dtype not in _DTYPES:
        raise ValueError("another array")
    if len(values) != math.prod(shape) or not all(isinstance(v, (int, float)) for v in values):
        raise ValueError("another count of elements")
    np.array(values, dtype=dtype)  # raises where a number does not fit
    kind = "torch" if data["kind"] == "torch" else "numpy"
    return {"$": "array", "kind": kind, "dtype": dtype, "shape": shape, "data": values}
