"""Show how a class did on one lesson: ``python -m hypergrader report LESSON``.

Only records are read: the verdicts in ``autograded/`` and the answers beside them.  Nothing of a
student's runs.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hypergrader.course.collect import read_names
from hypergrader.course.folder import (
    CommandError,
    CourseFolder,
    GradedNotebook,
    Verdict,
    read_class,
)
from hypergrader.course.similarity import ALIKE, Pair, alike, is_code, shape
from hypergrader.tables import count, printable, show_table, write_csv, write_whole

SHOWN = 3  # groups of wrong answers that are shown for one check
EXAMPLES = 3  # students that are named for one group
PAIRS = 40  # pairs of similar submissions that are listed
BAR = 40  # characters of the longest bar
LOOK = (
    "A likeness is a reason to look at two answers, not a proof. Answers to one question may "
    "agree by chance, or because the students were told to work together."
)


@dataclass(frozen=True)
class Item:
    """What the class did on one check.

    Attributes
    ----------
    exercise, name : str
        The exercise, and the check's own name.
    submitted, attempts, passed : int
        Students that have a verdict, that tried, and that passed.
    outcomes : dict of str to int
        Outcome -> number of students.
    points : float
        What the check is worth.
    discrimination : float or None
        See `discrimination`.
    """

    exercise: str
    name: str
    submitted: int
    attempts: int
    passed: int
    outcomes: dict[str, int]
    points: float
    discrimination: float | None

    @property
    def rate(self) -> float | None:
        """Return the share of the attempts that passed, or None without attempts."""
        return self.passed / self.attempts if self.attempts else None


@dataclass(frozen=True)
class Group:
    """Students whose wrong answers are the same: what they gave, or the program's source."""

    exercise: str
    check: str
    text: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class ClassReport:
    """All that is known about one lesson of one class; `str` of it is the report."""

    lesson: str
    submitted: int
    items: list[Item]
    values: list[Group]
    programs: list[Group]
    scores: dict[str, float]
    most: float
    pairs: list[Pair]
    limits: dict[str, str]
    notes: dict[str, list[str]]
    unread: dict[str, str]
    absent: dict[str, str]

    def sections(self) -> list[tuple[str, str, str]]:
        """Return the parts of the report that say something: heading, name in the page, and text."""
        checks = show_table([HEADER, *map(_row, self.items)], right=range(2, 10), width=44)
        repairs = [
            f"{len(who):>4}  {printable(note, 90)}  ({_names(who)})" for note, who in self.repairs()
        ]
        parts = [
            ("Points", "points", histogram(list(self.scores.values()), self.most)),
            ("Checks", "checks", checks if self.items else ""),
            ("Common wrong values", "values", _groups(self.values)),
            ("Common wrong programs", "programs", _groups(self.programs)),
            ("Similar submissions", "pairs", self._similar()),
            ("Limits hit", "limits", _lines(self.limits)),
            ("Repairs", "notes", "\n".join(repairs)),
            ("Not read", "unread", _lines(self.unread)),
            ("Without a grade", "absent", _lines(self.absent)),
        ]
        return [part for part in parts if part[-1]]

    def summary(self) -> str:
        """Return one line: how many, and how they did."""
        scores = sorted(self.scores.values())
        if not scores:
            return "No submission could be read."
        middle, mean = statistics.median(scores), statistics.fmean(scores)
        return (
            f"{count(self.submitted, 'submission')}, {self.most:g} points; "
            f"mean {mean:.1f}, median {middle:g}, lowest {scores[0]:g}, highest {scores[-1]:g}"
        )

    def alike_rows(self) -> list[list[str]]:
        """Return a row for each exercise of each pair: students, exercise, share, whether equal."""
        return [
            [pair.first, pair.second, exercise, f"{share:.0%}"]
            + ["yes" if exercise in pair.same_text else "no"]
            for pair in self.pairs[:PAIRS]
            for exercise, share in pair.shares.items()
        ]

    def _similar(self) -> str:
        if not self.pairs:
            return "No pair has more in common than the class has."
        rows = [["student", "student", "exercise", "common", "to the letter"], *self.alike_rows()]
        more = len(self.pairs) - PAIRS
        rest = f"\nand {more} more; try a higher --similar" if more > 0 else ""
        return f"{show_table(rows, right=[3], width=40)}{rest}\n{LOOK}"

    def repairs(self) -> list[tuple[str, list[str]]]:
        """Return each note with its students, the most frequent one first."""
        counted = Counter(note for notes in self.notes.values() for note in notes)
        return [
            (note, sorted(s for s, notes in self.notes.items() if note in notes))
            for note, _ in counted.most_common()
        ]

    def __str__(self) -> str:
        parts = [(self.lesson, "", self.summary()), *self.sections()]
        return "\n\n".join(f"{head}\n{'-' * len(head)}\n{text}" for head, _, text in parts)


def _lines(told: dict[str, str]) -> str:
    return "\n".join(f"{printable(s)}: {printable(t)}" for s, t in sorted(told.items()))


HEADER = ["exercise", "check", "tried", "pass", "rate", "fail", "error", "none", "other", "disc"]


def _row(item: Item) -> list[str]:
    main = ("pass", "fail", "error", "not attempted")
    other = sum(n for outcome, n in item.outcomes.items() if outcome not in main)
    rate = "-" if item.rate is None else f"{item.rate:.0%}"
    disc = "-" if item.discrimination is None else f"{item.discrimination:.2f}"
    counts = [str(item.outcomes.get(outcome, 0)) for outcome in main[1:]]
    tried = [item.exercise, item.name, str(item.attempts), str(item.passed)]
    return [*tried, rate, *counts, str(other), disc]


def build(folder: CourseFolder, lesson: str, *, share: float = ALIKE) -> ClassReport:
    """Return the report on `lesson`.

    Raises
    ------
    CommandError
        If nothing of the lesson was graded yet, or `share` is not in (0, 1].
    """
    if not 0 < share <= 1:
        raise CommandError(f"--similar must be in (0, 1], got {share:g}; try 0.8")
    graded, unread = read_class(folder.lesson(lesson, "autograded"))
    made = summarize(lesson, graded, folder.stubs(lesson), unread, share=share)
    try:
        known = folder.students()
    except CommandError as error:  # the report does not need more of it
        known, made = set(), replace(made, unread={**unread, "the gradebook": str(error)})
    return replace(made, absent=_absent(folder, lesson, known))


def _absent(folder: CourseFolder, lesson: str, known: set[str]) -> dict[str, str]:
    """Return who has no grade, though the gradebook or ``submitted/`` knows them, and why."""
    handed_in, graded = folder.step("submitted", lesson), folder.step("autograded", lesson)
    only = {one: entry.get(lesson, {}).get("only") for one, entry in read_names(folder).items()}
    known = {*known, *handed_in, *(one for one, file in only.items() if file)}

    def why(student: str) -> str:
        if student in handed_in:
            return f"not graded yet; try `nbgrader autograde {lesson}`"
        if file := only.get(student):
            return f"handed in only {file}, which cannot be graded; ask for the notebook, the .ipynb file"
        return "nothing handed in"

    return {student: why(student) for student in known - set(graded)}


def summarize(
    lesson: str,
    graded: Sequence[GradedNotebook],
    stubs: dict[str, str],
    unread: dict[str, str] | None = None,
    *,
    share: float = ALIKE,
) -> ClassReport:
    """Return the report on a class: its graded notebooks, and the released answer cells."""
    return ClassReport(
        lesson=lesson,
        submitted=len(graded) + len(unread or {}),
        items=items(graded),
        values=common_values(graded),
        programs=common_programs(graded, stubs),
        scores={g.student: g.earned for g in graded},
        most=max((g.points for g in graded), default=0.0),
        pairs=alike({g.student: g.answers for g in graded}, stubs, share=share),
        limits={g.student: g.limit for g in graded if g.limit},
        notes={g.student: g.notes for g in graded if g.notes},
        unread=unread or {},
        absent={},
    )


def items(graded: Sequence[GradedNotebook]) -> list[Item]:
    """Return the statistics of every check, in the order of the notebook."""
    by_check: dict[tuple[str, str, int], dict[str, Verdict]] = {}
    for one in graded:
        for key, verdict in numbered(one):
            by_check.setdefault(key, {})[one.student] = verdict
    totals = {one.student: one.earned for one in graded}
    found = []
    for (cell, name, _), verdicts in by_check.items():
        outcomes = Counter(verdict.outcome for verdict in verdicts.values())
        passed = outcomes["pass"]
        rest = [totals[s] - v.earned for s, v in verdicts.items()]
        hits = [v.outcome == "pass" for v in verdicts.values()]
        found.append(
            Item(
                exercise=cell.removeprefix("check_"),
                name=name,
                submitted=len(verdicts),
                attempts=len(verdicts) - outcomes["not attempted"],
                passed=passed,
                outcomes=dict(outcomes),
                points=max(v.points for v in verdicts.values()),
                discrimination=discrimination(hits, rest),
            )
        )
    return found


def numbered(graded: GradedNotebook) -> list[tuple[tuple[str, str, int], Verdict]]:
    """Return the verdicts with keys: cell, name, and a number where a name comes twice."""
    seen: Counter = Counter()
    keyed = []
    for verdict in graded.verdicts:
        key = verdict.cell, verdict.name
        keyed.append(((*key, seen[key]), verdict))
        seen[key] += 1
    return keyed


def discrimination(passed: Sequence[bool], rest: Sequence[float]) -> float | None:
    """Return the correlation of passing one check with the points in all the other ones.

    The check's own points are left out of the total, as they would raise the correlation (S.
    Henrysson: Correction of item-total correlations in item analysis, Psychometrika 28, 1963).
    Near 0, or below it: the check tells apart something else than the rest of the lesson.

    Parameters
    ----------
    passed : sequence of bool
        Whether each student passed.
    rest : sequence of float
        The points of the same students in all other checks.

    Returns
    -------
    float or None
        In [-1, 1]; None where all passed, none did, or all have the same points.

    Examples
    --------
    >>> round(discrimination([True, True, False, False], [9, 8, 2, 1]), 2)
    0.99
    >>> discrimination([True, True], [1, 2]) is None
    True
    """
    if len(passed) < 3 or len(set(passed)) < 2 or max(rest) - min(rest) < 1e-9:
        return None
    return statistics.correlation([float(hit) for hit in passed], list(rest))


def common_values(graded: Sequence[GradedNotebook]) -> list[Group]:
    """Return the most frequent wrong values of each check, those of at least two students."""
    groups: dict[tuple[str, str, int], dict[str, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in graded:
        for key, verdict in numbered(one):
            if verdict.outcome not in ("pass", "not attempted") and verdict.got:
                groups[key][normal_value(verdict.got)].append(one.student)
    return [
        Group(cell.removeprefix("check_"), name, text, tuple(students))
        for (cell, name, _), texts in groups.items()
        for text, students in _largest(texts)
    ]


def common_programs(graded: Sequence[GradedNotebook], stubs: dict[str, str]) -> list[Group]:
    """Return the most frequent wrong programs of each exercise, those of at least two students.

    The text of a group is the answer of its first student.
    """
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    sources: dict[tuple[str, str], str] = {}
    for one in graded:
        for exercise, source in one.answers.items():
            verdicts = [v for v in one.verdicts if v.cell == f"check_{exercise}"]
            wrong = any(v.outcome not in ("pass", "not attempted") for v in verdicts)
            stub = stubs.get(exercise, "")
            if wrong and is_code(source) and source.strip() != stub.strip():
                groups[exercise][shape(source)].append(one.student)
                sources[exercise, one.student] = source
    return [
        Group(exercise, "", sources[exercise, students[0]], tuple(students))
        for exercise, shapes in groups.items()
        for _, students in _largest(shapes)
    ]


def _largest(groups: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(text, students) for text, students in ordered if len(students) > 1][:SHOWN]


def normal_value(got: str) -> str:
    """Return a value's text without what differs from run to run.

    Examples
    --------
    >>> normal_value("<object  at 0x7f3a>")
    '<object at 0x...>'
    """
    return re.sub(r"0x[0-9a-fA-F]+", "0x...", " ".join(got.split()))


def histogram(scores: Sequence[float], most: float) -> str:
    """Return bars of text: how many students have how many tenths of the points.

    Examples
    --------
    >>> print(histogram([0, 4, 4], 4))
      0 -  10%    1  ####################
     90 - 100%    2  ########################################
    """
    bins = tenths(scores, most)
    if not any(bins):
        return ""
    first = next(i for i, n in enumerate(bins) if n)
    lines = []
    for i, n in enumerate(bins):
        if n or (i > first and len(scores) > 9):
            bar = "#" * max(round(BAR * n / max(bins)), 1 if n else 0)
            lines.append(f"{10 * i:3d} - {10 * i + 10:3d}% {n:4d}  {bar}".rstrip())
    return "\n".join(lines)


def tenths(scores: Sequence[float], most: float) -> list[int]:
    """Return how many scores lie in each tenth of the points; all points are in the last one.

    Examples
    --------
    >>> tenths([0, 4, 4], 4)
    [1, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    """
    bins = [0] * 10
    for score in scores if most > 0 else ():
        bins[min(int(10 * max(score, 0) / most), 9)] += 1
    return bins


def _names(students: Sequence[str]) -> str:
    shown = ", ".join(printable(s, 30) for s in students[:EXAMPLES])
    more = len(students) - EXAMPLES
    return f"{shown} and {more} more" if more > 0 else shown


def _groups(groups: Sequence[Group]) -> str:
    lines = []
    for group in groups:
        title = group.exercise + (f", {group.check}" if group.check else "")
        who = f"{count(len(group.students), 'student')}: {_names(group.students)}"
        if group.check:
            lines.append(f"{printable(title, 60)}\n    {printable(group.text, 90)}\n    {who}")
        else:
            source = group.text.strip().splitlines()
            code = [f"    | {_code_line(line)}" for line in source[:15]]
            code += ["    | ..."] if len(source) > 15 else []
            lines.append("\n".join([printable(title, 60), *code, f"    {who}"]))
    return "\n".join(lines)


def _code_line(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return " " * min(indent, 40) + printable(line, 90)


def write_items(report: ClassReport, path: str | Path) -> None:
    """Write one row for each check as CSV."""
    outcomes = sorted({o for item in report.items for o in item.outcomes} - {"pass"})
    header = ["exercise", "check", "points", "submitted", "attempts", "pass", "pass rate"]
    rows: list[list] = [[*header, "discrimination", *outcomes]]
    for item in report.items:
        shares = ["" if n is None else round(n, 4) for n in (item.rate, item.discrimination)]
        counts = [item.points, item.submitted, item.attempts, item.passed, *shares]
        others = (item.outcomes.get(outcome, 0) for outcome in outcomes)
        rows.append([item.exercise, item.name, *counts, *others])
    write_csv(path, rows)


def write_page(report: ClassReport, path: str | Path) -> None:
    """Write the report as one page with pictures, which runs nothing and loads nothing."""
    from hypergrader.course import pages

    bins = tenths(list(report.scores.values()), report.most)
    page = pages.render(
        "report.html.j2",
        report=report,
        summary=report.summary(),
        sections=[(title, name) for title, name, _ in report.sections()],
        bins=bins,
        points=[
            [s, f"{n:g}"] for s, n in sorted(report.scores.items(), key=lambda x: (-x[1], x[0]))
        ],
        head=HEADER,
        rows=[_row(item) for item in report.items],
        students=lambda group: (
            f"{count(len(group.students), 'student')}: {', '.join(group.students)}"
        ),
        pairs=report.alike_rows(),
        notes=[[note, ", ".join(students)] for note, students in report.repairs()],
        look=LOOK,
    )
    write_whole(path, page.encode())
