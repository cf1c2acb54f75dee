"""Judge a bank of right and wrong answers, so that the checks themselves are tested.

    python -m hypergrader.bank.judge             write docs/check-table.md, docs/misconceptions.md
    python -m hypergrader.bank.judge --check     only say whether they are up to date

Beside the lesson ``lessons/NN_slug.py`` lies its bank:

* ``NN_slug/accepted/EXERCISE__what.py``: a right answer.  It must get full points.
* ``NN_slug/rejected/EXERCISE__misconception.py``: a wrong answer.  It begins with the line
  ``# misconception: `` and one sentence, then one line ``# caught by: NAME`` for each check that is
  meant to notice it.
* ``NN_slug/equivalent.txt``: mutants that are right after all; see `hypergrader.bank.mutants`.

A file holds what would stand in the learner's answer cell.  It is judged through the code that
judges a submission, with the lesson's cells run in this process instead of a kernel.

**When a wrong answer counts as caught.**  For every seed, the first check that is not passed is
one of those named, and every named check is not passed.  The cell itself must run, and
no NameError may be the reason: a misspelled answer shows nothing about a check.

Only answers that belong to the course may be judged this way; there is no sandbox here.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import io
import json
import re
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypergrader.bank.generic import hazards
from hypergrader.bank.mutants import Mutant, mutants, quiz_mutants, read_equivalents
from hypergrader.hidden import Hidden, load_hidden
from hypergrader.submission.verdicts import MIME, RemoteChecks, read_observations, run_check_cell
from hyperlib import checks, observations
from hyperlib.checks import Case, Report

SEEDS = tuple(range(5))
# Where only hidden checks notice a mistake, their inputs must show it every time.
MANY_SEEDS = tuple(range(25))
TIME_LIMIT = 3.0  # seconds of processor time for one answer; a right one needs far less


@dataclass(frozen=True)
class Exercise:
    """Hold one exercise of a lesson and all that judges it.

    Attributes
    ----------
    lesson : str
        Slug of the lesson, such as ``01_what_are_hyperparameters``.
    name : str
        The global name that the learner defines.
    stub, solution : str
        The answer cell as the learner gets it, and with the reference answer.
    check, check_id : str
        Source and nbgrader id of the check cell.
    points : float
        What the check cell is worth, hidden checks included.
    hidden : tuple of Hidden
        Hidden checks.
    before, between : tuple of str
        Cells that run before the answer cell, and between it and its check cell.
    folder : Path
        Where the bank of this lesson lies.
    """

    lesson: str
    name: str
    stub: str
    solution: str
    check: str
    check_id: str
    points: float
    hidden: tuple[Hidden, ...]
    before: tuple[str, ...]
    between: tuple[str, ...]
    folder: Path
    _cache: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_quiz(self) -> bool:
        return self.visible.options is not None

    @property
    def visible(self) -> Recorder:
        """Return what the visible part of the check cell asks for."""
        if "visible" not in self._cache:
            recorder = Recorder()
            self._cache["visible"] = recorder.run(self.check, self.check_id)
        return self._cache["visible"]

    def bank(self, kind: str) -> list[Answer]:
        """Return the answers of `kind`, ``accepted`` or ``rejected``, sorted by file name."""
        paths = sorted((self.folder / kind).glob(f"{self.name}__*.py"))
        return [read_answer(path) for path in paths]

    def right_answers(self) -> dict[str, str]:
        """Return the right answers of a quiz: question -> answer."""
        options = self.visible.options or {}
        return {
            question: choice
            for question, digest in options["key"].items()
            for choice in options["choices"]
            if checks.digest(self.name, question, choice) == digest
        }


@dataclass(frozen=True)
class Answer:
    """Hold one file of the bank; a right answer has no misconception and is caught by nothing."""

    path: Path
    source: str
    misconception: str
    caught_by: tuple[str, ...]


@dataclass(frozen=True)
class Attempt:
    """Hold what happened to one answer: the report, and the error of the answer cell or None."""

    report: Report
    error: str | None


@dataclass(frozen=True)
class Findings:
    """Hold all that was found out about one exercise.

    A dictionary maps a file name, a hazard or a change to the list of problems; an empty list
    is what one hopes for.
    """

    exercise: Exercise
    accepted: dict[str, list[str]]
    rejected: dict[str, list[str]]
    hazards: dict[str, list[str]]
    mutants: dict[str, list[str]]
    equivalents: dict[str, list[str]]

    @property
    def survivors(self) -> list[str]:
        """Return the mutants that the checks accept and that nobody declared equivalent."""
        return [change for change, problems in self.mutants.items() if problems]

    @property
    def kill_rate(self) -> float:
        """Return the rejected share of the mutants that are not declared equivalent."""
        killed = len(self.mutants) - len(self.survivors)
        return killed / len(self.mutants) if self.mutants else 1.0

    @property
    def line(self) -> str:
        """Return one line for a terminal."""
        n = len(self.mutants)
        return (
            f"{self.exercise.lesson[:2]} {self.exercise.name}: accepted {_share(self.accepted)}, "
            f"rejected {_share(self.rejected)}, hazards {_share(self.hazards)}, "
            f"mutants killed {n - len(self.survivors)}/{n} ({self.kill_rate:.0%}), "
            f"equivalent {len(self.equivalents)}"
        )


class CheckError(RuntimeError):
    """Say that an answer made the check itself fail, in the process that must not depend on it."""


class TimeOut(BaseException):
    """Say that an answer ran too long.  Not an Exception, so that an answer does not catch it."""


class Recorder(RemoteChecks):
    """Write down what a check cell asks for, without an answer to check."""

    def __init__(self) -> None:
        super().__init__(lambda requests: [{"status": "missing"}] * len(requests))
        self.cases: list[Case] = []
        self.via: Callable | None = None
        self.options: dict[str, Any] | None = None

    def check(self, name: str, *cases: Case, via: Callable | None = None) -> None:
        self.cases += cases
        self.via = via
        super().check(name, *cases, via=via)

    def quiz(self, name: str, **options: Any) -> None:
        self.options = options
        super().quiz(name, **options)

    def run(self, source: str, check_id: str) -> Recorder:
        """Run a check cell and return this recorder."""
        import linecache

        filename = f"<check {check_id}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        exec(compile(source, filename, "exec"), {"__name__": "check_cell", "checks": self})
        return self


# Reading ------------------------------------------------------------------------------------------


def load_lesson(path: str | Path) -> list[Exercise]:
    """Return the exercises of the lesson at `path`, in their order.

    Parameters
    ----------
    path : path
        ``lessons/NN_slug.py``; hidden checks and bank lie in the folder ``lessons/NN_slug``.

    Raises
    ------
    ValueError
        If a check cell has no answer cell before it.
    """
    import jupytext

    path = Path(path)
    hidden = load_hidden(path.with_suffix(""))
    before: list[str] = []
    open_at: dict[str, tuple[str, int]] = {}
    found = []
    for cell in jupytext.read(path, fmt="py:percent").cells:
        if cell.cell_type != "code" or "demonstration" in cell.metadata.get("tags", []):
            continue
        grade = cell.metadata.get("nbgrader", {})
        name = grade.get("grade_id", "")
        if grade.get("grade") and not grade.get("solution"):
            exercise = name.removeprefix("check_")
            if exercise not in open_at:
                raise ValueError(
                    f"{path.name}: {name!r} has no answer cell before it; "
                    f"expected one with the grade_id {exercise!r}"
                )
            raw, start = open_at[exercise]
            found.append(
                Exercise(
                    lesson=path.stem,
                    name=exercise,
                    stub=stub(raw),
                    solution=solved(raw),
                    check=cell.source,
                    check_id=name,
                    points=float(grade["points"]),
                    hidden=tuple(hidden.get(name, [])),
                    before=tuple(before[:start]),
                    between=tuple(before[start + 1 :]),
                    folder=path.with_suffix(""),
                )
            )
            continue
        if grade.get("solution"):
            open_at[name] = (cell.source, len(before))
        before.append(solved(cell.source))
    return found


def load_lessons(folder: str | Path = "lessons") -> list[Exercise]:
    """Return the exercises of every lesson in `folder`, in the order of the course."""
    paths = sorted(Path(folder).glob("[0-9][0-9]_*.py"))
    return [exercise for path in paths for exercise in load_lesson(path)]


def read_answer(path: str | Path) -> Answer:
    """Return one file of the bank.

    Raises
    ------
    ValueError
        If a rejected answer does not say its misconception and what is meant to catch it.
    """
    path = Path(path)
    source = path.read_text(encoding="utf-8")
    sentences = re.findall(r"(?m)^# misconception: *(.+?) *$", source)
    caught = tuple(re.findall(r"(?m)^# caught by: *(.+?) *$", source))
    if path.parent.name == "rejected" and (len(sentences) != 1 or not caught):
        raise ValueError(
            f"{path.name}: expected one line `# misconception: ...` and at least one line "
            f"`# caught by: ...`, got {len(sentences)} and {len(caught)}"
        )
    return Answer(path, source, sentences[0] if sentences else "", caught)


def solved(source: str) -> str:
    """Return an answer cell without the lines that mark the solution region."""
    return re.sub(r"(?m)^[ \t]*### (BEGIN|END) SOLUTION[^\n]*\n?", "", source)


def stub(source: str) -> str:
    """Return an answer cell as the student version has it, before anything is written.

    Examples
    --------
    >>> print(stub("def f(x):\\n    ### BEGIN SOLUTION\\n    return x\\n    ### END SOLUTION"))
    def f(x):
        # YOUR CODE HERE
        raise NotImplementedError()
    """

    def replace(match: re.Match) -> str:
        indent = match.group(1)
        lines = ["# YOUR CODE HERE"] + (["raise NotImplementedError()"] if indent else [])
        return "".join(f"{indent}{line}\n" for line in lines)

    region = r"(?ms)^([ \t]*)### BEGIN SOLUTION.*?^[ \t]*### END SOLUTION[^\n]*(?:\n|\Z)"
    return re.sub(region, replace, source).rstrip()


# Judging ------------------------------------------------------------------------------------------


def attempt(
    exercise: Exercise,
    source: str,
    *,
    seed: int = 0,
    hidden: bool = True,
    limit: float = TIME_LIMIT,
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
        Seconds of processor time; without effect on Windows and outside the main thread.

    Raises
    ------
    CheckError
        If the answer makes the check itself fail, which nothing that a learner returns may do.
    """
    namespace = _fresh(exercise)
    error = None
    for number, cell in enumerate([source, *exercise.between]):
        raised = _run_cell(cell, namespace, limit)
        error = raised if number == 0 else error

    def observe(requests: list[dict]) -> list[dict]:
        try:
            with _quiet(), time_limit(limit):
                text = observations.observe_all(namespace, json.dumps(requests))
        except TimeOut:
            return [{"status": "failed", "message": "time-out"}] * len(requests)
        output = {"output_type": "display_data", "data": {MIME: text}}
        return read_observations([output], len(requests))

    checked = exercise.hidden if hidden else ()
    try:
        report = run_check_cell(exercise.check, exercise.check_id, checked, observe, seed)
    except Exception as raised:
        kind = type(raised).__name__
        raise CheckError(f"{exercise.check_id} itself raised {kind}: {raised}") from raised
    return Attempt(report, error)


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
    """
    possible = hasattr(signal, "SIGPROF") and (
        threading.current_thread() is threading.main_thread()
    )
    if seconds is None or not possible:
        yield
        return

    def stop(*_: object) -> None:
        raise TimeOut

    old = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)


def problems_accepted(exercise: Exercise, source: str, seeds: Sequence[int] = SEEDS) -> list[str]:
    """Say why a right answer does not get full points; an empty list where it does."""
    problems = []
    for seed in seeds:
        tried = attempt(exercise, source, seed=seed)
        earned = sum(result.earned for result in tried.report.results)
        if tried.error:
            problems.append(f"the cell raised {tried.error}")
        if not tried.report.passed or abs(earned - exercise.points) > 1e-9:
            score = f"{earned:g} of {exercise.points:g} points"
            problems.append(f"seed {seed}: {score}\n{tried.report}")
        if problems:
            break
    return problems


def problems_rejected(
    exercise: Exercise, answer: Answer, seeds: Sequence[int] = SEEDS
) -> list[str]:
    """Say why a wrong answer is not caught by the checks that are meant to; empty where it is."""
    names = {result.name for result in attempt(exercise, answer.source).report.results}
    unknown = [name for name in answer.caught_by if name not in names]
    if unknown:
        return [f"no check is called {name!r}; expected one of {sorted(names)}" for name in unknown]
    for seed in _enough(exercise, answer.source, seeds):
        tried = attempt(exercise, answer.source, seed=seed)
        missed = [result for result in tried.report.results if result.outcome != "pass"]
        if tried.error:
            return [f"the cell raised {tried.error}"]
        if not missed:
            return [f"seed {seed}: accepted"]
        problems = []
        if missed[0].name not in answer.caught_by:
            problems.append(f"seed {seed}: first caught by {missed[0].name!r}\n{tried.report}")
        for name in answer.caught_by:
            if name not in [result.name for result in missed]:
                problems.append(f"seed {seed}: not caught by {name!r}")
        if any(result.details.get("got", "").startswith("NameError") for result in missed):
            problems.append(f"seed {seed}: the answer uses a name that does not exist")
        if problems:
            return problems
    return []


def problems_hazard(
    exercise: Exercise, hazard: str, source: str, seeds: Sequence[int] = SEEDS
) -> list[str]:
    """Say why a general wrong answer is not refused; an empty list where it is."""
    for seed in seeds:
        tried = attempt(exercise, source, seed=seed)
        if hazard == "empty answer":
            outcomes = {result.outcome for result in tried.report.results}
            if outcomes != {"not attempted"}:
                return [f"seed {seed}: expected `not attempted` only\n{tried.report}"]
        elif tried.report.passed:
            return [f"seed {seed}: accepted"]
    return []


def problems_mutant(exercise: Exercise, mutant: Mutant, seeds: Sequence[int] = SEEDS) -> list[str]:
    """Say for which seeds a mutant is accepted; an empty list where it is always rejected."""
    if not attempt(exercise, mutant.source, hidden=False).report.passed:
        return []
    seeds = _enough(exercise, mutant.source, seeds)
    survived = [s for s in seeds if attempt(exercise, mutant.source, seed=s).report.passed]
    return [f"accepted for {len(survived)} of {len(seeds)} seeds"] if survived else []


def _enough(exercise: Exercise, source: str, seeds: Sequence[int]) -> Sequence[int]:
    """Return `seeds`, or more of them where the visible checks accept a wrong answer."""
    visible = attempt(exercise, source, hidden=False).report
    return MANY_SEEDS if visible.passed and exercise.hidden else seeds


def recorded_calls(exercise: Exercise) -> list[tuple[tuple, dict, bool]]:
    """Return how the visible checks call the answer: arguments, keywords, whether it raised.

    A quiz is not called; its list is empty.
    """
    if exercise.is_quiz:
        return []
    namespace = _fresh(exercise)
    _run_cell(exercise.solution, namespace, TIME_LIMIT)
    right = namespace[exercise.name]
    calls: list[tuple[tuple, dict, bool]] = []

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


# Tables -------------------------------------------------------------------------------------------


def examine(
    exercise: Exercise, others: Sequence[Exercise] = (), seeds: Sequence[int] = SEEDS
) -> Findings:
    """Judge the whole bank of `exercise`, the general hazards and every mutant.

    Parameters
    ----------
    exercise : Exercise
        Loaded by `load_lesson`.
    others : sequence of Exercise
        Exercises of which one lends its answer as a wrong one.
    seeds : sequence of int
        Seeds of the hidden checks.
    """
    declared = {
        change: reason
        for (name, change), reason in read_equivalents(exercise.folder / "equivalent.txt").items()
        if name == exercise.name
    }
    killed: dict[str, list[str]] = {}
    equivalents: dict[str, list[str]] = {
        change: ["no mutant has this change"] for change in declared
    }
    for mutant in exercise_mutants(exercise):
        problems = _judged(problems_mutant, exercise, mutant, seeds)
        if mutant.change in declared:
            equivalents[mutant.change] = [] if problems else ["it is rejected: no equivalent"]
        else:
            killed[mutant.change] = problems
    right, wrong = exercise.bank("accepted"), exercise.bank("rejected")
    general = hazards(exercise, recorded_calls(exercise), others)
    return Findings(
        exercise,
        {a.path.name: _judged(problems_accepted, exercise, a.source, seeds) for a in right},
        {a.path.name: _judged(problems_rejected, exercise, a, seeds) for a in wrong},
        {
            what: _judged(problems_hazard, exercise, what, text, seeds)
            for what, text in general.items()
        },
        killed,
        equivalents,
    )


def _judged(problems: Callable[..., list[str]], *args: Any) -> list[str]:
    """Return what `problems` finds; a check that crashes is a problem too."""
    try:
        return problems(*args)
    except CheckError as crash:
        return [str(crash)]


def exercise_mutants(exercise: Exercise) -> list[Mutant]:
    """Return the mutants of the reference answer of `exercise`."""
    if not exercise.is_quiz:
        return mutants(exercise.solution)
    options = exercise.visible.options or {}
    right = exercise.right_answers()
    return quiz_mutants(exercise.name, exercise.solution, right, options["choices"])


def check_table(found: Sequence[Findings]) -> str:
    """Return the Markdown of docs/check-table.md."""
    lines = [
        "# How the checks were tested",
        "",
        "Made by `python -m hypergrader.bank.judge`; do not edit.",
        "",
        f"Every answer is judged over {len(SEEDS)} seeds of the hidden checks, and over "
        f"{len(MANY_SEEDS)} where the visible checks do not notice a mistake.",
        "*Accepted*: right answers that get full points.",
        "*Rejected*: wrong answers, each from a real misconception, that are caught by the check "
        "that is meant to catch them.",
        "*Hazards*: wrong answers that fit any exercise, such as an empty one or hard-coded "
        "examples.",
        "*Mutants killed*: reference answers with one small mistake that the checks notice; "
        "*equivalent* mutants are right answers after all, and are not counted.",
        "",
        "| lesson | exercise | points | accepted | rejected | hazards | mutants killed "
        "| equivalent |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for f in found:
        n = len(f.mutants)
        lines.append(
            f"| {f.exercise.lesson[:2]} | `{f.exercise.name}` | {f.exercise.points:g} "
            f"| {_share(f.accepted)} | {_share(f.rejected)} | {_share(f.hazards)} "
            f"| {n - len(f.survivors)}/{n} ({f.kill_rate:.0%}) | {len(f.equivalents)} |"
        )
    survivors = [(f.exercise, change) for f in found for change in f.survivors]
    lines += ["", "## Surviving mutants", ""]
    lines += [f"- {e.lesson[:2]} `{e.name}`: {change}" for e, change in survivors] or ["None."]
    return "\n".join(lines) + "\n"


def misconceptions(exercises: Sequence[Exercise]) -> str:
    """Return the Markdown of docs/misconceptions.md."""
    lines = [
        "# Misconceptions",
        "",
        "Made by `python -m hypergrader.bank.judge` from the wrong answers in "
        "`lessons/*/rejected/`; do not edit.",
        "",
        "Each is a wrong answer that learners give, with the checks that notice it.",
    ]
    lesson = None
    for exercise in exercises:
        if exercise.lesson != lesson:
            lesson = exercise.lesson
            lines += ["", f"## Lesson {lesson[:2]}: {lesson[3:].replace('_', ' ')}"]
        lines += ["", f"### `{exercise.name}`", ""]
        for answer in exercise.bank("rejected"):
            caught = "; ".join(f"`{name}`" for name in answer.caught_by)
            lines.append(f"- {answer.misconception}")
            lines.append(f"  Caught by: {caught}.")
    return "\n".join(lines) + "\n"


def _share(found: dict[str, list[str]]) -> str:
    good = sum(not problems for problems in found.values())
    return f"{good}/{len(found)}"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path("."), help="has lessons/ and docs/")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    options = parser.parse_args(argv)
    exercises = load_lessons(options.root / "lessons")
    found = []
    for exercise in exercises:
        found.append(examine(exercise, exercises))
        print(found[-1].line, flush=True)
        for kind in ("accepted", "rejected", "hazards", "mutants", "equivalents"):
            for what, problems in getattr(found[-1], kind).items():
                for problem in problems:
                    print(f"  {kind}: {what}: {problem}")
    stale = False
    texts = {"check-table.md": check_table(found), "misconceptions.md": misconceptions(exercises)}
    for name, text in texts.items():
        path = options.root / "docs" / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale = True
        if not options.check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        print(f"{'out of date' if options.check else 'wrote'}: docs/{name}")
    return int(stale and options.check)


if __name__ == "__main__":
    sys.exit(main())
