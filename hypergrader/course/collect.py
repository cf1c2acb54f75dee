"""Take in an LMS's downloads: ``python -m hypergrader import LESSON PATH``.

`PATH` is a folder or a zip.  Whose notebook a file is, `hypergrader.course.owners` reads from its name;
which of a student's files is the lesson, its name and its cells say.  Files that operating systems put
beside others are passed over.

Nothing in an archive is trusted: names, sizes, kinds of file.  Only notebooks are read, each up to
a limit, and written only below ``submitted/``.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import stat
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from hypergrader.course.folder import (
    CommandError,
    CourseFolder,
    GradedNotebook,
    graded_from,
    read_graded,
)
from hypergrader.course.owners import (
    Claim,
    Owners,
    notebook_stem,
    parts_of,
    people,
    plain_stem,
    same_lesson,
)
from hypergrader.submission.folder import NO_RIGHT, is_packed, unpacked
from hypergrader.submission.repair import read_notebook
from hypergrader.tables import printable, write_whole

MAX_FILES = 20_000  # entries of one archive or folder
MAX_FILE = 50 * 2**20  # bytes of one notebook, unpacked
MAX_TOTAL = 4 * 2**30  # bytes of all that is read, unpacked
STAMP = "%Y-%m-%d %H:%M:%S.%f UTC"
MAX_ID = 64  # characters of a student's id
MAX_ID_BYTES = 120

# In submitted/: id -> the name behind it, and for each lesson its number in the download, and what was
# handed in where nothing can be graded.
NAMES = ".names.json"
NOBODY = (
    "its name does not say whose it is (Lab, src and their like are students only where the gradebook has "
    "them); put it into a folder that is called like its student, or try --pattern"
)
UNSURE = (
    "outer folders may be groups or students: each holds several with this lesson; add the students to the "
    "gradebook, or try --pattern '[^/]+/(?P<student>[^/]+)/' where the outer ones are groups"
)

# Device names of Windows, which no folder may have there.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{i}" for d in ("com", "lpt") for i in range(1, 10))}


@dataclass(frozen=True)
class Found:
    """One file that was offered.

    Attributes
    ----------
    name : str
        Its name in the archive or the folder, with ``/``.
    read : callable
        Returns at most so many bytes of it.
    date : datetime or None
        When it was changed, where that is known.
    problem : str
        Why it cannot be taken, or an empty string.
    """

    name: str
    read: Callable[[int], bytes]
    date: datetime | None = None
    problem: str = ""


@dataclass(frozen=True)
class Row:
    """What becomes of one file: a line of the table."""

    name: str
    student: str = ""
    action: str = "skipped"
    reason: str = ""
    date: datetime | None = None


@dataclass
class Intake:
    """What was taken in and what was not, a row for each file."""

    rows: list[Row] = field(default_factory=list)

    def table(self) -> list[list[str]]:
        rows = [["student", "action", "date", "file", "reason"]]
        for row in self.rows:
            date = row.date.strftime("%Y-%m-%d %H:%M") if row.date else ""
            rows.append([row.student, row.action, date, row.name, row.reason])
        return rows

    def count(self, *actions: str) -> int:
        return sum(row.action in actions for row in self.rows)


def student_id(raw: str) -> str:
    """Return a student's id that is safe as the name of a folder and in nbgrader's commands.

    Blanks become ``_``.  Where anything else has to be changed, a few letters of a hash of the name
    follow, so that two names stay two.  nbgrader separates by ``+`` and takes ``*?[]`` for
    patterns and ``,`` for the end of a name; folders can have neither ``/`` nor a dot in front.

    Examples
    --------
    >>> student_id("Ada Lovelace")
    'Ada_Lovelace'
    >>> student_id("../../etc").startswith("etc-")
    True
    """
    text = unicodedata.normalize("NFC", raw).strip()
    kept = re.sub(r"\s+", "_", text)
    clean = "".join(
        "_" if c in '/\\:*?[]<>|"+,{}' or unicodedata.category(c)[0] in "CZ" else c for c in kept
    )
    clean = clean.strip("._") if clean != kept else clean.lstrip(".").rstrip(".")
    short = clean[:MAX_ID]
    while len(short.encode("utf-8", "replace")) > MAX_ID_BYTES:
        short = short[:-1]
    if short.lower().split(".")[0] in _DEVICES:  # with any ending
        short = short.replace(".", "_")
    elif short == kept and short:
        return short
    return _marked(short or "student", raw)


def distinct(ids: Iterable[str]) -> dict[str, str]:
    """Return for each id the name of a folder that no system takes for another one's, or refuses."""
    made: dict[str, str] = {}
    for one in ids:
        plain = student_id(one)
        taken = map(str.casefold, made.values())
        made[one] = _marked(plain, one) if plain.casefold() in taken else plain
    return made


def _marked(name: str, raw: str) -> str:
    mark = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name[: MAX_ID - 9]}-{mark}"


# What is offered ----------------------------------------------------------------------------------


def offered(path: str | Path) -> Iterator[Found]:
    """Yield the files in a folder or a zip, sorted by name.

    Raises
    ------
    CommandError
        If `path` is neither, holds too many files, or is damaged.
    """
    path = Path(path)
    if path.is_dir():
        yield from _in_folder(path)
    elif path.is_file() and zipfile.is_zipfile(path):
        yield from _in_zip(path)
    elif path.is_file():
        raise CommandError(
            f"{path} is not a zip, or not all of one; expected a folder or a zip of downloads; try to "
            "download it again, or unpack what is in it into a folder"
        )
    else:
        raise CommandError(f"no {path}; expected a folder or a zip of downloads")


def _in_folder(folder: Path) -> Iterator[Found]:
    paths = []
    closed: list[OSError] = []
    for top, folders, names in os.walk(folder, onerror=closed.append):
        folders.sort()
        paths += [Path(top) / name for name in names]
        paths += [Path(top) / name for name in folders if (Path(top) / name).is_symlink()]
        if len(paths) > MAX_FILES:
            raise CommandError(f"more than {MAX_FILES} files in {folder}; try one lesson at a time")
    for path in sorted(paths):
        name = path.relative_to(folder).as_posix()
        status = path.lstat()
        problem = _other_kind(status.st_mode)
        date = None if problem else _date(partial(datetime.fromtimestamp, status.st_mtime, UTC))
        yield Found(name, partial(_read, partial(path.open, "rb")), date, problem)
    for error in closed:
        yield Found(os.path.relpath(error.filename, folder), bytes, problem=NO_RIGHT)


def _other_kind(mode: int) -> str:
    """Return what a file is that is not a plain one, or an empty string."""
    kind = stat.S_IFMT(mode)  # 0 where a zip does not say it
    return (
        "a link" if kind == stat.S_IFLNK else "not a plain file" * (kind not in (0, stat.S_IFREG))
    )


def _read(begin: Callable[[], Any], limit: int) -> bytes:
    # The size that an entry of a zip states is a claim; this reads no more than `limit`.
    with begin() as file:
        return file.read(limit)


def _in_zip(path: Path) -> Iterator[Found]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        told = f"{path.name} cannot be read: {error}; try to download it again"
        raise CommandError(told) from None
    with archive:
        entries = archive.infolist()
        if len(entries) > MAX_FILES:
            told = f"{path.name} has {len(entries)} files; expected at most {MAX_FILES}"
            raise CommandError(told)
        for info in sorted(entries, key=lambda i: i.filename):
            if not info.is_dir():
                date = _date(partial(datetime, *info.date_time))  # local, and 1980 for none
                read = partial(_read, partial(archive.open, info))
                yield Found(info.filename, read, date, _zip_problem(info))


def _zip_problem(info: zipfile.ZipInfo) -> str:
    """Return why an entry of a zip cannot be taken, or an empty string."""
    name = info.filename.replace("\\", "/")
    if other := _other_kind(info.external_attr >> 16):
        return other
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "an absolute name"
    if ".." in name.split("/"):
        return "a name that leads out of the archive"
    if info.flag_bits & 1:
        return "encrypted"
    if info.file_size > MAX_FILE:
        return f"{info.file_size / 2**20:.0f} MB unpacked; at most {MAX_FILE // 2**20} are read"
    return ""


def _date(make: Callable[[], datetime]) -> datetime | None:
    """Return the date that `make` gives; None where there is none, or what a program writes that knows none."""
    try:
        date = make().astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return date if 1980 < date.year < 9999 else None


def read_date(content: bytes) -> datetime | None:
    """Return the date of a ``timestamp.txt``: nbgrader's, ISO 8601, or Sakai's digits; else None.

    Examples
    --------
    >>> read_date(b"20261120114933123").isoformat()
    '2026-11-20T11:49:33.123000+00:00'
    >>> read_date(b"2026-11-20 11:49:33 UTC").hour, read_date(b"yesterday")
    (11, None)
    """
    text = content[:200].decode("utf-8", "replace").strip().strip("\ufeff")

    def read() -> datetime:
        if re.fullmatch(r"[0-9]{17}", text):
            date = datetime.strptime(text, "%Y%m%d%H%M%S%f")
        else:
            date = datetime.fromisoformat(re.sub(r" ?(UTC|GMT|Z)$", "+00:00", text))
        return date if date.tzinfo else date.replace(tzinfo=UTC)

    return _date(read)


# What it is ---------------------------------------------------------------------------------------

# In which programs say who it was; not what a student has called so.
_BESIDE = re.compile(
    r"(?!.*\bsubmission_\d+/)(.*/)?submission_metadata\.yml|(?!.*_attempt_.*_attempt_).*_attempt_[\d-]+\.txt"
)
_SIDE = re.compile(
    r"(?i)\._.*|__MACOSX|\.DS_Store|desktop\.ini|(eh)?thumbs\.db|Icon\r|\.localized|\.directory|@eaDir"
    r"|\.(AppleDouble|Spotlight-V100|Trashes|fseventsd|Trash-\d+|git|ipynb_checkpoints)|__pycache__"
    r"|\$RECYCLE\.BIN|~\$.*|\.~lock\..*|feedbackText\.html"
)


def is_side_file(name: str) -> bool:
    """Return whether a system or a program put a file there, and no student.

    Examples
    --------
    >>> is_side_file("ada/._work.ipynb"), is_side_file("ada/work.ipynb")
    (True, False)
    """
    return any(_SIDE.fullmatch(part) for part in parts_of(name))


@dataclass(frozen=True)
class Look:
    """What a notebook's cells show: the lesson that it is, or "", and how many answers were begun."""

    lesson: str = ""
    begun: int = 0


class Lessons:
    """Tell which lesson a notebook is, and whether someone worked in it."""

    def __init__(self, folder: CourseFolder, lesson: str):
        self.lesson, self.stubs = lesson, folder.stubs(lesson)
        self.marks: dict[str, list[bytes]] = {lesson: []}
        for name in folder.lessons():
            with contextlib.suppress(OSError, ValueError, RecursionError):
                source = read_graded("", folder.source / name)
                ids = (*source.answers, *source.checks)
                self.marks[name] = [f'"{one}"'.encode() for one in ids if one]

    def look(self, content: bytes) -> Look:
        """Return what the cells of a notebook show; content of any form is allowed."""
        inside = unpacked({"": content}).values()
        return max(
            map(self._look, inside), key=lambda look: (look.lesson == self.lesson, look.begun)
        )

    def _look(self, content: bytes) -> Look:
        notebook = read_notebook(content, [])
        with contextlib.suppress(RecursionError):  # as all programs write it
            content = json.dumps(notebook).encode() if notebook else content
        found = {name: sum(m in content for m in marks) for name, marks in self.marks.items()}
        lesson = max(found, key=lambda name: (found[name], name == self.lesson))
        if not found[lesson]:
            return Look()
        return Look(lesson, self._begun(content) if lesson == self.lesson else 0)

    def _begun(self, content: bytes) -> int:
        notebook = _notebook(content)
        return sum(
            self.stubs[name].split() != source.split()
            for name, source in (notebook.answers if notebook else {}).items()
            if name in self.stubs
        )


# Taking it in -------------------------------------------------------------------------------------


def take_in(
    folder: CourseFolder,
    lesson: str,
    path: str | Path,
    *,
    pattern: str | None = None,
    force: bool = False,
    dry_run: bool = False,
) -> Intake:
    """Copy the notebooks in `path` to ``submitted/STUDENT/LESSON/LESSON.ipynb``.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    lesson : str
        Slug of the lesson.
    path : path
        A folder or a zip of downloads.
    pattern : str, optional
        Regular expression with a group ``student``, searched in each file's name.
    force : bool
        Replace a submission that differs.
    dry_run : bool
        Only say what would be done.

    Raises
    ------
    CommandError
        If there is no such lesson or `path`, or `pattern` cannot be used.
    """
    if lesson not in folder.lessons():
        known = ", ".join(folder.lessons()) or "none"
        raise CommandError(f"no lesson {lesson!r} in {folder.source}; expected one of: {known}")
    compiled = _compiled(pattern)
    result, names = Intake(), _Names(folder)
    chosen = _choose(path, Lessons(folder, lesson), compiled, result, names)
    left = MAX_TOTAL
    # A zip is open only while it is walked, so its files are read in a second walk.
    for found in offered(path):
        if found.name not in chosen or found.problem:
            continue
        rows = chosen.pop(found.name)
        try:
            content = found.read(min(MAX_FILE, left) + 1)
        except Exception as error:  # zlib, BadZipFile, OSError, NotImplementedError, ...
            reason = f"cannot be read: {printable(error, 60)}"
            result.rows += [replace(row, reason=reason) for row in rows]
            continue
        if len(content) > min(MAX_FILE, left):
            whole = "the file" if left > MAX_FILE else "everything together"
            reason = f"{whole} is larger unpacked than the limit"
            result.rows += [replace(row, reason=reason) for row in rows]
            continue
        left -= len(content)
        result.rows += [_store(folder, lesson, row, content, force, dry_run) for row in rows]
    if not dry_run:
        taken = {row.student for row in result.rows if row.action != "skipped"}
        names.keep(taken, lesson)
    result.rows.sort(key=lambda row: (row.student == "", row.student, row.name))
    return result


def _compiled(pattern: str | None) -> re.Pattern | None:
    if pattern is None:
        return None
    try:
        compiled = re.compile(pattern)
        problem = "" if "student" in compiled.groupindex else "has no group named student"
    except re.error as error:
        problem = f"is not a regular expression: {error}"
    if problem:
        told = rf"{problem}; try 'lab_(?P<student>\w+)\.ipynb'"
        raise CommandError(f"--pattern {pattern!r} {told}")
    return compiled


def _choose(
    path: str | Path, lessons: Lessons, pattern: re.Pattern | None, result: Intake, names: _Names
) -> dict[str, list[Row]]:
    """Return the one file of each student: name -> the rows of whose it is; the others go to `result`."""
    looks, dates, others, beside = _look(path, lessons, result)
    likely = {found.name for found, look in looks if look.lesson == lessons.lesson}
    offers = [found.name for found, _ in looks]
    owners = Owners(
        offers, lessons.lesson, lessons.marks, likely, pattern, beside, names.in_the_course()
    )
    claims = []
    for found, look in looks:
        made = owners.claim(found.name)
        if made is None:
            result.rows.append(Row(found.name, reason=UNSURE if owners.unsure else NOBODY))
            continue
        if other := _other_lesson(made, look, lessons):
            student = student_id(made.raw)
            result.rows.append(Row(found.name, student, reason=f"it is {other}", date=found.date))
            continue
        parts = parts_of(found.name)
        # Where an LMS gave a date or a number, and below its own file, a file of this name is the student's.
        told = next((d for n in (2, 1) if (d := dates.get("/".join(parts[:-n])))), None)
        date = made.date.astimezone(UTC) if made.date else None if made.number else told
        found = replace(found, date=date or found.date)
        claims += [(one, look, found) for one in (made, *made.others)]
    by_student = defaultdict(list)
    senders = [owners.sender(found.name) for found, _ in others]
    claimed = [*(made for made, _, _ in claims), *filter(None, senders)]
    ids = iter(names.ids(claimed, lessons.lesson))
    for made, look, found in claims:
        student, note = next(ids)
        by_student[student].append((made, look, found, note))
    for (found, problem), sender in zip(others, senders, strict=True):
        student = next(ids)[0] if sender else ""
        if student and student not in by_student:
            problem = (
                f"handed in, nothing that can be graded: {parts_of(found.name)[-1]}; {problem}"
            )
            result.rows.append(Row(found.name, student, reason=problem, date=found.date))
            names.only[student] = parts_of(found.name)[-1]
        else:
            result.rows.append(Row(found.name, reason=problem, date=found.date))
    chosen: dict[str, list[Row]] = defaultdict(list)
    for student, files in by_student.items():
        files.sort(key=lambda item: _worth(item[0], item[1], item[2], lessons.lesson))
        *older, (made, look, best, note) = files
        newer = any(_date_key(found) > _date_key(best) for _, _, found, _ in older)
        if look.begun and newer and any(not other.begun for _, other, _, _ in older):
            note = "; ".join(filter(None, [note, "a newer file of this student is empty"]))
        chosen[best.name].append(Row(best.name, student, date=best.date, reason=note))
        for _, lesser, found, _ in older:
            reason = f"another file of this student is newer or named {lessons.lesson}.ipynb"
            if lesser.begun and notebook_stem(found.name) != notebook_stem(best.name):
                reason += "; if it is somebody else's, try --pattern"
            if look.begun and not lesser.begun:
                reason = f"no answer was begun in it, and {parts_of(best.name)[-1]} has some"
            result.rows.append(Row(found.name, student, reason=reason, date=found.date))
    return chosen


def _look(
    path: str | Path, lessons: Lessons, result: Intake
) -> tuple[list[tuple[Found, Look]], dict[str, datetime], list[tuple[Found, str]], dict[str, str]]:
    """Return what notebooks show, the dates in ``timestamp.txt``, other files, and texts about names."""
    beside: dict[str, str] = {}
    looks: list[tuple[Found, Look]] = []
    others: list[tuple[Found, str]] = []
    dates: dict[str, datetime] = {}
    seen, left = set(), MAX_TOTAL
    for found in offered(path):
        if not found.problem and is_side_file(found.name):
            continue
        folder, problem = "/".join(parts_of(found.name)[:-1]), found.problem
        if not problem and parts_of(found.name)[-1] == "timestamp.txt":
            with contextlib.suppress(Exception):  # whatever a damaged archive raises
                if date := read_date(found.read(200)):
                    dates[folder] = date
            continue
        if not problem and found.name in seen:
            problem = "the archive has this name twice"
        seen.add(found.name)
        if problem:
            result.rows.append(Row(found.name, reason=problem, date=found.date))
            continue
        packed = is_packed(found.name)
        content = b""
        if _BESIDE.fullmatch(found.name):
            with contextlib.suppress(Exception):
                content = found.read(min(MAX_FILE, left))
            left -= len(content)
            beside[found.name] = content.decode("utf-8", "replace")
            if found.name.endswith(".yml"):
                continue
        text = re.search(r"(?i)\.(json|txt|eml|mht(ml)?|html?|xhtml|webarchive)$", found.name)
        if packed or text or notebook_stem(found.name) is not None:
            with contextlib.suppress(Exception):  # the second walk says why
                content = found.read(min(MAX_FILE, left))
            left -= len(content)
        names = [name.lstrip("/") for name in unpacked({"": content})]
        if len(names) > 1 and len(people(names, lessons.lesson)) > 1:
            told = "it holds the files of a whole class; unpack it, or import it by itself"
            result.rows.append(Row(found.name, reason=told, date=found.date))
            continue
        look = lessons.look(content)
        renamed = text and look.lesson and _notebook(content)
        if notebook_stem(found.name) is None and names == [""] and not renamed:
            inside = ", and none can be read in it" if packed else ""
            others.append((found, f"not a notebook{inside}"))
            continue
        looks.append((found, look))
    return looks, dates, others, beside


def _other_lesson(made: Claim, look: Look, lessons: Lessons) -> str:
    """Return the lesson that a file is instead of the one that is taken in, or an empty string."""
    if look.lesson:
        return "" if look.lesson == lessons.lesson else f"the lesson {look.lesson}"
    named = [x for x in lessons.marks if same_lesson(plain_stem(made.what), x)]
    return f"named like the lesson {named[0]}" if named and lessons.lesson not in named else ""


def _worth(made: Claim, look: Look, found: Found, lesson: str) -> tuple:
    """Return what orders the files of one student; the largest is taken."""
    named = same_lesson(made.what, lesson), same_lesson(plain_stem(made.what), lesson)
    shown = look.lesson == lesson, look.begun > 0
    return *shown, *named, *made.rank, _date_key(found), found.name


def _date_key(found: Found) -> float:
    return found.date.timestamp() if found.date else 0.0


class _Names:
    """Give each student of a download an id; the course remembers whose name an id came from.

    Two names never share an id: the second one gets letters of a hash of its name.
    """

    def __init__(self, folder: CourseFolder):
        self._folder = folder
        self._file = folder.root / folder.coursedir.submitted_directory / NAMES
        self._kept = read_names(folder)
        self._known = {one: entry["name"] for one, entry in self._kept.items()}
        self._made: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self.only: dict[str, str] = {}

    def ids(self, claims: Sequence[Claim], lesson: str) -> list[tuple[str, str]]:
        """Return the id and a note for each of `claims`.

        A number is another one in each lesson, so in one lesson two numbers are two people, in two
        downloads as in one; of which of them another lesson's only one is, nobody can say.
        """
        numbers: dict[str, set[str]] = defaultdict(set)
        for one, entry in self._kept.items():
            if entry.get(lesson, {}).get("number"):
                number = entry[lesson]["number"]
                numbers[one_spelling(self._known[one].removesuffix(f"_{number}"))].add(number)
        for made in claims:
            numbers[one_spelling(made.raw)].add(made.number)
        found = []
        for made in claims:
            same = len(numbers[one_spelling(made.raw)] - {""}) > 1
            note = "more than one student has this name; see what the guide says"
            before = self._with(made.raw)
            number = self._kept.get(before or "", {}).get(lesson, {}).get("number")
            if same and number != made.number:
                before = None
            elif not same:
                told = (
                    "students of this name had a number before; which of them it is, is not known"
                )
                note = told if self._shared(made) else made.note
            one = before or self._id(f"{made.raw}_{made.number}" if same else made.raw)
            self._numbers[one] = made.number
            found.append((one, note))
        return found

    def in_the_course(self) -> set[str]:
        """Return the ids and names of all students that gradebook and imports know, in lower case."""
        return {n.lower() for n in (*self._known, *self._known.values(), *self._folder.students())}

    def _with(self, raw: str) -> str | None:
        """Return the id that the course knows for a name."""
        spelled = one_spelling(raw)
        return next((one for one, n in self._known.items() if one_spelling(n) == spelled), None)

    def _shared(self, made: Claim) -> bool:
        """Return whether the course has ids of a name with a number."""
        form = re.compile(rf"{re.escape(one_spelling(made.raw))}_\d+")
        return bool(made.number) and any(
            form.fullmatch(one_spelling(n)) for n in self._known.values()
        )

    def _id(self, raw: str) -> str:
        """Return the id of `raw`; some systems hold names that differ in case only for one."""
        plain, spelled = student_id(raw), one_spelling(raw)
        for one, name in {**self._known, **self._made}.items():
            if one_spelling(name) == spelled:
                return one
            if one.casefold() == plain.casefold():
                plain = _marked(plain, raw)
        self._made[plain] = raw
        return plain

    def keep(self, taken: set[str], lesson: str) -> None:
        """Write down the students that were `taken` in, and those who handed in something else."""
        kept = read_names(self._folder)  # another import may have written since
        new = {one: dict(entry) for one, entry in kept.items()}
        for one in sorted(taken | set(self.only)):
            entry = new.setdefault(one, {"name": self._made.get(one, one)})
            told = {"number": self._numbers.get(one, ""), "only": self.only.get(one, "")}
            if told := {key: text for key, text in told.items() if text}:
                entry[lesson] = told
            else:
                entry.pop(lesson, None)
        if new != kept:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, json.dumps(new, indent=1).encode())


def read_names(folder: CourseFolder) -> dict[str, dict[str, Any]]:
    """Return what imports wrote down of students: id -> ``name``, and for lessons ``number`` and ``only``."""
    file = folder.root / folder.coursedir.submitted_directory / NAMES
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return {
            str(one): entry if isinstance(entry, dict) else {"name": str(entry)}
            for one, entry in kept.items()
        }
    except (OSError, ValueError, AttributeError):
        return {}


def one_spelling(raw: str) -> str:
    """Return a name without what people spell in two ways: case, and the number of blanks."""
    return " ".join(unicodedata.normalize("NFC", raw).lower().split())


def _store(
    folder: CourseFolder, lesson: str, row: Row, content: bytes, force: bool, dry_run: bool
) -> Row:
    """Write one notebook, atomically and only below ``submitted/``."""
    target = folder.path("submitted", row.student, lesson)
    below = Path(os.path.abspath(folder.root / folder.coursedir.submitted_directory))
    # A link on the way would lead the file elsewhere.
    for part in [target, *target.parents]:
        if part == below:
            break
        if part.is_symlink():
            return replace(row, reason=f"{part.name} in the submitted folder is a link")
    else:
        return replace(row, reason="its place would be outside the submitted folder")
    if not target.resolve().is_relative_to(below.resolve()):
        return replace(row, reason="its place would be outside the submitted folder")
    note = row.reason
    if _notebook(content) is None:
        note = "; ".join(filter(None, [note, "is not a valid notebook; grading will say so"]))
    file = target / f"{lesson}.ipynb"
    action = "new"
    if file.is_symlink() or (file.exists() and not file.is_file()):
        return replace(row, reason="its place is taken by something that is not a file")
    stamp, date = target / "timestamp.txt", row.date.strftime(STAMP).encode() if row.date else b""
    if file.exists():
        dated = not date or stamp.is_file() and stamp.read_bytes() == date
        if file.read_bytes() == content and (dated or not force):
            told = "" if dated else "it has another date here; try --force to take it"
            return replace(row, action="unchanged", reason="; ".join(filter(None, [note, told])))
        if not force:
            return replace(
                row, action="kept", reason="a different submission is there; try --force"
            )
        action = "replaced"
    if not dry_run:
        target.mkdir(parents=True, exist_ok=True)
        try:
            write_whole(file, content)
        except BaseException:  # an empty folder would be graded
            with contextlib.suppress(OSError):
                target.rmdir()
            raise
        if date:
            write_whole(stamp, date)
        else:
            stamp.unlink(missing_ok=True)
    return replace(row, action=f"would be {action}" if dry_run else action, reason=note)


def _notebook(content: bytes) -> GradedNotebook | None:
    """Return what stands in a notebook or in the first of an archive, or None where the bytes are none."""
    for inside in unpacked({"": content}).values():
        with contextlib.suppress(ValueError, MemoryError):
            return graded_from("", read_notebook(inside, []))
    return None
