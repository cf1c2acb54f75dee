"""Make ``nbgrader autograde`` safe, fair and parallel, with its own words and files.

`SafeAutograde` is nbgrader's Autograde with another inside: the submissions are pure tasks
(`hyperlib.grading.task`) on local processes or on a Dask cluster, and this process alone writes the gradebook, by
nbgrader's own steps, one submission at a time, as they are finished.

nbgrader has no setting that names its Autograde class, so nbgrader_config.py calls `install`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties, IgnorePattern, LimitOutput, SaveAutoGrades
from traitlets import Bool, Dict, Integer, List, Unicode

from hyperlib.grading.sandbox import MEGA, Limits, probe, remove_leftovers
from hyperlib.grading.task import Graded, Task, grade_json, is_check
from hyperlib.grading.worker import Worker, WorkerEnded

MAX_FILES = 100


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

    sanitize_preprocessors = List([]).tag(config=True)
    autograde_preprocessors = List(
        [IgnorePattern, LimitOutput, SaveAutoGrades, AssignLatePenalties]
    ).tag(config=True)

    _staging = ""

    @property
    def _input_directory(self) -> str:
        if self._sanitizing and self._staging:
            return self._staging
        return super()._input_directory

    def init_notebooks(self) -> None:
        """Find all submissions, those without a notebook as well."""
        pattern = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        root = Path(self.coursedir.root)
        found = [
            path for path in sorted(root.glob(os.path.relpath(pattern, root))) if path.is_dir()
        ]
        self.notebooks = []
        self.assignments = {str(path): [] for path in found}
        if not found:
            super().init_notebooks()  # its message names the folder and the nearest one

    def convert_notebooks(self) -> None:
        """Grade what is not graded yet, and write each result as it comes."""
        self._limits = Limits(**self.limits)
        waiting = {}
        for folder in self.assignments:
            student, lesson = self._names(folder)
            excluded = (self.coursedir.student_id_exclude or "").split(",")
            if student not in excluded and self._is_due(student, lesson):
                waiting[folder] = (student, lesson)
        if not waiting:
            self.log.info("Nothing to grade: every submission is graded; --force grades again")
            return
        for lesson in sorted({lesson for _, lesson in waiting.values()}):
            self._release(lesson)  # refuse before any work is done
        self._check_sandbox()
        problems = []
        for folder, result in self._graded(waiting):
            student, lesson = waiting[folder]
            if isinstance(result, Exception):
                self.log.error("%s of %s was not graded: %s", lesson, student, result)
                problems.append(f"{student}: {str(result).splitlines()[0]}")
                continue
            try:
                self._keep(student, lesson, folder, result)
            except NbGraderException as problem:
                problems.append(f"{student}: {problem}")
        if problems:
            raise self._failure(
                f"{len(problems)} of {len(waiting)} submissions were not graded; all others were:\n  "
                + "\n  ".join(problems)
            )

    def _failure(self, message: str) -> NbGraderException:
        """Log `message`, because nbgrader's commands end without showing that of an exception."""
        self.log.error(message)
        return NbGraderException(message)

    # What is due --------------------------------------------------------------------------------

    def _names(self, folder: str) -> tuple[str, str]:
        pattern = self._format_source("(?P<assignment_id>.*)", "(?P<student_id>.*)", escape=True)
        match = re.match(pattern, folder)
        if match is None:
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
        files, _ = read_submission(self._source_of(student, lesson), self._limits)
        try:
            kept = json.loads(record.read_text(encoding="utf-8"))["submission"]
        except (OSError, ValueError, KeyError, TypeError):
            return True
        return kept != _digest(files)

    def _source_of(self, student: str, lesson: str) -> Path:
        return Path(self.coursedir.format_path(self.coursedir.submitted_directory, student, lesson))

    def _release(self, lesson: str) -> dict[str, str]:
        """Return the released notebooks of `lesson`: name -> JSON text.

        ``--notebook NAME`` grades those that match NAME only.
        """
        folder = Path(self.coursedir.format_path(self.coursedir.release_directory, ".", lesson))
        wanted = f"{self.coursedir.notebook_id}.ipynb"
        found = {p.stem: p.read_text(encoding="utf-8") for p in sorted(folder.glob(wanted))}
        if not found:
            raise self._failure(
                f"no released notebook {wanted} in {folder}; "
                f"run `nbgrader generate_assignment {lesson}`"
            )
        return {name: self._with_hidden_tests(lesson, name, text) for name, text in found.items()}

    def _with_hidden_tests(self, lesson: str, name: str, text: str) -> str:
        """Put nbgrader's own hidden tests, which the gradebook keeps, back into a notebook.

        The lessons of this course have none; an instructor's own assignment may.
        """
        notebook = nbformat.reads(text, as_version=4)
        cells = [
            cell
            for cell in notebook.cells
            if cell.metadata.get("nbgrader", {}).get("grade")
            and not cell.metadata.nbgrader.get("solution")
            and not is_check(cell.source)
        ]
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
        found = probe(self._limits)
        if not found.ok:
            raise self._failure(
                "this machine can not grade safely, so nothing was graded.\n"
                f"{found}\nSee docs/instructors.md, or set c.SafeAutograde.allow_unsandboxed = True "
                "to grade without protection."
            )

    # Run ----------------------------------------------------------------------------------------

    def _tasks(self, student: str, lesson: str, seeds: dict[str, int] | None = None) -> list[Task]:
        files, notes = read_submission(self._source_of(student, lesson), self._limits)
        hidden = Path(self.lessons) / lesson / "hidden.py"
        code = hidden.read_text(encoding="utf-8") if self.lessons and hidden.exists() else ""
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
            )
            for name, text in self._release(lesson).items()
        ]

    def _graded(
        self, waiting: dict[str, tuple[str, str]]
    ) -> Iterator[tuple[str, list[Graded] | Exception]]:
        """Yield each folder with its result, in the order in which they are finished."""
        from tqdm import tqdm

        try:
            executor: Any = _Dask(self.scheduler) if self.scheduler else _Local(self.workers)
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
                try:
                    yield futures[future], future.result()
                except Exception as problem:
                    yield futures[future], problem

    # Write --------------------------------------------------------------------------------------

    def _keep(self, student: str, lesson: str, folder: str, graded: list[Graded]) -> None:
        """Write one result with nbgrader's own steps: gradebook, penalties, autograded/."""
        record = self._record(student, lesson)
        record.unlink(missing_ok=True)  # from here to the end it counts as not graded
        files, _ = read_submission(Path(folder), self._limits)
        with tempfile.TemporaryDirectory() as staging:
            place = Path(self.coursedir.format_path(staging, student, lesson))
            place.mkdir(parents=True)
            for name, raw in files.items():
                if not name.lower().endswith(".ipynb"):
                    (place / name).parent.mkdir(parents=True, exist_ok=True)
                    (place / name).write_bytes(raw)
            for one in graded:
                (place / f"{one.name}.ipynb").write_text(one.notebook, encoding="utf-8")
            old = Path(self._format_dest(lesson, student))
            if self.coursedir.notebook_id == "*" and old.exists():
                utils.rmtree(str(old))
            everything = self.assignments
            self._staging = staging
            try:
                self.assignments = {str(place): [str(place / f"{g.name}.ipynb") for g in graded]}
                super().convert_notebooks()
            finally:
                self._staging, self.assignments = "", everything
        record.parent.mkdir(parents=True, exist_ok=True)
        told = {
            "submission": _digest(files),
            "notes": [note for one in graded for note in one.notes],
            "limit": next((one.limit for one in graded if one.limit), None),
            "seconds": round(sum(one.seconds for one in graded), 2),
        }
        new = record.with_suffix(".new")
        new.write_text(json.dumps(told, indent=1), encoding="utf-8")
        new.replace(record)
        for note in told["notes"]:
            self.log.warning("%s of %s: %s", lesson, student, note)


class _Local:
    """Run tasks in worker processes, each held by one thread."""

    def __init__(self, workers: int):
        self._workers: list[Worker] = []
        self._mine = threading.local()
        self._closed = False
        count = workers or len(os.sched_getaffinity(0)) if sys.platform == "linux" else workers or 2
        self._pool = ThreadPoolExecutor(count)

    def __enter__(self) -> _Local:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        for worker in self._workers:
            worker.kill()
        self._pool.shutdown(cancel_futures=True)

    def submit(self, tasks: Callable[[], list[Task]]) -> Future:
        return self._pool.submit(self._run, tasks)

    def _run(self, tasks: Callable[[], list[Task]]) -> list[Graded]:
        return [self._grade(task.to_json()) for task in tasks()]

    def _grade(self, text: str) -> Graded:
        for attempt in (1, 2):
            if self._closed:
                raise RuntimeError("grading was stopped")
            worker = getattr(self._mine, "worker", None)
            if worker is None:
                worker = self._mine.worker = Worker()
                self._workers.append(worker)
            try:
                return Graded.from_json(worker.grade(text))
            except WorkerEnded:
                self._mine.worker = None
                if attempt == 2:
                    raise
        raise AssertionError("unreachable")


class _Dask:
    """Run tasks on the workers of a Dask cluster."""

    def __init__(self, address: str):
        try:
            from distributed import Client
        except ImportError as problem:
            raise ImportError(
                "the package distributed is not installed; try `pip install distributed`"
            ) from problem
        self._client = Client(address)
        self._pool = ThreadPoolExecutor(32)  # they only wait

    def __enter__(self) -> _Dask:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True, wait=False)
        self._client.close()

    def submit(self, tasks: Callable[[], list[Task]]) -> Future:
        return self._pool.submit(self._run, tasks)

    def _run(self, tasks: Callable[[], list[Task]]) -> list[Graded]:
        sent = [self._client.submit(grade_json, t.to_json(), pure=False) for t in tasks()]
        return [Graded.from_json(future.result()) for future in sent]


def read_submission(folder: Path, limits: Limits) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the regular files of a submission, and what was left out and why.

    Links and special files are never followed, because a link can lead to the gradebook.
    """
    files: dict[str, bytes] = {}
    notes: list[str] = []
    total = 0
    for path in _walk(folder, notes):
        name = path.relative_to(folder).as_posix()
        shown = "".join(c if c.isprintable() else "?" for c in name)[:60]
        notebook = name.lower().endswith(".ipynb")
        most = (limits.notebook_mb if notebook else limits.file_mb) * MEGA
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            notes.append(f"the file {shown} is a link or can not be read; it was left out")
            continue
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                notes.append(f"{shown} is no regular file; it was left out")
                continue
            raw = file.read(int(most) + 1)
        total += len(raw)
        if len(raw) > most or total > 2 * limits.notebook_mb * MEGA:
            notes.append(f"the file {shown} is larger than the limit; it was left out")
            continue
        if len(files) == MAX_FILES:
            notes.append(f"there were more than {MAX_FILES} files; the rest was left out")
            break
        files[name] = raw
    return files, tuple(notes)


def _walk(folder: Path, notes: list[str]) -> Iterator[Path]:
    if folder.is_symlink():
        notes.append("the submission is a link; it was left out")
        return
    for here, folders, names in os.walk(folder):
        for name in list(folders):
            if (Path(here) / name).is_symlink():
                notes.append("a folder of the submission is a link; it was left out")
                folders.remove(name)
        folders[:] = sorted(f for f in folders if f not in (".ipynb_checkpoints", "__pycache__"))
        for name in sorted(names):
            yield Path(here) / name


def _digest(files: dict[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\0{len(files[name])}\0".encode("utf-8", "surrogateescape"))
        whole.update(files[name])
    return whole.hexdigest()


def install() -> None:
    """Let ``nbgrader autograde`` and formgrader use `SafeAutograde`."""
    import nbgrader.apps.api
    import nbgrader.apps.autogradeapp

    nbgrader.apps.api.Autograde = SafeAutograde
    nbgrader.apps.autogradeapp.Autograde = SafeAutograde
