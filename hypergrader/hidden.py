"""Describe the hidden part of a check, and load it for a lesson.

Hidden checks live in ``lessons/NN_slug/hidden.py``, which a learner never gets.  Each one draws fresh
inputs from a recorded seed, computes the right value with a reference in the grader's process, and
compares it with the plain data that the learner's kernel returned.
"""

from __future__ import annotations

import linecache
import random
import runpy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hyperlib.checks import Case, Result, judge_case


@dataclass(frozen=True)
class Hidden:
    """Describe one hidden check.

    Parameters
    ----------
    name : str
        Shown to the learner, so it says what is checked and not with which inputs.
    points : float
        Given when every case is right.
    cases : callable
        ``cases(rng)`` returns a list of argument tuples, drawn from `rng`, a `random.Random`.
    reference : callable
        ``reference(*args)`` returns the right value, or raises what a right answer raises.
    hint : str
        What to look at when the check fails.  It must not give the answer away.
    via : callable, optional
        ``via(answer, *args)`` runs in the learner's kernel and returns plain data.
    judge : callable, optional
        ``judge(args, expected, got)`` returns a text that says what is wrong, or None.  For answers
        that are right within a range, such as a random sampler.
    rtol, atol : float
        Tolerances for numbers.
    refusals : tuple of exception types
        What `reference` raises for input that a right answer refuses.  Any other exception means that
        the check itself is broken: if it counted as a refusal, a wrong answer that fails in the same
        way would pass.
    """

    name: str
    points: float
    cases: Callable[[random.Random], list[tuple]]
    reference: Callable
    hint: str = ""
    via: Callable | None = None
    judge: Callable[[tuple, Any, Any], str | None] | None = None
    rtol: float = 1e-5
    atol: float = 1e-8
    refusals: tuple[type[Exception], ...] = (ValueError,)

    def draw(self, seed: int) -> list[Case]:
        """Return the cases for `seed`, each with its right value.

        Raises
        ------
        RuntimeError
            If `reference` raises an exception that is not one of `refusals`.
        ValueError
            If `cases` draws nothing.
        """
        import copy

        rng = random.Random(f"{self.name}/{seed}")
        drawn = []
        for args in self.cases(rng):
            error, expected = None, None
            try:
                expected = self.reference(*copy.deepcopy(args))
            except self.refusals as raised:
                error = type(raised)
            except Exception as problem:
                kinds = ", ".join(kind.__name__ for kind in self.refusals)
                raise RuntimeError(
                    f"hidden check {self.name!r} is broken: its reference raised "
                    f"{type(problem).__name__}: {problem}; expected a value, or {kinds} for input "
                    "that must be refused; correct the reference, or name the exception in refusals"
                ) from problem
            drawn.append(Case(args, expected, error, 1, self.hint, "", self.rtol, self.atol))
        if not drawn:
            raise ValueError(
                f"hidden check {self.name!r} drew no case; cases(rng) must return some"
            )
        return drawn

    def verdict(self, name: str, cases: Sequence[Case], observed: Sequence[dict]) -> Result:
        """Return one result for all cases; the first one that is not passed decides.

        Neither the inputs nor the right values are in it.
        """
        for case, seen in zip(cases, observed, strict=True):
            if self.judge is not None and case.error is None and seen.get("status") == "value":
                result = self._judged(case, seen)
            else:
                result = judge_case(name, case, seen)
            if result.outcome != "pass":
                details = {"look at": self.hint}
                if result.outcome in ("time-out", "memory"):
                    details["got"] = str(seen.get("message", ""))
                if result.outcome == "error" and seen.get("status") == "failed":
                    details["got"] = str(seen.get("message", ""))
                elif result.outcome == "error":
                    kinds = [str(kind) for kind in seen.get("types", [])]
                    known = [k for k in kinds if isinstance(_builtin(k), type)]
                    details["got"] = known[0] if known else "an error"
                return Result(self.name, result.outcome, self.points, details)
        return Result(self.name, "pass", self.points)

    def _judged(self, case: Case, seen: dict) -> Result:
        from hyperlib import observations

        try:
            problem = self.judge(
                case.args, case.expected, observations.decode(seen["value"], arrays=False)
            )
        except Exception:
            # The judge met data of a form that it did not expect.
            problem = "a value of another form"
        return Result(self.name, "pass" if problem is None else "fail", self.points)


def _builtin(name: str) -> Any:
    import builtins

    return getattr(builtins, name, None)


def load_hidden(folder: str | Path) -> dict[str, list[Hidden]]:
    """Return the hidden checks of the lesson in `folder`: name of the check cell -> checks.

    Parameters
    ----------
    folder : path
        ``lessons/NN_slug``.  A lesson without ``hidden.py`` has no hidden checks.

    Raises
    ------
    ValueError
        If ``hidden.py`` does not define `HIDDEN`, a dictionary of lists of `Hidden`.
    """
    path = Path(folder) / "hidden.py"
    if not path.exists():
        return {}
    return _checked(runpy.run_path(str(path)).get("HIDDEN"), path.name)


def hidden_from_source(source: str, name: str = "hidden.py") -> dict[str, list[Hidden]]:
    """Return the hidden checks that the text of a ``hidden.py`` defines; none for an empty text.

    Raises
    ------
    ValueError
        As `load_hidden`.
    """
    if not source:
        return {}
    filename = f"<{name}>"
    # inspect.getsource finds the functions through linecache.
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    scope = {"__name__": "hidden_checks"}
    exec(compile(source, filename, "exec"), scope)
    return _checked(scope.get("HIDDEN"), name)


def _checked(found: Any, name: str) -> dict[str, list[Hidden]]:
    right = isinstance(found, dict) and all(
        isinstance(h, Hidden) for checks in found.values() for h in checks
    )
    if not right:
        raise ValueError(f"{name} must define HIDDEN, a dictionary: check cell -> list of Hidden")
    return found
