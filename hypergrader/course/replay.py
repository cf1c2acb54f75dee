"""Decide a submission again with the seeds of its record, and compare the verdicts."""

from __future__ import annotations

import contextlib
import difflib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypergrader.autograde import SafeAutograde
from hypergrader.course.folder import CommandError, CourseFolder, graded_from, read_graded
from hypergrader.hidden import Hidden
from hypergrader.submission.grade import grade
from hypergrader.tables import printable
from hyperlib import observations
from hyperlib.checks import Case

HEADER = ["cell", "check", "recorded", "now"]
SHOWN = 3  # cases of one hidden check


@dataclass(frozen=True)
class Evidence:
    """One case of a hidden check, for the instructor's eyes only."""

    exercise: str
    check: str
    outcome: str
    given: str
    expected: str
    got: str

    def __str__(self) -> str:
        lines = [f"{self.exercise}, {self.check}: {self.outcome}"]
        lines += [f"    {k:<9} {getattr(self, k)}" for k in ("given", "expected", "got")]
        return "\n".join(lines)


def replay(
    folder: CourseFolder, lesson: str, student: str
) -> tuple[list[list[str]], list[Evidence]]:
    """Return a row for each verdict (cell, check, recorded outcome, outcome now), and the evidence.

    The submission runs in the sandbox again, with the recorded seeds, so the hidden checks draw the
    same inputs.  Nothing is written.

    Raises
    ------
    CommandError
        If the student's lesson was not graded yet.
    """
    graded = folder.path("autograded", student, lesson)
    if not graded.is_dir():
        known = list(folder.lesson(lesson, "autograded"))
        near = difflib.get_close_matches(student, known, cutoff=0.3) or known[:3]
        raise CommandError(
            f"no graded {lesson} of {student!r}; expected an id of {folder.root / 'autograded'}; "
            f"try one of these: {', '.join(near)}"
        )
    old = read_graded(student, graded)
    grader = SafeAutograde(coursedir=folder.coursedir, config=folder.config)
    grader._limits = grader.limits_here()
    grader._check_sandbox()
    seeds = {cell: seed for cell, seed in old.seeds.items() if seed is not None}
    now: dict[tuple[str, str], str] = {}
    with hidden_cases() as seen:
        for task in grader._tasks(student, lesson, seeds):
            again = graded_from(student, json.loads(grade(task).notebook))
            now |= {(v.cell, v.name): v.outcome for v in again.verdicts}
    rows = [
        [v.cell, v.name, v.outcome, now.get((v.cell, v.name), "no such check")]
        for v in old.verdicts
    ]
    return rows, seen


@contextlib.contextmanager
def hidden_cases() -> Iterator[list[Evidence]]:
    """Keep the cases that hidden checks judge meanwhile: those not passed, else the first one."""
    kept: list[Evidence] = []
    original = Hidden.verdict

    def verdict(self: Hidden, name: str, cases: Sequence[Case], observed: Sequence[dict]) -> Any:
        alone = [
            (original(self, name, [case], [seen]).outcome, case, seen)
            for case, seen in zip(cases, observed, strict=True)
        ]
        chosen = [one for one in alone if one[0] != "pass"][:SHOWN] or alone[:1]
        # A check may be judged again, when a later cell defines its answer: the last time counts.
        kept[:] = [one for one in kept if (one.exercise, one.check) != (name, self.name)]
        kept.extend(_evidence(name, self.name, *one) for one in chosen)
        return original(self, name, cases, observed)

    Hidden.verdict = verdict  # type: ignore[method-assign]
    try:
        yield kept
    finally:
        Hidden.verdict = original  # type: ignore[method-assign]


def _evidence(exercise: str, check: str, outcome: str, case: Case, seen: dict) -> Evidence:
    given = f"{exercise}({', '.join(_text(arg) for arg in case.args)})"
    expected = case.error.__name__ if case.error else _text(case.expected)
    return Evidence(exercise, check, outcome, given, expected, _got(seen))


def _got(seen: dict) -> str:
    if seen.get("status") == "value":
        try:
            return _text(observations.decode(seen["value"], arrays=False))
        except Exception:  # whatever a student's kernel sent
            return "a value that is not plain data"
    kind = str((seen.get("types") or [seen.get("status", "nothing")])[0])
    return printable(f"{kind}: {seen.get('message', '')}".strip(": "), 300)


def _text(value: Any) -> str:
    try:
        return printable(repr(value), 300)
    except Exception:  # a value that cannot be shown
        return f"a {type(value).__name__}"
