"""Describe the hidden part of a check, and load it for a lesson.

Hidden checks live in ``lessons/NN_slug/hidden.py``, which a learner never gets.  Each one draws fresh
inputs from a recorded seed, computes the right value with a reference in the grader's process, and
compares it with the plain data that the learner's kernel returned.

The reference is the lesson's own solution unless a check names another one.  It is read from
``lessons/NN_slug.py``, never from a notebook that was handed in.
"""

from __future__ import annotations

import ast
import builtins
import copy
import json
import linecache
import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from hypergrader.percent import read_cells, solved
from hyperlib import observations
from hyperlib.checks import Case, Result, judge_case, request_texts


@dataclass(frozen=True)
class Source:
    """What a hidden check may take from its lesson.

    Attributes
    ----------
    name : str
        Stands before its errors.
    solutions, labs : dict of str to str
        Exercise -> program that defines its solution, or the lab that asks for it.
    measured : str
        The text of ``lab.csv`` beside the lesson's hidden checks.
    """

    name: str
    solutions: dict[str, str]
    labs: dict[str, str]
    measured: str


class BrokenCheck(RuntimeError):
    """A hidden check is wrong itself, and no submission can be judged by it."""


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
    reference : callable, optional
        ``reference(*args)`` returns the right value, or raises what a right answer raises.  Left out, it is
        the lesson's own solution, called through `via` where there is one.
    hint : str
        What to look at when the check fails.  It must not give the answer away.
    via : callable, optional
        ``via(answer, *args)`` runs in the learner's kernel and returns plain data.
    judge : callable, optional
        ``judge(args, expected, got)`` returns a text that says what is wrong, or None.  For answers that are
        right within a range, such as a random sampler.  Where NaN or infinity is in `got`, it is not asked.
    rtol, atol : float
        Tolerances for numbers.
    asked : str
        The words of the task that ask for the exception, where a case must be refused; a test finds them there.
    refusals : tuple of exception types
        What `reference` raises for input that a right answer refuses.  Any other exception means that
        the check itself is broken: if it counted as a refusal, a wrong answer that fails in the same
        way would pass.
    """

    name: str
    points: float
    cases: Callable[[random.Random], list[tuple]]
    reference: Callable | None = None
    hint: str = ""
    via: Callable | None = None
    judge: Callable[[tuple, Any, Any], str | None] | None = None
    rtol: float = 1e-5
    atol: float = 1e-8
    asked: str = ""
    refusals: tuple[type[Exception], ...] = (ValueError,)

    def requests(self, name: str, cases: Sequence[Case]) -> list[dict]:
        """Return what the learner's kernel is asked about the answer `name`."""
        return request_texts(name, cases, self.via)

    def record(self, observed: Sequence[dict]) -> dict[str, Any]:
        """Return what was measured and belongs to the feedback's picture: nothing, but in a lab."""
        return {}

    def draw(self, seed: int) -> list[Case]:
        """Return the cases for `seed`, each with its right value.

        Raises
        ------
        BrokenCheck
            If `reference` raises an exception that is not one of `refusals`.
        ValueError
            If `cases` draws nothing, or there is no reference.
        """
        if self.reference is None:
            raise ValueError(
                f"hidden check {self.name!r} has no reference; load it with its lesson, or name one"
            )
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
                raise BrokenCheck(
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
                if "NameError" in seen.get("types", []):
                    seen = seen | {"message": ""}  # the missing name may be an input
                result = judge_case(name, case, seen)
            if result.outcome != "pass":
                details = {"look at": result.details.get("look at", self.hint)}
                failed = seen.get("status") == "failed"
                if result.outcome in ("time-out", "memory") or result.outcome == "error" and failed:
                    details["got"] = str(seen.get("message", ""))
                elif result.outcome == "error":
                    kinds = [str(kind) for kind in seen.get("types", [])]
                    known = [k for k in kinds if isinstance(getattr(builtins, k, None), type)]
                    details["got"] = known[0] if known else "an error"
                return Result(self.name, result.outcome, self.points, details)
        return Result(self.name, "pass", self.points)

    def _judged(self, case: Case, seen: dict) -> Result:
        assert self.judge is not None
        try:
            # A gap that is NaN is not too large, so no judge gets one, nor infinity.
            json.loads(json.dumps(seen["value"]), parse_constant=int)
            value = observations.decode(seen["value"], arrays=False)
            problem = self.judge(case.args, case.expected, value)
        except Exception:
            # The judge met data of a form that it did not expect.
            problem = "a value of another form"
        return Result(self.name, "pass" if problem is None else "fail", self.points)

    def bound(self, exercise: str, source: Source) -> Sequence[Hidden]:
        """Return the checks of `exercise` that this one stands for.

        The reference is the lesson's own solution where none is named.
        """
        if self.reference is not None:
            return [self]
        if exercise not in source.solutions:
            known = (
                sorted(source.solutions)
                or "those in the lesson's source, beside the folder of its hidden.py"
            )
            raise ValueError(
                f"{source.name}: hidden check {self.name!r} of 'check_{exercise}' has no reference, and the "
                f"lesson has no solution {exercise!r}; expected one of {known}, or reference=..."
            )
        program, via = source.solutions[exercise], self.via

        def reference(*args: Any) -> Any:
            answer = defined(exercise, program)
            return answer(*args) if via is None else via(answer, *args)

        return [replace(self, reference=reference)]


def load_hidden(folder: str | Path) -> dict[str, list[Hidden]]:
    """Return the hidden checks of the lesson in `folder`: name of the check cell -> checks.

    Parameters
    ----------
    folder : path
        ``lessons/NN_slug``.  A lesson without ``hidden.py`` has no hidden checks.

    Raises
    ------
    ValueError
        If ``hidden.py`` does not define `HIDDEN`, a dictionary of lists of `Hidden`, or if a check has no
        reference and the lesson no solution.
    """
    return hidden_from_source(hidden_source(folder))


def hidden_source(folder: str | Path) -> str:
    """Return the text of a lesson's ``hidden.py``, followed by what it takes from the lesson: see `Source`.

    The text needs no other file, so that it can be sent to the process that grades.  It is empty where
    there is no ``hidden.py``.
    """
    folder = Path(folder)
    path = folder / "hidden.py"
    if not path.exists():
        return ""
    lesson = folder.parent / f"{folder.name}.py"
    text = lesson.read_text(encoding="utf-8") if lesson.exists() else ""
    table = folder / "lab.csv"
    measured = table.read_text(encoding="utf-8") if table.exists() else ""
    solutions, labs = _programs(text)
    taken = {"SOLUTIONS": solutions, "LABS": labs, "MEASURED": measured}
    lines = [f"{name} = {value!r}\n" for name, value in taken.items()]
    return "\n".join([path.read_text(encoding="utf-8"), *lines])


def read_solutions(lesson: str) -> dict[str, str]:
    """Return the solutions of a lesson's source: exercise -> program.

    A program is the answer cell and those of the lesson's imports that it uses, so a solution may use no
    other name.
    """
    return _programs(lesson)[0]


def _programs(lesson: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the programs of solutions, and of labs: exercise -> program that defines a `hyperlib.labs.Lab`.

    A lab is described at the top level of a cell, ``NAME = ...Lab("EXERCISE", ...)``.  A program is that
    statement and the lesson's imports that it uses.
    """
    imports: list[ast.Import | ast.ImportFrom] = []
    solutions, labs = {}, {}
    for cell in read_cells(lesson):
        if not cell.is_code or "demonstration" in cell.metadata.get("tags", []):
            continue
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution"):
            source = solved(cell.source)
            solutions[marks["grade_id"]] = "\n".join([*_used(imports, source), source])
        elif not marks:
            body = ast.parse(cell.source).body
            imports += [node for node in body if isinstance(node, (ast.Import, ast.ImportFrom))]
            for node in body:
                match node:
                    case ast.Assign(
                        value=ast.Call(
                            func=ast.Attribute(attr="Lab" | "Capstone"),
                            args=[ast.Constant(str(name)), *_],
                        ) as made
                    ):
                        source = f"{name} = {ast.unparse(made)}"
                        labs[name] = "\n".join([*_used(imports, source), source])
    return solutions, labs


def _used(imports: Sequence[ast.Import | ast.ImportFrom], source: str) -> list[str]:
    """Return the imports of names that `source` uses; a grader need not load what draws a lesson's figures."""
    names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    kept = []
    for node in imports:
        wanted = [a for a in node.names if (a.asname or a.name.split(".")[0]) in names]
        if wanted:
            kept.append(ast.unparse(_with_names(node, wanted)))
    return kept


def _with_names(node: ast.Import | ast.ImportFrom, names: list[ast.alias]) -> ast.stmt:
    if isinstance(node, ast.Import):
        return ast.Import(names=names)
    return ast.ImportFrom(module=node.module, names=names, level=node.level)


def hidden_from_source(source: str, name: str = "hidden.py") -> dict[str, list[Hidden]]:
    """Return the hidden checks that `hidden_source` wrote down; none for an empty text.

    Raises
    ------
    ValueError
        As `load_hidden`.
    """
    if not source:
        return {}
    # inspect.getsource finds the functions through linecache, so every text has a name of its own.
    filename = f"<{name} {zlib.crc32(source.encode()):08x}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    scope: dict[str, Any] = {"__name__": "hidden_checks"}
    exec(compile(source, filename, "exec"), scope)
    found = scope.get("HIDDEN")
    if not isinstance(found, dict) or not all(
        isinstance(h, Hidden) for checks in found.values() for h in checks
    ):
        raise ValueError(f"{name} must define HIDDEN, a dictionary: check cell -> list of Hidden")
    given = Source(
        name, scope.get("SOLUTIONS", {}), scope.get("LABS", {}), scope.get("MEASURED", "")
    )
    return {
        cell: [one for h in found[cell] for one in h.bound(cell.removeprefix("check_"), given)]
        for cell in found
    }


@lru_cache(maxsize=64)
def defined(name: str, program: str) -> Any:
    """Return what a program of the lesson defines under `name`; it runs once in a process."""
    scope: dict[str, Any] = {"__name__": "solution"}
    exec(compile(program, f"<solution of {name}>", "exec"), scope)
    return scope[name]
