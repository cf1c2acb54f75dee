"""Grade an invented class; tests and benchmarks use it, and so does ``make grade-demo``.

Runs nbgrader's own commands, in a folder of its own, on both ends of the course: generate and release, fetch and
submit by five invented students, collect, autograde, feedback, export.  Then prints the gradebook.
The answers come from the lessons' ``answers/`` folders.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import nbformat

from hypergrader.bank.exercise import read_answers
from hypergrader.course.folder import CLONE, CommandError, environment, start_course
from hypergrader.tables import show_table

Student = Callable[[str, str], str | None]  # (exercise, stub) -> source of the answer cell


def _first(lesson: Path, kind: str, exercise: str) -> str | None:
    """Return the first right or wrong answer in the bank."""
    answers = read_answers(lesson / "answers" / f"{exercise}.py")
    return next((answer.source for answer in answers if answer.kind == kind), None)


def invented_class(lesson: Path) -> dict[str, Student]:
    """Return the five students of the demonstration: name -> how each one answers.

    Parameters
    ----------
    lesson : path
        ``lessons/NN_slug`` with the folder ``answers``.
    """

    def right(exercise: str, stub: str) -> str | None:
        return _first(lesson, "right", exercise)

    def wrong(exercise: str, stub: str) -> str | None:
        return _first(lesson, "wrong", exercise)

    def every_other(exercise: str, stub: str) -> str | None:
        names = sorted(path.stem for path in (lesson / "answers").glob("*.py"))
        return (right if names.index(exercise) % 2 else wrong)(exercise, stub)

    def broken(exercise: str, stub: str) -> str | None:
        return "def oops(:\n" if "def " in stub or "class " in stub else right(exercise, stub)

    return {
        "ada_right": right,
        "ben_partly": every_other,
        "cleo_wrong": wrong,
        "dan_unattempted": lambda exercise, stub: None,
        "eve_broken": broken,
    }


def fill(released: Path, target: Path, answer: Student) -> None:
    """Write a submission: the released notebook with a student's answers to what has points in it."""
    notebook = nbformat.read(released, as_version=4)
    for cell in notebook.cells:
        grade = cell.metadata.get("nbgrader", {})
        if grade.get("solution") and not grade["grade_id"].startswith("optional_"):
            cell.source = answer(grade["grade_id"], cell.source) or cell.source
    nbformat.write(notebook, target)


class Course:
    """Run nbgrader's commands in a folder that holds one class."""

    def __init__(self, folder: Path, clone: Path = CLONE):
        self.folder = folder
        self.clone = clone
        exchange = folder / "exchange"
        self.environment = {**environment(), "NBGRADER_EXCHANGE": str(exchange)}
        (folder / "nbgrader_config.py").unlink(missing_ok=True)
        # The exchange stands in the file too, so that a course that is kept still has it.
        start_course(folder, exchange=exchange, clone=clone)
        exchange.mkdir(parents=True, exist_ok=True)
        exchange.chmod(0o777)  # nbgrader asks for an exchange that everybody can write to

    def run(self, *words: str, cwd: Path | None = None, check: bool = True) -> str:
        """Run one nbgrader command and return what it printed.

        Raises
        ------
        RuntimeError
            If the command failed; the message ends with what it printed.
        """
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *words],
            cwd=cwd or self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if check and done.returncode != 0:
            raise RuntimeError(f"nbgrader {' '.join(words)} failed:\n{done.stdout[-3000:]}")
        return done.stdout

    def release(self, lesson: str) -> None:
        """Make the student version of `lesson` known to the gradebook and put it in the exchange."""
        self.run("generate_assignment", lesson, "--force")
        self.run("release_assignment", lesson, "--force")

    def fetch(self, lesson: str) -> Path:
        """Fetch `lesson` from the exchange, as a student does, and return the notebook."""
        desk = self.folder / "students"
        desk.mkdir(parents=True, exist_ok=True)
        config = (self.folder / "nbgrader_config.py").read_text(encoding="utf-8")
        (desk / "nbgrader_config.py").write_text(config, encoding="utf-8")
        self.run("fetch_assignment", lesson, cwd=desk)
        return desk / lesson / f"{lesson}.ipynb"

    def submit(self, fetched: Path, student: str, answer: Student) -> None:
        """Answer the `fetched` lesson as `student` and hand it in."""
        lesson = fetched.parent.name
        desk = self.folder / "students" / student
        (desk / lesson).mkdir(parents=True, exist_ok=True)
        config = (self.folder / "nbgrader_config.py").read_text(encoding="utf-8")
        (desk / "nbgrader_config.py").write_text(config, encoding="utf-8")
        fill(fetched, desk / lesson / fetched.name, answer)
        self.run("submit", lesson, "--student", student, cwd=desk)

    def grade(self, lesson: str) -> None:
        """Collect, grade and write the feedback of everybody's `lesson`."""
        # One person plays all students here, so the owner of a file says nothing.
        self.run("collect", lesson, "--ExchangeCollect.check_owner=False")
        self.run("autograde", lesson, check=False)
        self.run("generate_feedback", lesson, "--force")

    def table(self, lesson: str) -> list[list[str]]:
        """Return the gradebook of `lesson`: a header, then a row a student."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}", "hyperparameters") as book:
            assignment = book.find_assignment(lesson)
            checks = [c for n in assignment.notebooks for c in n.grade_cells]
            header = ["student"]
            header += [f"{c.name.removeprefix('check_')} /{c.max_score:g}" for c in checks]
            rows = [[*header, f"total /{sum(c.max_score for c in checks):g}"]]
            for submission in sorted(assignment.submissions, key=lambda s: s.student.id):
                grades = {g.cell.name: g for n in submission.notebooks for g in n.grades}
                scores = [f"{grades[c.name].score:g}" for c in checks]
                rows.append([submission.student.id, *scores, f"{submission.score:g}"])
        return rows

    def export(self) -> Path:
        """Write the grades as CSV with nbgrader's exporter and return the file."""
        self.run("export", "--to", "grades.csv")
        return self.folder / "grades.csv"


def lessons(clone: Path = CLONE) -> list[str]:
    """Return the names of all lessons, in order."""
    return [path.stem for path in sorted((clone / "lessons").glob("[0-9]*_*.py"))]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make grade-demo", description=__doc__.split("\n")[0])
    parser.add_argument("--keep", metavar="FOLDER", help="keep the course in FOLDER to look at")
    parser.add_argument("lessons", nargs="*", help="names of lessons; all when none is given")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        try:
            course = Course(Path(options.keep or scratch).expanduser().resolve())
        except CommandError as error:
            parser.error(str(error))
        for lesson in options.lessons or lessons():
            print(f"\n{lesson}: release, submit, collect, autograde, feedback", flush=True)
            course.release(lesson)
            fetched = course.fetch(lesson)
            for student, answer in invented_class(CLONE / "lessons" / lesson).items():
                course.submit(fetched, student, answer)
            course.grade(lesson)
            rows = course.table(lesson)
            print(show_table(rows, right=range(1, len(rows[0]))))
        with course.export().open(encoding="utf-8", newline="") as file:
            print(f"\nnbgrader export wrote {len(list(csv.DictReader(file)))} rows")
        if options.keep:
            print(
                f"Kept in {course.folder}: feedback/STUDENT/LESSON/*.html, gradebook.db, grades.csv"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
