"""Make the page that a student gets back, and release it: ``nbgrader generate_feedback``.

`SafeFeedback` is nbgrader's GenerateFeedback with a page of our own; `ReleaseFeedback` is nbgrader's
release to the exchange, which names the students who have to get the page in another way.  nbgrader has
no setting for the first of them, so nbgrader_config.py calls `install`.
"""

from __future__ import annotations

import glob
import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter, FilenameExtension
from nbgrader.converters import GenerateFeedback
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.preprocessors import GetGrades
from traitlets import List, Type

from hypergrader.course.lab_picture import lab_picture
from hypergrader.tables import write_whole

LONGEST_OUTPUT = 2_000  # characters of what an answer printed
SIDE_FILES = ("timestamp.txt", "submission_secret.txt")  # which release_feedback reads
UNTOUCHED = "No response."  # nbgrader's own comment on a cell without an answer
SIGNS = {"pass": "✓", "partly": "◐", "fail": "✗", "error": "✗", "not attempted": "–"}


@dataclass
class Exercise:
    """One exercise of a student: what was answered, and what the checks said.

    Attributes
    ----------
    mark, title : str
        nbgrader id of the cell with the points, and the heading above it.
    score, points : float
        What was earned, and what can be earned.
    answers : list of str
        Sources of the answer cells.
    written : list of str
        Answers in words, as they were written.
    outputs : list of str
        What the answer cells printed, as far as it may be shown.
    verdicts : list of dict
        As `hypergrader.submission.grade` recorded them.
    comments : list of str
        What the instructor wrote.
    picture : str
        An SVG of what the grading of a lab measured; empty for other exercises.
    """

    mark: str
    title: str
    score: float = 0.0
    points: float = 0.0
    answers: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    verdicts: list[dict[str, Any]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    picture: str = ""

    @property
    def passed(self) -> int:
        return sum(verdict.get("outcome") == "pass" for verdict in self.verdicts)

    @property
    def untouched(self) -> bool:
        """Return whether every check says that nothing was attempted."""
        outcomes = {verdict.get("outcome") for verdict in self.verdicts}
        return outcomes == {"not attempted"}


def exercises(notebook: Any) -> list[Exercise]:
    """Return the exercises of a graded notebook, in its order.

    The inputs of hidden checks pass through the student's functions, so what is printed after the first
    check may hold them: of later cells only the kind of an error is shown.
    """
    found: list[Exercise] = []
    now, title, checked = Exercise("", ""), "", False
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "markdown" and not marks.get("solution"):
            headings = re.findall(r"(?m)^#{1,4} +(.+)$", cell.source)
            title = headings[-1].replace("`", "").strip()[:200] if headings else title
        if marks.get("solution") or marks.get("task"):
            place = now.answers if cell.cell_type == "code" else now.written
            place.append(cell.source)
            now.outputs += _shown(cell.get("outputs", []), checked)
            if marks.get("comment") and marks["comment"] != UNTOUCHED:
                now.comments.append(marks["comment"])
        if marks.get("grade") or marks.get("task"):
            kept = cell.metadata.get("hyperlib", {})
            record = kept.get("verdicts")
            now.picture = lab_picture(kept.get("lab"))
            now.mark, now.title = marks.get("grade_id", ""), title or marks.get("grade_id", "")
            now.score, now.points = float(marks.get("score") or 0), float(marks.get("points") or 0)
            if isinstance(record, list):
                now.verdicts = [_in_order(v) for v in record if isinstance(v, dict)]
            elif not marks.get("solution"):
                now.outputs += _shown(cell.get("outputs", []), checked)
            found.append(now)
            now, checked = Exercise("", ""), checked or not marks.get("solution")
    return found


def _in_order(verdict: dict[str, Any]) -> dict[str, Any]:
    """Return a verdict whose details stand in the order in which people read them."""
    details = verdict.get("details") or {}
    repeated = details.get("given") == verdict.get("name")  # as in a quiz: the title says it
    order = ("given", "expected", "got", "look at")[repeated:]
    return {**verdict, "details": {key: details[key] for key in order if details.get(key)}}


def _shown(outputs: list, checked: bool) -> list[str]:
    texts = []
    for output in outputs:
        if output.get("output_type") == "error":
            name = str(output.get("ename", "error"))
            told = f"{name if name.isidentifier() else 'an error'} (see your notebook)"[:80]
            texts.append(told if checked else f"{name}: {output.get('evalue', '')}")
        elif output.get("output_type") == "stream" and not checked:
            texts.append(str(output.get("text", "")))
    cut = [t if len(t) <= LONGEST_OUTPUT else t[:LONGEST_OUTPUT] + " ..." for t in texts]
    return [re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text).strip() for text in cut[:10] if text.strip()]


class FeedbackPage(Exporter):
    """Turn one graded notebook into the page for its student."""

    file_extension = FilenameExtension(".html").tag(config=True)
    output_mimetype = "text/html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Return the page as text, and the resources."""
        from hypergrader.course import pages

        nb, resources = super().from_notebook_node(nb, resources, **kw)
        told = resources["nbgrader"]
        record = nb.metadata.get("hyperlib", {})
        texts = [cell.source for cell in nb.cells if cell.cell_type == "markdown"]
        first = [re.search(r"(?m)^# +(.+)$", text) for text in texts[:3]]
        heading = next((match for match in first if match), None)
        page = pages.render(
            "feedback.html.j2",
            title=heading.group(1)[:200] if heading else told["notebook"],
            lesson=told["notebook"],
            student=told["student"],
            score=told["score"],
            points_in_all=told["max_score"],
            penalty=told["late_penalty"],
            notes=[str(note)[:500] for note in record.get("notes", [])][:50],
            exercises=exercises(nb),
            signs=SIGNS,
        )
        return page, resources


class SafeFeedback(GenerateFeedback):
    """Write the pages; of the files beside a notebook, only nbgrader's own go with them."""

    preprocessors = List([GetGrades]).tag(config=True)
    exporter_class = Type(FeedbackPage, klass=Exporter).tag(config=True)

    def init_notebooks(self) -> None:
        """Find notebooks also of a student with brackets in the name, which nbgrader takes for a pattern."""
        super().init_notebooks()
        name = f"{self.coursedir.notebook_id}.ipynb"
        for folder in glob.glob(self._format_source(self.coursedir.assignment_id, "*")):
            if "[" in folder and self.coursedir.student_id == "*":
                self.assignments[folder] = sorted(glob.glob(f"{glob.escape(folder)}/{name}"))

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Write every page anew: points, comments and checks may have changed since the last call."""
        return student_id not in (self.coursedir.student_id_exclude or "").split(",")

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Copy what releases the page.  A student's file, opened in a browser, could run."""
        source = Path(self._format_source(assignment_id, student_id))
        target = Path(self._format_dest(assignment_id, student_id))
        target.mkdir(parents=True, exist_ok=True)
        for name in SIDE_FILES:
            if (source / name).is_file():
                write_whole(target / name, (source / name).read_bytes())

    def write_single_notebook(self, output: str, resources: dict[str, Any]) -> None:
        """Write a page whole or not at all; half a one would be sent."""
        names = resources["nbgrader"]
        folder = Path(self._format_dest(names["assignment"], names["student"]))
        write_whole(folder / f"{resources['unique_key']}.html", output.encode())


class ReleaseFeedback(ExchangeReleaseFeedback):
    """Release the pages of those who handed in through the exchange, and name the others."""

    src_path: str

    def ensure_root(self) -> None:
        """Stop where there is no exchange, with the other way to the students."""
        if not os.access(self.root, os.W_OK | os.X_OK):
            lesson = self.coursedir.assignment_id
            self.fail(
                f"no exchange at {self.root}, or it is not writable; expected a folder that students "
                f"fetch from; try `hyperlib-grading feedback {lesson}`, and send the pages"
            )

    def copy_files(self) -> None:
        """Release what can be released; a page without its secret has no address in the exchange."""
        pages = Path(self.coursedir.format_path(self.coursedir.feedback_directory, "*", "x")).parts
        place = pages.index("*")
        excluded, without = (self.coursedir.student_id_exclude or "").split(","), []
        for folder in sorted(map(Path, glob.glob(self.src_path))):
            if (student := folder.parts[place]) in excluded or not any(folder.glob("*.html")):
                continue
            if all((folder / name).is_file() for name in SIDE_FILES):
                self.src_path = str(folder)
                super().copy_files()
            else:
                without.append(student)
        if without:
            self.log.warning(
                "Not handed in through the exchange, so their pages cannot be fetched from it: %s. "
                "Try `hyperlib-grading feedback %s`, and send them",
                ", ".join(without),
                self.coursedir.assignment_id,
            )


def template_folders() -> list[str]:
    """Return where formgrader looks for templates: ours, which build on nbgrader's."""
    import nbgrader

    formgrader = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader"
    return [str(Path(__file__).parent / "templates"), str(formgrader / "templates")]


def install() -> None:
    """Let ``nbgrader generate_feedback`` and formgrader use `SafeFeedback`."""
    import nbgrader.apps.api
    import nbgrader.apps.generatefeedbackapp

    nbgrader.apps.api.GenerateFeedback = SafeFeedback
    nbgrader.apps.generatefeedbackapp.GenerateFeedback = SafeFeedback
    formgrader = sys.modules.get("nbgrader.server_extensions.formgrader.handlers")
    if formgrader is not None:  # formgrader has begun, and now reads this course's settings
        formgrader.SubmissionFilesHandler.set_extra_headers = _without_scripts


def _without_scripts(handler: Any, path: str) -> None:
    """Let a student's file, opened in the instructor's browser, run nothing."""
    handler.set_header(
        "Content-Security-Policy", "sandbox; default-src 'none'; img-src 'self' data:"
    )
    handler.set_header("X-Content-Type-Options", "nosniff")
