"""Decide a submission again with the seeds of its record, and compare the verdicts."""

from __future__ import annotations

from hypergrader.autograde import SafeAutograde
from hypergrader.course.folder import CommandError, CourseFolder, read_graded
from hypergrader.submission.grade import grade
from hypergrader.submission.sandbox import Limits

HEADER = ["cell", "check", "recorded", "now"]


def replay(folder: CourseFolder, lesson: str, student: str) -> list[list[str]]:
    """Return a row for each verdict: cell, check, recorded outcome, outcome now.

    The submission runs in the sandbox again, with the recorded seeds, so the hidden checks draw the same inputs.
    Nothing is written.

    Raises
    ------
    CommandError
        If the student's lesson was not graded yet.
    """
    graded = folder.path("autograded", student, lesson)
    if not graded.is_dir():
        raise CommandError(
            f"no graded {lesson} of {student!r}; expected {graded}; try `nbgrader autograde {lesson}`"
        )
    old = read_graded(student, graded)
    again = SafeAutograde(coursedir=folder.coursedir, config=folder.config)
    again._limits = Limits(**again.limits)
    again._check_sandbox()
    seeds = {cell: seed for cell, seed in old.seeds.items() if seed is not None}
    now: dict[tuple[str, str], str] = {}
    for task in again._tasks(student, lesson, seeds):
        for cell in _cells(grade(task).notebook):
            for verdict in cell.metadata["hyperlib"]["verdicts"]:
                grade_id = cell.metadata["nbgrader"]["grade_id"]
                now[grade_id, verdict["name"]] = verdict["outcome"]
    return [
        [v.cell, v.name, v.outcome, now.get((v.cell, v.name), "no such check")]
        for v in old.verdicts
    ]


def _cells(notebook: str):
    import nbformat

    cells = nbformat.reads(notebook, as_version=4).cells
    return [cell for cell in cells if "hyperlib" in cell.metadata]
