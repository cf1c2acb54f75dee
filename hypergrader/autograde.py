"""Make ``nbgrader autograde`` safe, fair and parallel, with its own words and files.

`SafeAutograde` is nbgrader's Autograde with another inside: the submissions are pure tasks
(`hypergrader.submission.grade`) on local processes or on a Dask cluster, and this process alone writes the
gradebook, by nbgrader's own steps, one submission at a time, as they are finished.

nbgrader has no setting that names its Autograde class, so nbgrader_config.py calls `install`.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import json
import logging
import os
import re
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import as_completed
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
from nbgrader.apps.dbapp import DbAssignmentAddApp
from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.exchange.default import Exchange
from nbgrader.preprocessors import AssignLatePenalties, IgnorePattern, LimitOutput, SaveAutoGrades
from nbgrader.validator import Validator
from sqlalchemy.exc import DatabaseError, OperationalError
from traitlets import Bool, Dict, Integer, List, Unicode
from traitlets.log import get_logger

from hypergrader.percent import calls_checks, is_check
from hypergrader.tables import count, write_whole

# nbgrader reads the course's configuration, and with it this module, for every command.  What grades is
# imported where it is used, so that a command that lists assignments does not wait for torch.
if TYPE_CHECKING:
    from hypergrader.submission.sandbox import Limits
    from hypergrader.submission.task import Graded, Task

ALONE = "expected nbgrader's, which no other program holds; try `hyperlib-grading doctor`"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_UPDATE = Gradebook.update_or_create_assignment


class SafeAutograde(Autograde):
    """Grade all submissions of a lesson, each in a sandbox, several at once."""

    lessons = Unicode(help="Folder with NN_slug/hidden.py for each lesson").tag(config=True)
    limits = Dict(help="What one submission may use; fields of Limits").tag(config=True)
    workers = Integer(0, help="Local processes; 0: as many as cores").tag(config=True)
    scheduler = Unicode(help="Address of a Dask scheduler; empty: local processes").tag(config=True)
    allow_unsandboxed = Bool(
        False,
        help="Grade although this machine has no sandbox. Students' code can then do all that you can.",
    ).tag(config=True)

    sanitize_preprocessors: List = List([]).tag(config=True)
    autograde_preprocessors = List(
        [IgnorePattern, LimitOutput, SaveAutoGrades, AssignLatePenalties]
    ).tag(config=True)

    _staging = ""
    _logged: BaseException | None = None

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._released: dict[str, dict[str, str]] = {}
        self._sources: dict[str, str] = {}
        self._reading = threading.Lock()
        self.log.addFilter(_printable)

    @property
    def _input_directory(self) -> str:
        if self._sanitizing and self._staging:
            return self._staging
        return super()._input_directory

    def init_notebooks(self) -> None:
        """Find all submissions, those without a notebook as well."""
        from hypergrader.submission.folder import NO_RIGHT

        pattern = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        root = Path(self.coursedir.root)
        places = sorted(root.glob(os.path.relpath(pattern, root)))
        found = [path for path in places if path.is_dir()]
        told = "is not a folder; expected one that holds the notebook"
        self._misplaced = [f"{path} {told}" for path in places if path not in found]
        above = root.glob(os.path.dirname(os.path.relpath(pattern, root)))  # which passes over such
        closed = (path for path in above if path.is_dir() and not os.access(path, os.X_OK))
        self._misplaced += [f"{path} {NO_RIGHT}" for path in closed]
        self.notebooks: list[str] = []
        self.assignments: dict[str, list[str]] = {str(path): [] for path in found}
        if not found and not self._misplaced:
            told = "Try `nbgrader collect {0}` or `hyperlib-grading import {0} FILE` first"
            self.log.error(told.format(self.coursedir.assignment_id))
            super().init_notebooks()  # its message names the folder and the nearest one

    def convert_notebooks(self) -> None:
        """Grade what is not graded yet, and write each result as it comes."""
        self._limits = self.limits_here()
        try:
            with self._alone():
                self._grade_all()
        except DatabaseError as problem:  # before anything is graded
            raise self._failure(
                f"the gradebook: {problem.orig}; nothing was graded; {ALONE}"
            ) from problem

    def limits_here(self) -> Limits:
        """Return what a submission may use; this course's folders and the exchange are shown to none."""
        from hypergrader.submission.sandbox import Limits

        exchange = Exchange(coursedir=self.coursedir, parent=self).root
        root, source = self.coursedir.root, self.coursedir.source_directory
        own = [os.path.join(root, place) for place in (source, self.lessons, exchange)]
        return Limits(**{"private": [root, *own], **self.limits})

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Lock this course during the block, so that two calls do not write the same grades."""
        try:
            import fcntl
        except ImportError:  # Windows, where nothing is graded
            yield
            return
        path = Path(self.coursedir.root) / ".grading" / "lock"
        try:
            path.parent.mkdir(exist_ok=True)
            with path.open("ab", buffering=0) as opened:
                opened.write(b" ")  # is there room?
        except OSError as problem:
            wanted = "expected a course folder with the right to write and room in it"
            raise self._failure(f"{problem}; nothing was graded; {wanted}") from problem
        with path.open("r+b", buffering=0) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as problem:
                pid = os.pread(file.fileno(), 20, 0).decode().strip() or "unknown"
                raise self._failure(
                    f"another autograde is at work in this course (process {pid}); "
                    "nothing was done; wait until it has ended, then try again"
                ) from problem
            file.truncate(0)
            file.write(str(os.getpid()).encode())
            yield

    def _grade_all(self) -> None:
        waiting, problems = {}, list(self._misplaced)
        excluded, graded = (self.coursedir.student_id_exclude or "").split(","), set()
        for folder in self.assignments:
            student, lesson = self._names(folder)
            try:
                if student in excluded:
                    continue
                if "\n" in student or student.encode("utf-8", "replace").decode() != student:
                    raise ValueError("no gradebook can hold this name; rename the folder")
                if self._is_due(student, lesson):
                    waiting[folder] = (student, lesson)
                else:
                    graded.add((student, lesson))
            except (OSError, ValueError) as problem:  # a name that no file can have
                problems.append(f"{student}: {_first_line(problem)}")
        problems += self._take_off_anew(graded)
        if not waiting and not problems:
            self.log.info("Nothing to grade: every submission is graded; --force grades again")
            return
        for lesson in sorted({lesson for _, lesson in waiting.values()}):
            self._release(lesson)  # refuse before any work is done
        self._check_sandbox()
        for folder, result in self._graded(waiting):
            student, lesson = waiting[folder]
            if isinstance(result, Exception):
                self.log.error("%s of %s was not graded: %s", lesson, student, result)
                problems.append(f"{student}: {_first_line(result)}")
                continue
            try:
                self._keep_whatever(student, lesson, folder, result)
            except Exception as problem:  # it is this submission's alone
                self.log.error("%s of %s was not graded: %s", lesson, student, problem)
                problems.append(f"{student}: {_first_line(problem)}")
        if problems:
            of = len(self.assignments) + len(self._misplaced)
            raise self._failure(
                f"{len(problems)} of {of} submissions were not graded; all others were:\n  "
                + "\n  ".join(problems)
            )
        lesson, number = self.coursedir.assignment_id, count(len(waiting), "submission")
        self.log.info("Graded %s; all notes: `hyperlib-grading report %s`", number, lesson)

    def _failure(self, message: str) -> NbGraderException:
        """Log `message`, because nbgrader's commands end without showing that of an exception."""
        self.log.error(message)
        return NbGraderException(message)

    # What is due --------------------------------------------------------------------------------

    def _names(self, folder: str) -> tuple[str, str]:
        pattern = self._format_source("(?P<assignment_id>.*)", "(?P<student_id>.*)", escape=True)
        if (match := re.match(pattern, folder, re.DOTALL)) is None:
            raise self._failure(f"{folder} does not have the form of {pattern}")
        return match["student_id"], match["assignment_id"]

    def _record(self, student: str, lesson: str) -> Path:
        return Path(self.coursedir.root) / ".grading" / lesson / f"{student}.json"

    def _is_due(self, student: str, lesson: str) -> bool:
        """Return whether a submission must be graded: new, changed, unfinished or forced."""
        record = self._record(student, lesson)
        graded = Path(self._format_dest(lesson, student))
        done = all((graded / f"{name}.ipynb").exists() for name in self._release(lesson))
        if self.force or not done or not record.exists():
            return True
        from hypergrader.submission.folder import digest

        try:
            kept = json.loads(record.read_text(encoding="utf-8"))["submission"]
        except (OSError, ValueError, KeyError, TypeError):
            return True
        return kept != digest(self._read(student, lesson)[0])

    def _read(self, student: str, lesson: str) -> tuple[dict[str, bytes], tuple[str, ...]]:
        """Return the files of a submission, and what was left out and why."""
        from hypergrader.submission.folder import NO_RIGHT, is_notebook, read_submission

        folder = self.coursedir.format_path(self.coursedir.submitted_directory, student, lesson)
        expected = [f"{name}.ipynb" for name in self._release(lesson)]
        files, notes = read_submission(Path(folder), self._limits, expected)
        if not any(map(is_notebook, files)) and (denied := [n for n in notes if NO_RIGHT in n]):
            raise PermissionError(denied[0])
        return files, notes

    def _release(self, lesson: str) -> dict[str, str]:
        """Return the released notebooks of `lesson`: name -> JSON text.

        ``--notebook NAME`` grades those that match NAME only.
        """
        if lesson in self._released:
            return self._released[lesson]
        folder = Path(self.coursedir.format_path(self.coursedir.release_directory, ".", lesson))
        wanted = f"{self.coursedir.notebook_id}.ipynb"
        found = {p.stem: p.read_text(encoding="utf-8") for p in sorted(folder.glob(wanted))}
        if not found:
            raise self._failure(
                f"no released notebook {wanted} in {folder}; "
                f"run `nbgrader generate_assignment {lesson}`"
            )
        for name, text in found.items():
            found[name] = self._with_hidden_tests(lesson, name, text)
        return self._released.setdefault(lesson, found)

    def _with_hidden_tests(self, lesson: str, name: str, text: str) -> str:
        """Put nbgrader's own hidden tests, which the gradebook keeps, back into a notebook.

        The lessons of this course have none; an instructor's own assignment may.
        """
        notebook = nbformat.reads(text, as_version=4)
        cells = [c for c in notebook.cells if is_check(c.metadata) and not calls_checks(c.source)]
        if not cells:
            return text
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as book:
            for cell in cells:
                try:
                    kept = book.find_source_cell(cell.metadata.nbgrader.grade_id, name, lesson)
                except MissingEntry:
                    continue
                cell.source = kept.source
                cell.metadata.nbgrader.checksum = utils.compute_checksum(cell)
        return nbformat.writes(notebook)

    def _check_sandbox(self) -> None:
        if self.allow_unsandboxed:
            self.log.warning(
                "c.SafeAutograde.allow_unsandboxed is set: students' code runs with your rights, "
                "and can read and change all grades"
            )
            return
        from hypergrader.submission.sandbox import compile_once, probe

        found = probe(self._limits)
        if not found.ok:
            raise self._failure(
                "this machine cannot grade safely, so nothing was graded.\n"
                f"{found}\nSee docs/instructors.md, or set c.SafeAutograde.allow_unsandboxed = True "
                "to grade without protection."
            )
        compile_once()

    # Run ----------------------------------------------------------------------------------------

    def _hidden(self, lesson: str) -> str:
        """Return what hidden checks the lesson has; read once, by one thread.

        In Python 3.11 two threads that parse at once can raise a SystemError.
        """
        from hypergrader.hidden import hidden_source

        with self._reading:
            if lesson not in self._sources:
                source = hidden_source(Path(self.lessons) / lesson) if self.lessons else ""
                self._sources[lesson] = source
            return self._sources[lesson]

    def _tasks(
        self, student: str, lesson: str, seeds: dict[str, int] | None = None, refused: str = ""
    ) -> list[Task]:
        from hypergrader.submission.task import Task

        files, notes = ({}, ()) if refused else self._read(student, lesson)
        code = self._hidden(lesson)
        release = self._release(lesson)
        return [
            Task(
                student,
                lesson,
                name,
                files,
                text,
                code,
                self._limits,
                not self.allow_unsandboxed,
                seeds=seeds or {},
                notes=notes,
                others=tuple(f"{other}.ipynb" for other in release if other != name),
                refused=refused,
            )
            for name, text in release.items()
        ]

    def _graded(
        self, waiting: dict[str, tuple[str, str]]
    ) -> Iterator[tuple[str, list[Graded] | Exception]]:
        """Yield each folder with its result, in the order in which they are finished."""
        from tqdm import tqdm

        from hypergrader.submission.executors import Dask, Local
        from hypergrader.submission.sandbox import remove_leftovers
        from hypergrader.submission.worker import WorkerEnded

        try:
            executor: Any = Dask(self.scheduler) if self.scheduler else Local(self.workers)
        except (ImportError, OSError) as problem:
            raise self._failure(f"c.SafeAutograde.scheduler is set: {problem}") from problem
        remove_leftovers()
        with executor, tqdm(total=len(waiting), unit="submission", disable=None) as bar:
            futures = {
                executor.submit(lambda names=names: self._tasks(*names)): folder
                for folder, names in waiting.items()
            }
            for future in as_completed(futures):
                bar.update()
                folder = futures.pop(future)  # and with it the result, once it is written
                try:
                    yield folder, future.result()
                except WorkerEnded as problem:
                    # Twice, so it is something in the submission, and is not tried at every call.
                    yield folder, self._refused(*waiting[folder], str(problem))
                except Exception as problem:
                    yield folder, problem
                del future

    def _refused(self, student: str, lesson: str, reason: str) -> list[Graded]:
        """Return the result of a submission that nothing could be graded of; it is not looked at."""
        from hypergrader.submission.grade import grade

        told = f"grading this submission could not be finished: {reason}"
        return [grade(task) for task in self._tasks(student, lesson, refused=told)]

    # Write --------------------------------------------------------------------------------------

    def _keep_whatever(self, student: str, lesson: str, folder: str, graded: list[Graded]) -> None:
        """Write one result; without the student's text where nbgrader cannot take it."""
        self._logged = None
        try:
            self._keep(student, lesson, folder, graded)
        except (NbGraderException, UnicodeError, ValueError) as problem:
            for why in (self._logged, getattr(self._logged, "__context__", None)):
                # The disk or the gradebook, which has nothing to do with the text.
                if isinstance(why, OperationalError) or getattr(why, "errno", 0) in _FULL:
                    raise RuntimeError(_first_line(why)) from problem
            self.log.error("%s of %s is kept without its text: %s", lesson, student, problem)
            self.writer.build_directory = ""  # it makes a folder only when it gets another one
            self._keep(
                student, lesson, folder, [self._verdicts_only(lesson, one) for one in graded]
            )

    def _verdicts_only(self, lesson: str, graded: Graded) -> Graded:
        """Return a result whose notebook is the release with the verdicts of `graded`."""
        told = "the text of this submission cannot be kept; its points are kept"
        old = nbformat.reads(graded.notebook, as_version=4)
        new = nbformat.reads(self._release(lesson)[graded.name], as_version=4)
        judged = {
            cell.id: cell for cell in old.cells if "verdicts" in cell.metadata.get("hyperlib", {})
        }
        new.cells = [judged.get(cell.get("id"), cell) for cell in new.cells]
        new.cells.insert(0, nbformat.v4.new_markdown_cell(f"**About this submission:** {told}"))
        new.metadata["hyperlib"] = {"notes": [*graded.notes, told], "limit": graded.limit}
        text = nbformat.writes(new, version=4)
        return dataclasses.replace(graded, notebook=text, notes=(*graded.notes, told))

    def _keep(self, student: str, lesson: str, folder: str, graded: list[Graded]) -> None:
        """Write one result with nbgrader's own steps: gradebook, penalties, autograded/."""
        from hypergrader.submission.folder import digest, is_notebook, kept_name

        record = self._record(student, lesson)
        record.unlink(missing_ok=True)  # from here to the end it counts as not graded
        fingerprint = graded[0].digest
        files, _ = self._read(student, lesson)
        if digest(files) != fingerprint:
            files = {}  # handed in again in the meantime; the next call grades that
        with tempfile.TemporaryDirectory() as staging:
            place = Path(self.coursedir.format_path(staging, student, lesson))
            place.mkdir(parents=True)
            for name, raw in files.items():
                target = place / kept_name(name)
                with contextlib.suppress(OSError):  # a name that this system does not hold
                    if not is_notebook(name):
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_bytes(raw)
            if graded[0].timestamp:
                (place / "timestamp.txt").write_text(graded[0].timestamp, encoding="utf-8")
            for one in graded:
                (place / f"{one.name}.ipynb").write_text(one.notebook, encoding="utf-8")
            old = Path(self._format_dest(lesson, student))
            if self.coursedir.notebook_id == "*" and old.exists():
                utils.rmtree(str(old))
            everything = self.assignments
            if not graded[0].timestamp:
                self._forget_date(student, lesson)
            self._staging = staging
            try:
                self.assignments = {str(place): [str(place / f"{g.name}.ipynb") for g in graded]}
                with self._quiet():
                    super().convert_notebooks()
            finally:
                self._staging, self.assignments = "", everything
        record.parent.mkdir(parents=True, exist_ok=True)
        told: dict[str, Any] = {
            "submission": fingerprint,
            "notes": [note for one in graded for note in one.notes],
            "limit": next((one.limit for one in graded if one.limit), None),
            "seconds": round(sum(one.seconds for one in graded), 2),
        }
        write_whole(record, json.dumps(told, indent=1).encode())
        self.log.info("%s of %s: graded in %.0f s", lesson, student, told["seconds"])
        for note in told["notes"]:
            self.log.warning("%s of %s: %s", lesson, student, note)

    @contextlib.contextmanager
    def _quiet(self) -> Iterator[None]:
        """Log nbgrader's own lines in the block for ``--debug`` only."""
        self.log.addFilter(self._only_for_debug)
        try:
            yield
        finally:
            self.log.removeFilter(self._only_for_debug)

    def _only_for_debug(self, record: logging.LogRecord) -> bool:
        """Make nbgrader's ten lines on each submission lines for ``--debug``; its warnings stay."""
        self._logged = sys.exc_info()[1] or self._logged  # nbgrader logs it, and raises another
        if record.levelno == logging.INFO:
            record.levelno, record.levelname = logging.DEBUG, "DEBUG"
        return logging.getLogger(record.name).isEnabledFor(record.levelno)

    def _take_off_anew(self, graded: set[tuple[str, str]]) -> list[str]:
        """Take off what is late by the date, extension, rule and points of now; return what failed."""
        told, failed, found = [], [], set()
        with self._quiet(), Gradebook(self.coursedir.db_url, self.coursedir.course_id) as book:
            rule = AssignLatePenalties(parent=self)
            rule.init_plugin()
            known = {a.name for a in book.assignments} & {lesson for _, lesson in graded}
            for submission in (s for name in known for s in book.assignment_submissions(name)):
                student, lesson = submission.student_id, submission.assignment.name
                if (student, lesson) not in graded:
                    continue
                found.add((student, lesson))
                late = submission.total_seconds_late
                for one in submission.notebooks:
                    old, new = one.late_submission_penalty or 0, 0
                    try:
                        if late > 0:
                            new = rule.plugin_inst.late_submission_penalty(student, one.score, late)
                        new = rule._check_late_penalty(one, new or 0)
                    except Exception as problem:  # in a rule of the course's own
                        failed.append(f"{student}: the rule for late work: {_first_line(problem)}")
                        continue
                    if new != old:
                        one.late_submission_penalty = new
                        told.append(
                            f"{lesson} of {student}: points taken off for being late: {new:g}, not {old:g}"
                        )
            book.db.commit()
        if told:
            told.append("`nbgrader generate_feedback` writes the pages of these anew")
        for line in told:
            self.log.info(line)
        for student, lesson in sorted(graded - found):  # not in the gradebook, or another one
            text = "%s of %s was graded, and the gradebook has no grade: `nbgrader autograde %s --student %s "
            self.log.warning(
                text + "--force` grades it again", lesson, student, lesson, quote(student)
            )
        return failed

    def _forget_date(self, student: str, lesson: str) -> None:
        """Take the date of a former submission out of the gradebook: this one has none."""
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as book:
            with contextlib.suppress(MissingEntry):
                book.find_submission(lesson, student).timestamp = None
                book.db.commit()


def _printable(record: logging.LogRecord) -> bool:
    """Let a line of the log hold nothing that is a command to a terminal; names come from students."""
    text = record.getMessage()
    record.msg = "".join(c if c.isprintable() or c in "\n\t" else "?" for c in text)
    record.args = ()
    return True


def _first_line(problem: object) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0]


def _certain_date(folder: str) -> datetime | None:
    """Return the date of a submission, None where its ``timestamp.txt`` has no certain one."""
    from hypergrader.submission.folder import is_date, moment

    path = Path(folder) / "timestamp.txt"
    try:
        raw = path.read_bytes()[:1000] if path.is_file() else b""
    except OSError:
        return None
    return moment(raw.decode()) if is_date(raw) else None


def _with_due_date(
    self: Gradebook, name: str, *args: Any, original: Callable = _UPDATE, **kwargs: Any
) -> Any:
    """Read a due date's time zone; nbgrader takes ``+0200`` for 200 seconds, and what it does not know for UTC."""
    from hypergrader.submission.folder import NO_DATE, is_date, moment

    due = kwargs.get("duedate")
    if isinstance(due, str) and due.strip():
        kwargs["duedate"] = moment(due)
        if not is_date(due.encode()):
            raise ValueError(f"{due!r} {NO_DATE}")
        told = f"{name} is due {kwargs['duedate']:%Y-%m-%d %H:%M} UTC"
        get_logger().info("%s; a date without a time zone is one in UTC", told)
    return original(self, name, *args, **kwargs)


def _add_lesson(self: DbAssignmentAddApp, original: Callable = DbAssignmentAddApp.start) -> None:
    try:
        original(self)
    except ValueError as problem:
        self.fail("nothing was changed: %s", problem)


def _validate(self: Validator, filename: str, original: Callable = Validator.validate) -> dict:
    """Validate a notebook; a check cell is told by its exercise, and no check at all has passed nothing."""
    notebook = nbformat.read(filename, as_version=4)
    graded = [cell for cell in notebook.cells if utils.is_grade(cell)]
    if graded:
        names = {cell.source.strip(): _headline(cell) for cell in graded}
        found = original(self, filename)
        for cells in found.values():
            for cell in cells:
                cell["source"] = names.get(cell["source"], cell["source"])
        return found
    told = (
        "This notebook has no check that nbgrader knows: the marks of its cells are missing.\n"
        "Nothing was validated. Another program may have dropped them; grading finds your answers by\n"
        "what they define. Copy your answers into a fresh copy of the notebook to validate them."
    )
    return {"failed": [{"source": Path(filename).name, "error": told, "raw_error": told}]}


def _headline(cell: NotebookNode) -> str:
    """Return what Validate calls a check cell: its code tells a learner nothing about the answer."""
    if cell.cell_type != "code" or not calls_checks(cell.source):
        return cell.source.strip()
    points = cell.metadata.nbgrader.points
    name = cell.metadata.nbgrader.grade_id.removeprefix("check_")
    return f"the check of {name}, {count(points, 'point')} in all"


def install() -> None:
    """Let nbgrader's commands and formgrader use `SafeAutograde`, and bear odd files."""
    import nbgrader.apps.api
    import nbgrader.apps.autogradeapp
    from nbgrader.coursedir import CourseDirectory

    nbgrader.apps.api.Autograde = SafeAutograde
    nbgrader.apps.autogradeapp.Autograde = SafeAutograde
    Validator.validate = _validate
    DbAssignmentAddApp.start = _add_lesson
    # nbgrader cannot add an extension to no due date.
    late: Any = SubmittedAssignment.total_seconds_late
    SubmittedAssignment.total_seconds_late = property(
        lambda one: late.fget(one) if one.assignment.duedate else 0
    )
    Gradebook.update_or_create_assignment = _with_due_date
    # About nbgrader's own order of writing; it changes no grade.
    warnings.filterwarnings("ignore", "Object of type <Submitted")
    # One odd timestamp.txt stops every list of submissions.
    CourseDirectory.get_existing_timestamp = lambda self, path: _certain_date(path)
    nbgrader.apps.api.NbGraderAPI.get_submitted_timestamp = lambda self, lesson, student: (
        _certain_date(
            self.coursedir.format_path(self.coursedir.submitted_directory, student, lesson)
        )
    )
