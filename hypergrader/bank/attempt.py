"""Judge one answer to an exercise as a submission would be, in this process instead of a kernel.

Only answers that belong to the course may be judged this way; there is no sandbox here.
"""

from __future__ import annotations

import contextlib
import copy
import io
import json
import signal
import threading
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import FrameType
from typing import Any

from hypergrader.bank.exercise import Exercise
from hypergrader.hidden import Hidden
from hypergrader.submission.verdicts import MIME, read_observations, start_check_cell
from hyperlib import checks, observations
from hyperlib.checks import Case, Report

# How the visible checks call an answer: arguments, keywords, whether the right answer raised.
Call = tuple[tuple, dict, bool]

TIME_LIMIT = 3.0  # seconds of processor time for one answer; a right one needs far less


@dataclass(frozen=True)
class Attempt:
    """What happened to one answer: the report, and the error of the answer cell or None."""

    report: Report
    error: str | None


class CheckError(RuntimeError):
    """An answer made the check itself fail, in the process that must not depend on it."""


class TimeOut(KeyboardInterrupt):
    """An answer ran too long.  Like Ctrl-C it ends the observation too, which takes in all other errors."""


def attempt(
    exercise: Exercise,
    source: str,
    *,
    seed: int = 0,
    hidden: bool = True,
    limit: float | None = TIME_LIMIT,
    until_refused: bool = False,
) -> Attempt:
    """Judge the answer `source` as a submission would be, in a fresh namespace of this process.

    Parameters
    ----------
    exercise : Exercise
        What is answered.
    source : str
        The answer cell.
    seed : int
        Fixes the inputs of the hidden checks.
    hidden : bool
        False leaves the hidden checks out.
    limit : float
        Seconds of processor time, None for any; without effect on Windows and outside the main thread.
    until_refused : bool
        True leaves out the hidden checks after the first check that is not passed.

    Raises
    ------
    CheckError
        If the answer makes the check itself fail, which nothing that a learner returns may do.
    """
    seen = _seen(exercise, source, limit)
    namespace = _fresh(exercise)
    error = None
    for number, cell in enumerate([source, *exercise.between]):
        raised = _run_cell(cell, namespace, limit)
        error = raised if number == 0 else error

    def observe(requests: list[dict]) -> list[dict]:
        asked = json.dumps(requests)
        if asked not in seen:
            try:
                with _quiet(), time_limit(limit):
                    text = observations.observe_all(namespace, asked)
                output = {"output_type": "display_data", "data": {MIME: text}}
                seen[asked] = read_observations([output], len(requests))
            except TimeOut:
                seen[asked] = [{"status": "failed", "message": "time-out"}] * len(requests)
        return seen[asked]

    checked: list[Any] = [_Kept(check) for check in exercise.hidden]
    try:
        if exercise._cache["shown"] is None:  # the visible checks say the same for every seed
            shown = start_check_cell(exercise.check, exercise.check_id, observe, checked)
            exercise._cache["shown"] = shown
        remote = copy.copy(exercise._cache["shown"])
        remote.observe, remote.results = observe, remote.results[:]
        for check in checked if hidden else ():
            if until_refused and not remote.report().passed:
                break
            remote.hidden(check, seed)
        report = remote.report()
    except Exception as raised:
        kind = type(raised).__name__
        raise CheckError(f"{exercise.check_id} itself raised {kind}: {raised}") from raised
    return Attempt(report, error)


def _seen(exercise: Exercise, source: str, limit: float | None) -> dict[str, list[dict]]:
    """Return what this answer was seen to do: requests -> observations, kept until another one is judged."""
    # Many checks ask the same for every seed, and some ask what another check asked before.
    if exercise._cache.get("judged") != (source, limit):
        exercise._cache.update(judged=(source, limit), seen={}, shown=None)
    return exercise._cache["seen"]


def _fresh(exercise: Exercise) -> dict[str, Any]:
    """Return a namespace in which the cells before the answer have run.

    They run once; each answer gets its own copy of the lists and dictionaries that they made.
    """
    if "setup" not in exercise._cache:
        namespace: dict[str, Any] = {"__name__": "__main__"}
        for cell in exercise.before:
            error = _run_cell(cell, namespace, limit=None)
            if error is not None:
                first = cell.strip().split("\n")[0]
                raise RuntimeError(f"{exercise.lesson}: the cell {first!r} failed: {error}")
        import torch

        # Although a lesson's first cell asks for two: waiting for the second takes longer than all the rest.
        torch.set_num_threads(1)
        exercise._cache["setup"] = namespace
    return {
        name: copy.deepcopy(value) if isinstance(value, (list, dict, set)) else value
        for name, value in exercise._cache["setup"].items()
        if name != "__builtins__"
    }


def _run_cell(source: str, namespace: dict[str, Any], limit: float | None) -> str | None:
    """Run one cell; return what it raised, or None.  A kernel goes on after an error too."""
    try:
        with _quiet(), time_limit(limit):
            exec(compile(source, "<cell>", "exec"), namespace)
    except TimeOut:
        return "time-out"
    except (Exception, SystemExit) as error:
        return f"{type(error).__name__}: {error}"
    return None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep what a cell prints or warns about off the terminal, as a kernel does."""
    sink = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(sink):
        warnings.simplefilter("ignore")
        with contextlib.redirect_stderr(sink):
            yield


@contextlib.contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raise `TimeOut` in the block after `seconds` of processor time; None means no limit.

    Processor time does not depend on what else the machine does.  Where the platform has no such
    timer (Windows), or outside the main thread, nothing is limited.

    An import is let go on, and the time begins again: broken off, it would leave half a module behind, and
    torch loads a thousand at the first step of an optimizer or call of `torch.func`.
    """
    possible = hasattr(signal, "SIGPROF") and (
        threading.current_thread() is threading.main_thread()
    )
    if seconds is None or not possible:
        yield
        return

    def stop(_: int, frame: FrameType | None) -> None:
        while frame is not None and "importlib._bootstrap>" not in frame.f_code.co_filename:
            frame = frame.f_back
        if frame is None:
            raise TimeOut
        signal.setitimer(signal.ITIMER_PROF, seconds)

    old = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)


class _Kept:
    """A hidden check that draws the cases of a seed, and writes the requests for them, once for all answers."""

    def __init__(self, hidden: Hidden):
        self.hidden = hidden
        self.seed = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.hidden, name)

    def draw(self, seed: int) -> tuple[Case, ...]:
        self.seed = seed
        return _drawn(self.hidden, seed)

    def requests(self, name: str, cases: Sequence[Case]) -> list[dict]:
        return _asked(self.hidden, self.seed, name)

    def record(self, observed: Sequence[dict]) -> dict[str, Any]:
        return {}


@lru_cache(maxsize=8192)
def _drawn(hidden: Hidden, seed: int) -> tuple[Case, ...]:
    return tuple(hidden.draw(seed))


@lru_cache(maxsize=8192)
def _asked(hidden: Hidden, seed: int, name: str) -> list[dict]:
    return hidden.requests(name, _drawn(hidden, seed))


def recorded_calls(exercise: Exercise) -> list[Call]:
    """Return how the visible checks call the answer: arguments, keywords, whether it raised.

    A quiz or a lab is not called; its list is empty.
    """
    if not exercise.is_called:
        return []
    namespace = _fresh(exercise)
    _run_cell(exercise.solution, namespace, TIME_LIMIT)
    right = namespace[exercise.name]
    calls: list[Call] = []

    def recorder(*args: Any, **kwargs: Any) -> Any:
        kept = copy.deepcopy(args), copy.deepcopy(kwargs)
        try:
            result = right(*args, **kwargs)
        except Exception:
            calls.append((*kept, True))
            raise
        calls.append((*kept, False))
        return result

    namespace[exercise.name] = recorder
    visible = exercise.visible
    requests = checks.request_texts(exercise.name, visible.cases, visible.via)
    with _quiet():
        observations.observe_all(namespace, json.dumps(requests))
    return calls
