"""Take in an LMS's downloads: ``python -m hypergrader import LESSON PATH``.

`PATH` is a folder or a zip.  Whose notebook a file is, its name says:

* Moodle, a folder for each student: ``Ada Lovelace_123_assignsubmission_file_/work.ipynb``, or flat:
  ``Ada Lovelace_123_assignsubmission_file_work.ipynb``.  The number belongs to this assignment only,
  so the name is the student.
* Canvas: ``lovelaceada_LATE_45_678_work-1.ipynb`` (``LATE_`` where it was late, the user's number, the
  file's number, ``-1`` for a file handed in again).  The student is ``lovelaceada_45``.
* Else ``ada.ipynb`` or ``ada/work.ipynb``.

Nothing in an archive is trusted: names, sizes, kinds of file.  Only notebooks are read, each up to
a limit, and written only below ``submitted/``.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import tempfile
import time
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from hypergrader.course.folder import CommandError, CourseFolder, printable

MAX_FILES = 20_000  # entries of one archive or folder
MAX_FILE = 50 * 2**20  # bytes of one notebook, unpacked
MAX_TOTAL = 4 * 2**30  # bytes of all that is read, unpacked
MAX_ID = 64  # characters of a student's id
MAX_ID_BYTES = 120

_MOODLE = re.compile(r"(?P<student>.+)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?")
_MOODLE_FLAT = re.compile(r"(?P<student>.+)_(?P<number>\d+)_assignsubmission_file_(?P<what>.+)")
_CANVAS = re.compile(
    r"(?P<name>[^_]*)_(?P<late>LATE_)?(?P<user>\d+)_(?P<file>\d+)_(?P<what>.+)", re.IGNORECASE
)
_AGAIN = re.compile(r"(?P<what>.+)-(?P<again>\d{1,4})")
# Device names of Windows, which no folder may have there.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{i}" for d in ("com", "lpt") for i in range(1, 10))}


@dataclass(frozen=True)
class Found:
    """Hold one file that was offered.

    Attributes
    ----------
    name : str
        Its name in the archive or the folder, with ``/``.
    read : callable
        Returns at most so many bytes of it.
    date : datetime or None
        When it was changed, where that is known.
    problem : str
        Why it can not be taken, or an empty string.
    """

    name: str
    read: Callable[[int], bytes]
    date: datetime | None = None
    problem: str = ""


@dataclass(frozen=True)
class Claim:
    """Hold whose file it is: the name as the LMS gives it, and the rank among that student's files."""

    raw: str
    rank: tuple = ()
    number: str = ""
    note: str = ""


@dataclass(frozen=True)
class Row:
    """Hold what becomes of one file: a line of the table."""

    name: str
    student: str = ""
    action: str = "skipped"
    reason: str = ""
    date: datetime | None = None


@dataclass
class Intake:
    """Hold what was taken in and what was not."""

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

    Parameters
    ----------
    raw : str
        The name, from anywhere.

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
    if short == kept and short and short.lower().split(".")[0] not in _DEVICES:
        return short
    mark = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{short[: MAX_ID - 9] or 'student'}-{mark}"


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
        raise CommandError(f"{path} is no zip; expected a folder or a zip of downloads")
    else:
        raise CommandError(f"no {path}; expected a folder or a zip of downloads")


def _in_folder(folder: Path) -> Iterator[Found]:
    paths = []
    for top, folders, names in os.walk(folder):
        folders.sort()
        paths += [Path(top) / name for name in names]
        paths += [Path(top) / name for name in folders if (Path(top) / name).is_symlink()]
        if len(paths) > MAX_FILES:
            raise CommandError(f"more than {MAX_FILES} files in {folder}; try one lesson at a time")
    for path in sorted(paths):
        name = path.relative_to(folder).as_posix()
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            yield Found(name, lambda n: b"", problem="a link")
        elif not stat.S_ISREG(status.st_mode):
            yield Found(name, lambda n: b"", problem="not a plain file")
        else:
            date = datetime.fromtimestamp(status.st_mtime, UTC)
            yield Found(name, lambda n, p=path: _read_file(p, n), date)


def _read_file(path: Path, limit: int) -> bytes:
    with path.open("rb") as file:
        return file.read(limit)


def _in_zip(path: Path) -> Iterator[Found]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise CommandError(
            f"{path.name} can not be read: {error}; try to download it again"
        ) from None
    with archive:
        entries = archive.infolist()
        if len(entries) > MAX_FILES:
            raise CommandError(
                f"{path.name} has {len(entries)} files; expected at most {MAX_FILES}"
            )
        for info in sorted(entries, key=lambda i: i.filename):
            if not info.is_dir():
                yield Found(
                    info.filename,
                    lambda n, i=info: _read_entry(archive, i, n),
                    _zip_date(info),
                    _zip_problem(info),
                )


def _zip_problem(info: zipfile.ZipInfo) -> str:
    """Say why an entry of a zip can not be taken, or return an empty string."""
    name = info.filename.replace("\\", "/")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "a link"
    if kind not in (0, stat.S_IFREG):
        return "not a plain file"
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "an absolute name"
    if ".." in name.split("/"):
        return "a name that leads out of the archive"
    if info.flag_bits & 1:
        return "encrypted"
    if info.file_size > MAX_FILE:
        return f"{info.file_size / 2**20:.0f} MB unpacked; at most {MAX_FILE // 2**20} are read"
    return ""


def _read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    # The size that an entry states is a claim; this reads no more than `limit`.
    with archive.open(info) as file:
        return file.read(limit)


def _zip_date(info: zipfile.ZipInfo) -> datetime | None:
    """Return the entry's date; a zip has the local time without a zone, and 1980 for none."""
    if info.date_time[0] <= 1980:
        return None
    try:
        return datetime.fromtimestamp(time.mktime((*info.date_time, 0, 0, -1)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


# Whose it is --------------------------------------------------------------------------------------


def claim(name: str, lesson: str, pattern: re.Pattern | None = None, top: str = "") -> Claim | None:
    """Return whose notebook `name` is, or None where its name does not say it.

    Parameters
    ----------
    name : str
        Name in the archive, with ``/``.
    lesson : str
        A file with this name counts more than another one of the same student.
    pattern : compiled regular expression, optional
        Its group ``student`` is the student, instead of all rules.
    top : str
        A folder that holds everything, and so is no student.

    Examples
    --------
    >>> claim("Ada Lovelace_12_assignsubmission_file_/a.ipynb", "00").raw
    'Ada Lovelace'
    >>> claim("lovelaceada_LATE_45_678_work-1.ipynb", "00").raw
    'lovelaceada_45'
    >>> claim("ada/work.ipynb", "00").raw
    'ada'
    """
    path = PurePosixPath(name.replace("\\", "/"))
    named = path.stem == lesson
    if pattern is not None:
        match = pattern.search(path.as_posix())
        raw = match.group("student") if match else None
        return Claim(raw, (named,)) if raw and raw.strip() else None
    for part in path.parts[:-1]:
        if match := _MOODLE.fullmatch(part):
            return Claim(match["student"], (named,), match["number"])
    if match := _MOODLE_FLAT.fullmatch(path.stem):
        return Claim(match["student"], (match["what"] == lesson,), match["number"])
    if match := _CANVAS.fullmatch(path.stem):
        again = _AGAIN.fullmatch(match["what"])
        what, times = (again["what"], int(again["again"])) if again else (match["what"], 0)
        note = "marked late by the LMS" if match["late"] else ""
        raw = f"{match['name'].lower() or 'student'}_{match['user']}"
        return Claim(raw, (what == lesson, times, int(match["file"])), note=note)
    parts = path.parts[1:] if top and path.parts[0] == top else path.parts
    return Claim(parts[0] if len(parts) > 1 else path.stem, (named,))


def common_top(names: Sequence[str]) -> str:
    """Return the one folder around everything, if there are folders in it.

    Examples
    --------
    >>> common_top(["all/ada/x.ipynb", "all/ben/x.ipynb"])
    'all'
    >>> common_top(["ada/x.ipynb", "ada/y.ipynb"])
    ''
    """
    parts = [PurePosixPath(name.replace("\\", "/")).parts for name in names]
    tops = {p[0] for p in parts if len(p) > 1}
    same = len(tops) == 1 and all(len(p) > 1 for p in parts)
    return tops.pop() if same and any(len(p) > 2 for p in parts) else ""


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
        If the lesson, `path` or `pattern` is none.
    """
    if lesson not in folder.lessons():
        known = ", ".join(folder.lessons()) or "none"
        raise CommandError(f"no lesson {lesson!r} in {folder.source}; expected one of: {known}")
    compiled = _compiled(pattern)
    result = Intake()
    chosen = _choose(list(offered(path)), lesson, compiled, result)
    left = MAX_TOTAL
    # A zip is open only while it is walked, so its files are read in a second walk.
    for found in offered(path):
        if found.name not in chosen or found.problem:
            continue
        student, note = chosen.pop(found.name)
        row = Row(found.name, student, date=found.date, reason=note)
        try:
            content = found.read(min(MAX_FILE, left) + 1)
        except Exception as error:  # zlib, BadZipFile, OSError, NotImplementedError, ...
            result.rows.append(replace(row, reason=f"can not be read: {printable(error, 60)}"))
            continue
        if len(content) > min(MAX_FILE, left):
            whole = "the file" if left > MAX_FILE else "everything together"
            reason = f"{whole} is larger unpacked than the limit"
            result.rows.append(replace(row, reason=reason))
            continue
        left -= len(content)
        result.rows.append(_store(folder, lesson, row, content, force, dry_run))
    result.rows.sort(key=lambda row: (row.student == "", row.student, row.name))
    return result


def _compiled(pattern: str | None) -> re.Pattern | None:
    if pattern is None:
        return None
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise CommandError(
            f"--pattern {pattern!r} is no regular expression: {error}; "
            r"try 'lab_(?P<student>\w+)\.ipynb'"
        ) from None
    if "student" not in compiled.groupindex:
        raise CommandError(
            f"--pattern {pattern!r} has no group named student; "
            r"try 'lab_(?P<student>\w+)\.ipynb'"
        )
    return compiled


def _choose(
    files: list[Found], lesson: str, pattern: re.Pattern | None, result: Intake
) -> dict[str, tuple[str, str]]:
    """Return the one file of each student: name -> (id, note); the others go to `result`."""
    notebooks, names = [], set()
    for found in files:
        problem = found.problem
        parts = PurePosixPath(found.name.replace("\\", "/")).parts
        if not problem and ({"__MACOSX", ".ipynb_checkpoints"} & set(parts)):
            continue
        if not problem and found.name in names:
            problem = "the archive has this name twice"
        elif not problem and not found.name.lower().endswith(".ipynb"):
            inside = "; unpack it and import the folder" if found.name.endswith(".zip") else ""
            problem = f"no notebook{inside}"
        names.add(found.name)
        if problem:
            result.rows.append(Row(found.name, reason=problem, date=found.date))
        else:
            notebooks.append(found)
    top = common_top([found.name for found in notebooks])
    claims: dict[str, list[tuple[Claim, Found]]] = defaultdict(list)
    numbers: dict[str, set[str]] = defaultdict(set)
    for found in notebooks:
        made = claim(found.name, lesson, pattern, top)
        if made is None:
            result.rows.append(Row(found.name, reason="its name does not say whose it is"))
            continue
        student = student_id(made.raw)
        numbers[student.casefold()].add(made.number)
        claims[student].append((made, found))
    # Some file systems do not tell Ada from ada; and two people may have one name.
    by_student: dict[str, list[tuple[Claim, Found, str]]] = defaultdict(list)
    first_spelling: dict[str, str] = {}
    for student, files_of in claims.items():
        spelled = first_spelling.setdefault(student.casefold(), student)
        for made, found in files_of:
            note = made.note
            one = spelled
            if len(numbers[student.casefold()] - {""}) > 1:
                one = student_id(f"{made.raw}_{made.number}")
                note = "more than one student has this name"
            by_student[one].append((made, found, note))
    chosen = {}
    for student, files_of in by_student.items():
        files_of.sort(key=lambda item: (item[0].rank, _date_key(item[1]), item[1].name))
        *older, (_, best, note) = files_of
        chosen[best.name] = (student, note)
        for _, found, _ in older:
            reason = f"another file of this student is newer or named {lesson}.ipynb"
            result.rows.append(Row(found.name, student, reason=reason, date=found.date))
    return chosen


def _date_key(found: Found) -> float:
    return found.date.timestamp() if found.date else 0.0


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
    if not _is_notebook(content):
        note = "; ".join(filter(None, [note, "is no valid notebook; grading will say so"]))
    file = target / f"{lesson}.ipynb"
    action = "new"
    if file.is_symlink() or (file.exists() and not file.is_file()):
        return replace(row, reason="its place is taken by something that is no file")
    if file.exists():
        if file.read_bytes() == content:
            return replace(row, action="unchanged", reason=note)
        if not force:
            return replace(
                row, action="kept", reason="a different submission is there; try --force"
            )
        action = "replaced"
    if not dry_run:
        target.mkdir(parents=True, exist_ok=True)
        _write(file, content)
        stamp = target / "timestamp.txt"
        if row.date is not None:
            _write(stamp, row.date.strftime("%Y-%m-%d %H:%M:%S.%f UTC").encode())
        else:
            stamp.unlink(missing_ok=True)
    return replace(row, action=f"would be {action}" if dry_run else action, reason=note)


def _is_notebook(content: bytes) -> bool:
    try:
        notebook = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(notebook, dict) and isinstance(notebook.get("cells"), list)


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
