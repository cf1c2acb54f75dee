"""Make the zips that students get: ``python -m hypergrader zip``, and ``feedback`` for their pages.

The first contains the released notebooks, as their sources give them, and what installs the environment that
they run in; nothing of the source: no solution, no hidden check, no answer bank.  The same files give
the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from hypergrader.course.collect import distinct, take_in
from hypergrader.course.folder import CLONE, CommandError, CourseFolder
from hypergrader.course.owners import parts_of
from hypergrader.release import student_version
from hypergrader.tables import write_whole

TOP = "hyperparameters"
DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold
# Files that `conda env create -f environment.yml` and `pip install .` need, beside the library.
INSTALL = ("environment.yml", "constraints.txt", "pyproject.toml", "README.md", "LICENSE")
PRINTED = "docs/closing_page.html"  # what to print at the end of the course
SKIPPED = {"__pycache__", ".ipynb_checkpoints", ".git", ".DS_Store", ".hyperlib"}
START = """\
Start
=====

1. Unpack this file, and open a terminal in the folder {top}.
2. Install, once. With conda:

       conda env create -f environment.yml
       conda activate hyperparameters

   Or with Python 3.11 to 3.14:

       python -m pip install -c constraints.txt ".[lab]"

3. Open the first notebook:

       jupyter lab notebooks/{first}

Save your work with the same file names: the names say which lesson it is.
"""


def collect(folder: CourseFolder, clone: Path = CLONE) -> dict[str, bytes]:
    """Return the files of the zip: name -> content.

    Raises
    ------
    CommandError
        If no lesson was released, or a released notebook is not what its source gives.
    """
    release = folder.release
    notebooks = {f"notebooks/{name}": path.read_bytes() for name, path in _files(release)}
    lessons = [name for name in notebooks if name.endswith(".ipynb")]
    if not lessons:
        told = f"no notebook in {release}; expected the student versions; try "
        raise CommandError(f"{told}`nbgrader generate_assignment LESSON`")
    for name in lessons:
        _check(folder, name, notebooks[name])
    files = dict(notebooks)
    for name in (*INSTALL, PRINTED):
        if (clone / name).is_file() and not (clone / name).is_symlink():
            files[name] = (clone / name).read_bytes()
    for name, path in _files(clone / "hyperlib"):
        files[f"hyperlib/{name}"] = path.read_bytes()
    first = sorted(lessons)[0].removeprefix("notebooks/")
    files["START.txt"] = START.format(top=TOP, first=first).encode()
    return files


def _check(folder: CourseFolder, name: str, content: bytes) -> None:
    """Raise unless a notebook of the zip is a student version, byte by byte the one of its source."""
    lesson = PurePosixPath(name).parent.name
    for mark in (b"BEGIN SOLUTION", b"BEGIN HIDDEN TESTS"):
        if mark in content:
            raise CommandError(
                f"{name} contains {mark.decode()!r}; expected a student version; "
                "try `nbgrader generate_assignment LESSON --force`"
            )
    source = folder.source / lesson / PurePosixPath(name).name
    if not source.is_file():
        raise CommandError(
            f"{name} has no source at {source}, so what it holds cannot be compared; "
            "expected released lessons only; move it out of the release folder"
        )
    try:
        built = student_version(source, folder.config)
    except ValueError as error:
        raise CommandError(str(error)) from error
    if content != built:
        raise CommandError(
            f"{name} is not what its source gives: someone worked in it, or the lesson changed; "
            f"try `nbgrader generate_assignment {lesson} --force`"
        )


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the regular files below `folder`, sorted; a link could lead to a solution."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        linked = any((folder / Path(*parts[: i + 1])).is_symlink() for i in range(len(parts)))
        skipped = path.suffix == ".pyc" or SKIPPED & set(parts)
        if path.is_file() and not linked and not skipped:
            yield path.relative_to(folder).as_posix(), path


def feedback(folder: CourseFolder, lesson: str, like: str | Path | None = None) -> dict[str, bytes]:
    """Return the feedback pages of `lesson`: ``STUDENT/LESSON.html`` -> content.

    With `like`, the download that was imported, each page is named like its student's file there, as Moodle
    and Canvas want it back.

    Raises
    ------
    CommandError
        If no page was made, or `like` has no file of somebody who has one.
    """
    places = folder.lesson(lesson, "feedback")
    rows = take_in(folder, lesson, like, dry_run=True).rows if like else []
    names = {row.student: "/".join(parts_of(row.name)) for row in rows if row.action != "skipped"}
    if like and (lost := sorted(set(places) - set(names))):
        raise CommandError(
            f"no file of {', '.join(lost[:5])} in {like}; expected the download that was imported, with the "
            "files of all who have a page; try without --like"
        )
    own, pages = distinct(places), {}
    for student, place in places.items():
        for page in sorted(place.glob("*.html")):
            if page.is_file() and not page.is_symlink():
                name = str(PurePosixPath(names.get(student, "?.html")).with_suffix(".html"))
                once = student in names and name not in pages  # a group has one file
                pages[name if once else f"{own[student]}/{page.name}"] = page.read_bytes()
    if not pages:
        raise CommandError(
            f"no page for the lesson {lesson!r} in {folder.root}; "
            f"try `nbgrader generate_feedback {lesson}`"
        )
    return pages


def write(files: dict[str, bytes], path: str | Path, top: str = f"{TOP}/") -> None:
    """Write `files` as a zip, all below `top`: sorted names, fixed dates and rights."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{top}{name}", DATE)
            info.create_system = 3  # Unix, on every computer
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name], compresslevel=9)
    write_whole(path, made.getvalue())
