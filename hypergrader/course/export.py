"""Write grades in the form that an LMS imports: ``python -m hypergrader export``.

* Canvas: ``Student, ID, SIS User ID, SIS Login ID, Section``, then a column for each lesson, with a
  row ``Points Possible``.  With the gradebook that Canvas exported as roster, its rows and
  identifiers are taken, and its column ``LESSON (1234)`` where there is one.
* Moodle: ``Username``, ``ID number`` and ``Email address``, as far as they are known, then a column for
  each lesson.  In the import, map from one of the first three.

An empty cell means that nothing was graded; it is not a zero.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypergrader.course.collect import one_spelling, student_id
from hypergrader.course.folder import CommandError, CourseFolder

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE = ("Username", "ID number", "Email address")


@dataclass(frozen=True)
class Person:
    """A student of the gradebook, with the grades that there are: lesson -> points."""

    student: str
    first: str = ""
    last: str = ""
    email: str = ""
    number: str = ""
    grades: dict[str, float] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Grades:
    """All grades: people, and lesson -> most points; and how many wait for a person.

    `unfinished` are submissions whose grading was broken off: the gradebook has 0 points for them.
    """

    people: list[Person]
    lessons: dict[str, float]
    waiting: int = 0
    unfinished: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Export:
    """The rows of a file, its delimiter, and what the instructor should know."""

    rows: list[list]
    delimiter: str = ","
    warnings: list[str] = field(default_factory=list)


def read_grades(folder: CourseFolder) -> Grades:
    """Return the grades in the gradebook, late penalties taken off, as nbgrader's exporter does.

    Raises
    ------
    CommandError
        If there is no gradebook, or no lesson in it.
    """
    with folder.gradebook() as book:
        lessons = {a.name: float(a.max_score) for a in book.assignments}
        people = {
            s.id: Person(
                s.id, s.first_name or "", s.last_name or "", s.email or "", s.lms_user_id or ""
            )
            for s in book.students
        }
        waiting, unfinished = 0, []
        for assignment in book.assignments:
            for submission in assignment.submissions:
                one = people[submission.student_id]
                records = folder.root / ".grading" / assignment.name
                if records.is_dir() and not (records / f"{one.student}.json").exists():
                    unfinished.append((one.student, assignment.name))
                    continue
                penalty = submission.late_submission_penalty or 0.0
                one.grades[assignment.name] = max(0.0, float(submission.score) - penalty)
                waiting += bool(submission.needs_manual_grade)
                grades = [g for n in submission.notebooks for g in n.grades]
                one.parts[assignment.name] = "; ".join(
                    f"{g.cell.name.removeprefix('check_')} {g.score:g}/{g.max_score:g}"
                    for g in grades
                ) + (f"; late -{penalty:g}" if penalty else "")
    if not lessons:
        told = "the gradebook has no lesson; expected at least one; try "
        raise CommandError(f"{told}`nbgrader generate_assignment LESSON`")
    ordered = [people[s] for s in sorted(people)]
    return Grades(ordered, dict(sorted(lessons.items())), waiting, unfinished)


# Rosters ------------------------------------------------------------------------------------------


def read_roster(
    path: str | Path, needed: Sequence[str], option: str = "--roster"
) -> tuple[list[str], list[dict], str]:
    """Return the header of a CSV, its rows, and its delimiter; `option` is named in what is told.

    Raises
    ------
    CommandError
        If there is no such file, or none of the columns `needed`.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        first = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=first.count)  # Canvas and Moodle write ; in some languages
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
        rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        told = f"{option} {path} cannot be read: {error}; expected a CSV in UTF-8"
        raise CommandError(told) from None
    header = [name or "" for name in reader.fieldnames or []]
    if not set(needed) & set(header):
        raise CommandError(
            f"{option} {Path(path).name} has the columns {', '.join(header[:8]) or '(none)'}; expected "
            f"one of {', '.join(needed)}; try a CSV that has it, such as the LMS exports"
        )
    return header, rows, delimiter


class Matcher:
    """Find the person of the gradebook that a row of a roster means."""

    def __init__(self, people: Sequence[Person]):
        self._keys: dict[str, set[str]] = {}
        for one in people:
            for key in (one.student, one.email, one.number):
                if key:
                    self._keys.setdefault(one_spelling(key), set()).add(one.student)
        self._by_id = {one.student: one for one in people}
        self.used: dict[str, int] = {}
        self.ambiguous: list[str] = []

    def find(self, keys: Sequence[str]) -> Person | None:
        """Return the person that has one of `keys`; the first key that somebody has decides."""
        for key in keys:
            students = self._keys.get(one_spelling(key), set()) if key else set()
            if len(students) > 1:
                self.ambiguous.append(key)
                return None
            if students:
                student = next(iter(students))
                self.used[student] = self.used.get(student, 0) + 1
                return self._by_id[student]
        return None

    def warnings(self, grades: Grades) -> list[str]:
        lost = [p.student for p in self._by_id.values() if p.grades and p.student not in self.used]
        twice = [student for student, times in self.used.items() if times > 1]
        found = []
        if lost:
            found.append(
                f"graded, but not in the roster: {', '.join(lost)}; "
                "try to set lms_user_id or email with `nbgrader db student add`"
            )
        if twice:
            found.append(f"more than one row of the roster fits: {', '.join(twice)}")
        if self.ambiguous:
            found.append(f"more than one student has the key: {', '.join(self.ambiguous)}")
        return found


def _waiting(grades: Grades) -> list[str]:
    manual = f"submissions that wait for a manual grade: {grades.waiting}; try the formgrader"
    told = "{} is not graded yet; try `nbgrader autograde {}`"
    late = [told.format(*one) for one in grades.unfinished if one[1] in grades.lessons]
    return [manual, *late] if grades.waiting else late


# Canvas -------------------------------------------------------------------------------------------


def canvas(grades: Grades, roster: str | Path | None) -> Export:
    """Return what Canvas imports; with a roster that it exported, the people and identifiers of that."""
    lessons = list(grades.lessons)
    points = list(grades.lessons.values())
    warnings = _waiting(grades)
    if roster is None:
        rows: list[list] = [[*CANVAS, *lessons], ["    Points Possible", "", "", "", "", *points]]
        for person in grades.people:
            number = person.number or _trailing_number(person.student)
            scores = [person.grades.get(lesson, "") for lesson in lessons]
            name = ", ".join(filter(None, [person.last, person.first])) or person.student
            rows.append([name, number, "", person.student, "", *scores])
        if any(not row[1] for row in rows[2:]):
            warnings.append(
                "some students have no Canvas ID; Canvas then goes by the login; "
                "try --roster with the gradebook that Canvas exports"
            )
        return Export(rows, ",", warnings)
    header, lines, delimiter = read_roster(roster, ("ID",))
    kept = [name for name in CANVAS if name in header]
    if "Student" not in kept:
        raise CommandError("--roster has no column Student; expected Canvas's exported gradebook")
    known = [_canvas_column(header, lesson) for lesson in lessons]
    rows = [[*kept, *[column or lesson for column, lesson in zip(known, lessons, strict=True)]]]
    matcher = Matcher(grades.people)
    by_number = {_trailing_number(p.student): p.student for p in grades.people}
    for line in lines:
        cells = [line.get(name) or "" for name in kept]
        title = (line.get("Student") or "").strip().casefold()
        if not (line.get("ID") or "").strip():
            if title == "points possible":
                rows.append([*cells, *points])
                warnings += _other_points(line, known, grades)
            continue
        login = line.get("SIS Login ID") or ""
        number = line["ID"].strip()
        keys = [number, by_number.get(number, ""), line.get("SIS User ID") or "", login]
        keys.append(login.split("@")[0])
        one = matcher.find(keys)
        rows.append([*cells, *[one.grades.get(x, "") if one else "" for x in lessons]])
    if not any(str(row[0]).strip().casefold() == "points possible" for row in rows):
        rows.insert(1, ["    Points Possible", *[""] * (len(kept) - 1), *points])
    return Export(rows, delimiter, [*warnings, *matcher.warnings(grades)])


def _trailing_number(student: str) -> str:
    """Return Canvas's user number from an id that the import made: ``lovelaceada_45``."""
    match = re.fullmatch(r"[^_]+_(\d+)", student)
    return match.group(1) if match else ""


def _canvas_column(header: Sequence[str], lesson: str) -> str | None:
    """Return Canvas's column for `lesson`, ``LESSON`` or ``LESSON (1234)``, or None."""
    pattern = re.compile(rf"\s*{re.escape(lesson)}\s*(\(\d+\))?\s*", re.IGNORECASE)
    return next((name for name in header if pattern.fullmatch(name)), None)


def _other_points(line: dict, columns: Sequence[str | None], grades: Grades) -> list[str]:
    found = []
    for column, (lesson, points) in zip(columns, grades.lessons.items(), strict=True):
        text = (line.get(column) or "").strip().replace(",", ".") if column else ""
        try:
            other = float(text) if text else points
        except ValueError:
            continue
        if other != points:
            found.append(
                f"{lesson} has {points:g} points here and {other:g} in Canvas; "
                "the grades are those of here; change the points in Canvas"
            )
    return found


# Moodle -------------------------------------------------------------------------------------------


def moodle(grades: Grades, roster: str | Path | None, feedback: bool) -> Export:
    """Return what Moodle imports, as `canvas` does; with `feedback`, also the points of each exercise."""
    lessons = list(grades.lessons)
    titles = [t for x in lessons for t in ([x, f"{x} (feedback)"] if feedback else [x])]
    warnings = _waiting(grades)

    def values(one: Person | None) -> list:
        cells: list = []
        for lesson in lessons:
            cells.append(one.grades.get(lesson, "") if one else "")
            if feedback:
                cells.append(one.parts.get(lesson, "") if one else "")
        return cells

    if roster is None:
        known = [[p.student, p.number, p.email] for p in grades.people]
        kept = [i for i in range(3) if any(row[i] for row in known)]
        rows: list[list] = [[*[MOODLE[i] for i in kept], *titles]]
        for person, row in zip(grades.people, known, strict=True):
            rows.append([*[row[i] for i in kept], *values(person)])
        return Export(rows, ",", warnings)
    header, lines, delimiter = read_roster(roster, MOODLE)
    columns = [name for name in MOODLE if name in header]
    names = [name for name in ("First name", "Last name") if name in header]
    rows = [[*names, *columns, *titles]]
    matcher = Matcher(grades.people)
    for line in lines:
        cell = {name: (line.get(name) or "").strip() for name in (*names, *MOODLE)}
        full = " ".join(cell[name] for name in names)
        email = cell["Email address"]
        keys = [cell["Username"], cell["ID number"], email, email.split("@")[0]]
        one = matcher.find([*keys, student_id(full) if full.strip() else ""])
        rows.append([*[cell[name] for name in (*names, *columns)], *values(one)])
    return Export(rows, delimiter, [*warnings, *matcher.warnings(grades)])
