"""Read a lesson's exercises and the answers that its checks are tested with.

All answers to an exercise lie in ``lessons/NN_slug/answers/EXERCISE.py``, one a cell, as a learner would
write it into the answer cell:

* ``# %% right: NAME``: it must get full points.
* ``# %% wrong: NAME``: it begins with the line ``# misconception: `` and one sentence, then one line
  ``# caught by: CHECK`` for each check that is meant to notice it.
* ``# %% equivalent: NAME``: lines ``# CHANGE | REASON``, one for each mutant of that right answer which is
  right after all; see `hypergrader.bank.mutants`.  The lesson's own solution is called ``solution``.
"""

from __future__ import annotations

import linecache
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypergrader.hidden import Hidden, load_hidden
from hypergrader.labs import LabGrading
from hypergrader.percent import Cell, is_check, read_cells, solved
from hypergrader.submission.verdicts import RemoteChecks
from hyperlib import checks
from hyperlib.checks import Case
from hyperlib.labs import Lab

SOLUTION = "solution"  # how `# %% equivalent:` calls the lesson's own answer


@dataclass(frozen=True)
class Answer:
    """One right or wrong answer to an exercise.

    Attributes
    ----------
    path : Path
        The file that it stands in.
    kind : str
        ``right`` or ``wrong``.
    name : str
        How this answer differs from the others.
    source : str
        What would stand in the learner's answer cell.
    misconception : str
        What somebody believes who answers like this; empty for a right answer.
    caught_by : tuple of str
        The checks that are meant to notice it.
    """

    path: Path
    kind: str
    name: str
    source: str
    misconception: str = ""
    caught_by: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the title of the answer's cell."""
        return f"{self.kind}: {self.name}"


@dataclass(frozen=True)
class Exercise:
    """One exercise of a lesson and all that judges it.

    Attributes
    ----------
    lesson : str
        Slug of the lesson, such as ``01_what_are_hyperparameters``.
    name : str
        The global name that the learner defines.
    text : str
        The task: the text cell before the answer cell.
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
    path : Path
        Where the answers of this exercise lie.
    """

    lesson: str
    name: str
    text: str
    stub: str
    solution: str
    check: str
    check_id: str
    points: float
    hidden: tuple[Hidden, ...]
    before: tuple[str, ...]
    between: tuple[str, ...]
    path: Path
    _cache: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def number(self) -> str:
        return self.lesson.partition("_")[0]

    @property
    def is_quiz(self) -> bool:
        return self.visible.options is not None

    @property
    def lab(self) -> Lab | None:
        """Return the lab that asks for the answer, if one does."""
        return next((h.lab for h in self.hidden if isinstance(h, LabGrading)), None)

    @property
    def is_called(self) -> bool:
        """Return whether the answer is a function or a class, and no plain data."""
        return not self.is_quiz and self.lab is None

    @property
    def visible(self) -> Recorder:
        """Return what the visible part of the check cell asks for."""
        if "visible" not in self._cache:
            recorder = Recorder(self.hidden)
            self._cache["visible"] = recorder.run(self.check, self.check_id)
        return self._cache["visible"]

    def answers(self, kind: str) -> list[Answer]:
        """Return the answers of `kind`, ``right`` or ``wrong``."""
        return [answer for answer in read_answers(self.path) if answer.kind == kind]

    def equivalents(self) -> dict[tuple[str, str], str]:
        """Return the mutants that are right after all: (answer, change) -> reason."""
        return read_equivalents(self.path)

    def key(self) -> dict[str, str]:
        """Return the right answers of a quiz: question -> answer."""
        options = self.visible.options or {}
        return {
            question: choice
            for question, digest in options["key"].items()
            for choice in options["choices"]
            if checks.digest(self.name, question, choice) == digest
        }


class Recorder(RemoteChecks):
    """Write down what a check cell asks for, without an answer to check."""

    def __init__(self, hidden: Sequence[Hidden] = ()) -> None:
        super().__init__(lambda requests: [{"status": "missing"}] * len(requests), hidden)
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
        filename = f"<check {check_id}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        exec(compile(source, filename, "exec"), {"__name__": "check_cell", "checks": self})
        return self


def load_lesson(path: str | Path) -> list[Exercise]:
    """Return the exercises of the lesson at `path`, in their order.

    Parameters
    ----------
    path : path
        ``lessons/NN_slug.py``; hidden checks and answers lie in the folder ``lessons/NN_slug``.

    Raises
    ------
    ValueError
        If a check cell has no answer cell before it.
    """
    path = Path(path)
    hidden = load_hidden(path.with_suffix(""))
    before: list[str] = []
    open_at: dict[str, tuple[str, str, int]] = {}
    found = []
    text = ""
    for cell in read_cells(path.read_text(encoding="utf-8")):
        if not cell.is_code:
            text = cell.source
            continue
        if "demonstration" in cell.metadata.get("tags", []):
            continue
        grade = cell.metadata.get("nbgrader", {})
        name = grade.get("grade_id", "")
        if is_check(cell.metadata):
            exercise = name.removeprefix("check_")
            if exercise not in open_at:
                raise ValueError(
                    f"{path.name}: {name!r} has no answer cell before it; "
                    f"expected one with the grade_id {exercise!r}"
                )
            task, raw, start = open_at[exercise]
            found.append(
                Exercise(
                    lesson=path.stem,
                    name=exercise,
                    text=task,
                    stub=stub(raw),
                    solution=solved(raw),
                    check=cell.source,
                    check_id=name,
                    points=float(grade["points"]),
                    hidden=tuple(hidden.get(name, [])),
                    before=tuple(before[:start]),
                    between=tuple(before[start + 1 :]),
                    path=path.with_suffix("") / "answers" / f"{exercise}.py",
                )
            )
            continue
        if grade.get("solution"):
            open_at[name] = (text, cell.source, len(before))
        before.append(solved(cell.source))
    return found


def load_lessons(folder: str | Path = "lessons") -> list[Exercise]:
    """Return the exercises of every lesson in `folder`, in the order of the course."""
    paths = sorted(Path(folder).glob("[0-9]*_*.py"))
    return [exercise for path in paths for exercise in load_lesson(path)]


def read_answers(path: str | Path) -> list[Answer]:
    """Return the right and wrong answers that stand in the file at `path`, in its order.

    A file that is not there has none.

    Raises
    ------
    ValueError
        If a cell has another title, a name stands twice, or a wrong answer lacks its misconception or
        what is meant to catch it.
    """
    path = Path(path)
    found = []
    for cell, kind, name in _titled(path):
        if kind == "equivalent":
            continue
        sentences = re.findall(r"(?m)^# misconception: *(.+?) *$", cell.source)
        caught = tuple(re.findall(r"(?m)^# caught by: *(.+?) *$", cell.source))
        if kind == "wrong" and (len(sentences) != 1 or not caught):
            raise ValueError(
                f"{_place(path, cell)}: expected one line `# misconception: ...` and at least one line "
                f"`# caught by: ...`, got {len(sentences)} and {len(caught)}"
            )
        source = re.sub(r"(?m)^# (misconception|caught by):.*\n?", "", cell.source).strip("\n")
        misconception = sentences[0] if sentences else ""
        found.append(Answer(path, kind, name, source + "\n", misconception, caught))
    return found


def read_equivalents(path: str | Path) -> dict[tuple[str, str], str]:
    """Return the mutants that the file at `path` declares equivalent: (answer, change) -> reason.

    Raises
    ------
    ValueError
        If a line has another form, or if there is no answer of that name.
    """
    path = Path(path)
    declared: dict[tuple[str, str], str] = {}
    cells = _titled(path)
    right = {SOLUTION} | {name for _, kind, name in cells if kind == "right"}
    for cell, kind, name in cells:
        if kind != "equivalent":
            continue
        if name not in right:
            raise ValueError(
                f"{_place(path, cell)}: no right answer is called {name!r}; expected one of {sorted(right)}"
            )
        for line in filter(str.strip, cell.source.splitlines()):
            change, bar, reason = line.removeprefix("# ").rpartition(" | ")
            if not (line.startswith("# ") and bar and change.strip() and reason.strip()):
                raise ValueError(
                    f"{_place(path, cell)}: expected lines `# CHANGE | REASON`, got {line[:80]!r}"
                )
            declared[name, change.strip()] = reason.strip()
    return declared


def _titled(path: Path) -> list[tuple[Cell, str, str]]:
    """Return the cells of an answers file with what their titles say: right, wrong or equivalent, and a name."""
    if not path.exists():
        return []
    found: list[tuple[Cell, str, str]] = []
    for cell in read_cells(path.read_text(encoding="utf-8")):
        kind, _, name = (part.strip() for part in cell.title.partition(":"))
        if kind not in ("right", "wrong", "equivalent") or not name:
            raise ValueError(
                f"{_place(path, cell)}: expected `# %% right: NAME`, `# %% wrong: NAME` or "
                "`# %% equivalent: NAME`"
            )
        if any((kind, name) == earlier[1:] for earlier in found):
            raise ValueError(f"{_place(path, cell)}: this title stands twice; give it another name")
        found.append((cell, kind, name))
    return found


def _place(path: Path, cell: Cell) -> str:
    return f"{path.parent.parent.name}/{path.parent.name}/{path.name}, line {cell.line}, {cell.title!r}"


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
