"""Tell whether this computer can grade safely: ``python -m hypergrader doctor``."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path

from hypergrader.course.folder import CLONE, CourseFolder, environment
from hypergrader.percent import is_check
from hypergrader.release import student_version

# What decides how a notebook runs and how it is graded.
VERSIONS = ("nbgrader", "torch", "jupyter_client", "nbclient", "nbconvert", "numpy")
LITTLE = 2.0  # GB: graded copies and feedback of a class of 300 need about one
NONE = 0.2  # GB


@dataclass(frozen=True)
class Line:
    """One line: what was looked at, ``ok`` or ``warn`` or ``FAIL``, and what to do."""

    name: str
    status: str
    message: str


def examine(folder: CourseFolder) -> list[Line]:
    """Return all checks of this computer and of the course in `folder`."""
    book = gradebook(folder)
    sound = book.status != "FAIL"
    return [
        *sandbox(),
        book,
        exchange(folder),
        programs(),
        *versions(),
        space(folder.root),
        *lessons(folder, sound=sound),
        *(unfinished(folder) if sound else ()),
    ]


def unsafe(lines: list[Line]) -> bool:
    """Return whether grading here would be unsafe or would not work."""
    return any(line.status == "FAIL" for line in lines)


def sandbox() -> Iterator[Line]:
    """Yield what the sandbox's own test says."""
    try:
        from hypergrader.submission.sandbox import probe
    except ImportError as error:
        yield Line("sandbox", "FAIL", f"not installed: {error}; grade in a container only")
        return
    try:
        found = probe()
    except Exception as error:  # a test that fails in an unknown way shows no safety
        yield Line("sandbox", "FAIL", f"its test failed: {type(error).__name__}: {error}")
        return
    for name, ok, message in found.properties:
        yield Line(f"sandbox: {name}", "ok" if ok else "FAIL", message)
    verdict = "student code is kept apart" if found.ok else "student code is NOT kept apart"
    yield Line("sandbox", "ok" if found.ok else "FAIL", verdict)


def gradebook(folder: CourseFolder) -> Line:
    """Tell whether grades can be written."""
    file = folder.gradebook_file
    if file is None:
        kind = folder.coursedir.db_url.split(":", 1)[0]
        return Line("gradebook", "warn", f"a {kind} database; not tested here")
    if not os.access(file.parent, os.W_OK):
        return Line("gradebook", "FAIL", f"{file.parent} is not writable; change its owner")
    if not file.exists():
        text = f"no {file.name} yet; `nbgrader generate_assignment LESSON` makes it"
        return Line("gradebook", "warn", text)
    from nbgrader.api import Base, get_alembic_version

    try:
        with contextlib.closing(sqlite3.connect(file, timeout=2, isolation_level=None)) as held:
            held.execute("BEGIN IMMEDIATE")
            for table in Base.metadata.sorted_tables:
                held.execute(str(table.select()))
            form = held.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error as error:
        text = f"{file.name}: {error}; is nbgrader running, or whose is it?"
        return Line("gradebook", "FAIL", text)
    if form != [(get_alembic_version(),)]:
        text = "is of another version of nbgrader; copy it, then try `nbgrader db upgrade`"
        return Line("gradebook", "FAIL", f"{file.name} {text}")
    return Line("gradebook", "ok", f"{file.name} is writable")


def exchange(folder: CourseFolder) -> Line:
    """Tell whether students can hand in through the exchange."""
    root = folder.config.get("Exchange", {}).get("root")
    path = Path(str(root) if root else "/usr/local/share/nbgrader/exchange")
    place = shlex.quote(str(path))
    make = f"try `mkdir -p {place} && chmod 777 {place}`"
    if not path.is_dir():
        return Line("exchange", "warn", f"no {path}; needed by release and collect only; {make}")
    mode = path.stat().st_mode & 0o777
    if mode != 0o777:
        text = f"{path} has the mode {mode:03o}; students of one server need 777; {make}"
        return Line("exchange", "warn", text)
    return Line("exchange", "ok", f"{path} is writable by all")


def programs() -> Line:
    """Tell whether nbgrader finds alembic, without which it leaves half a gradebook."""
    if shutil.which("alembic"):
        return Line("alembic", "ok", "on PATH")
    if shutil.which("alembic", path=environment()["PATH"]):
        add = f'export PATH={shlex.quote(str(Path(sys.executable).parent))}:"$PATH"'
        return Line("alembic", "FAIL", f"installed, but not on PATH; try `{add}`")
    return Line("alembic", "FAIL", "not installed; try `make instructor` in the clone")


def versions(clone: Path = CLONE) -> Iterator[Line]:
    """Yield whether the installed versions are the tested ones."""
    file = clone / "constraints.txt"
    if not file.is_file():
        yield Line("versions", "warn", "no constraints.txt beside the package; not compared")
        return
    pins = re.findall(r"(?m)^([\w.-]+)==(\S+)", file.read_text(encoding="utf-8"))
    tested = {name.lower().replace("-", "_"): version for name, version in pins}
    for name in VERSIONS:
        wanted = tested.get(name.lower())
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield Line(name, "FAIL", "not installed; try `make instructor` in the clone")
            continue
        same = wanted is None or found.split("+")[0] == wanted
        text = f"{found}; tested with {wanted}; try `pip install {name}=={wanted}`"
        yield Line(name, "ok", found) if same else Line(name, "warn", text)


def space(root: Path) -> Line:
    """Tell how much room there is for graded copies."""
    free = shutil.disk_usage(root).free / 1e9
    status = "FAIL" if free < NONE else "warn" if free < LITTLE else "ok"
    more = "" if status == "ok" else f"; a class of 300 needs about {LITTLE:g} GB"
    return Line("disk", status, f"{free:.1f} GB free{more}")


def lessons(folder: CourseFolder, clone: Path = CLONE, sound: bool = True) -> Iterator[Line]:
    """Yield whether each lesson has a source and a release that fits it, and is in the gradebook."""
    names = folder.lessons()
    if not names:
        yield Line("solutions", "FAIL", f"no lesson in {folder.source}; try `make notebooks`")
        return
    newest = max((folder.source / n / f"{n}.ipynb").stat().st_mtime for n in names)
    when = datetime.fromtimestamp(newest).strftime("%Y-%m-%d %H:%M")
    try:
        built = {n: student_version(folder.source / n / f"{n}.ipynb", folder.config) for n in names}
    except ValueError as error:
        yield Line("solutions", "FAIL", str(error))
        return
    yield Line("solutions", "ok", f"{len(names)} lessons, the last one built {when}")
    yield _released(folder, built)
    if folder.source.resolve() == clone / "solutions":
        worked = ", ".join(sorted(set(built) - _same(clone / "notebooks", built)))
        text = f"other than built: {worked}; someone saved there. Nothing of it is published"
        yield Line(
            "notebooks", "warn" if worked else "ok", text if worked else "as they were built"
        )
    known = in_gradebook(folder) if sound else set()
    old = [name for name in names if name in known and stale(folder, name)]
    new = [name for name in names if name not in known]
    text = "the gradebook has those of the lessons"
    if old:
        text = f"changed since: {_some(old)}; try `nbgrader generate_assignment LESSON --force`"
    elif new:
        text = f"not in the gradebook: {_some(new)}; try `nbgrader generate_assignment LESSON`"
    yield Line("checks", "warn" if old or new else "ok", text)


def _some(names: list[str]) -> str:
    """Return the first of `names` and how many others there are, so that what to try stays in the line."""
    more = f" and {len(names) - 3} more" if len(names) > 4 else ""
    return ", ".join(names[:3] if more else names) + more


def _released(folder: CourseFolder, built: dict[str, bytes]) -> Line:
    """Tell whether the release folder has every lesson, each as its source gives it."""
    missing = [n for n in built if not (folder.release / n / f"{n}.ipynb").is_file()]
    other = sorted(set(built) - set(missing) - _same(folder.release, built))
    if other:
        text = f"not what the source gives: {_some(other)}; someone worked there, or the lesson "
        text += "changed; try `nbgrader generate_assignment LESSON --force`"
        return Line("release", "FAIL", text)
    if missing:
        text = f"not released yet: {_some(missing)}; try `nbgrader generate_assignment LESSON`"
        return Line("release", "warn", text)
    return Line("release", "ok", "every lesson, as its source gives it")


def _same(folder: Path, built: dict[str, bytes]) -> set[str]:
    """Return the lessons whose notebook in `folder` has the bytes that were built."""
    files = {name: folder / name / f"{name}.ipynb" for name in built}
    return {n for n, file in files.items() if file.is_file() and file.read_bytes() == built[n]}


def unfinished(folder: CourseFolder) -> Iterator[Line]:
    """Yield whose grading was broken off, which nbgrader shows as 0 points."""
    from hypergrader.course.export import read_grades

    try:
        found = read_grades(folder).unfinished
    except Exception:  # `gradebook` and `lessons` say what is wrong with it
        return
    if found:
        names = ", ".join(f"{student} ({lesson})" for student, lesson in found[:5])
        text = f"{len(found)} broken off, shown as 0 by nbgrader: {names}; try `nbgrader autograde`"
        yield Line("grading", "warn", text)


def in_gradebook(folder: CourseFolder) -> set[str]:
    """Return the lessons that the gradebook knows; none where there is no gradebook."""
    try:
        with folder.gradebook() as book:
            return {assignment.name for assignment in book.assignments}
    except Exception:  # `gradebook` says what is wrong with it
        return set()


def stale(folder: CourseFolder, lesson: str) -> list[str]:
    """Return the check cells of `lesson` that the gradebook has in an older form.

    nbgrader grades with the checks in the gradebook, which `generate_assignment` puts there.  A
    lesson that the gradebook does not know has none.
    """
    source = folder.source / lesson / f"{lesson}.ipynb"
    file = folder.gradebook_file
    if not source.is_file() or (file is not None and not file.is_file()):
        return []
    cells = {}
    for cell in json.loads(source.read_text(encoding="utf-8"))["cells"]:
        grade = cell["metadata"].get("nbgrader", {})
        if is_check(cell["metadata"]):
            cells[grade["grade_id"]] = ("".join(cell["source"]), float(grade["points"]))
    from nbgrader.api import MissingEntry

    with folder.gradebook() as book:
        try:
            notebook = book.find_notebook(lesson, lesson)
        except MissingEntry:
            return []
        sources = {c.name: c.source for c in notebook.source_cells}
        known = {c.name: (sources.get(c.name), float(c.max_score)) for c in notebook.grade_cells}
    return sorted(
        name for name in cells.keys() | known.keys() if cells.get(name) != known.get(name)
    )
