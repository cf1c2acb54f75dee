"""Make the student version of a lesson, without a gradebook."""

from __future__ import annotations

import copy
import logging
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor

if TYPE_CHECKING:
    from traitlets.config import Config

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


class FinishRelease(NbGraderPreprocessor):
    """Make the released notebook run from top to bottom before any exercise is solved.

    nbgrader puts one stub in place of every solution region.  Inside a function, raising is right: the
    check sees it and says "not attempted".  At the top level it would stop Run All, so only the
    comment stays there.
    """

    def preprocess(self, nb, resources):
        for cell in nb.cells:
            if cell.cell_type == "code" and utils.is_solution(cell):
                cell.source = re.sub(
                    r"(?m)^raise NotImplementedError\(\)\n?", "", cell.source
                ).rstrip()
        nb.metadata.pop("hyperlib", None)
        return nb, resources


def student_version(source: Path, config: Config) -> bytes:
    """Return the student version of the notebook `source`, as `generate_assignment` makes it.

    No gradebook is read or written, and nothing beside `source` counts: two calls give the same bytes.

    Parameters
    ----------
    source : path
        The solved notebook, ``LESSON.ipynb``.
    config : Config
        nbgrader's configuration of the course.

    Raises
    ------
    ValueError
        If nbgrader cannot make one.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    lesson, config = source.stem, copy.deepcopy(config)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "source" / lesson
        place.mkdir(parents=True)
        shutil.copyfile(source, place / source.name)
        config.CourseDirectory.root = folder
        config.CourseDirectory.source_directory = "source"
        config.CourseDirectory.release_directory = "release"
        config.CourseDirectory.assignment_id = lesson
        config.GenerateAssignment.no_database = True
        config.SaveCells.enabled = False
        coursedir = CourseDirectory(config=config)
        log = logging.Logger("nbgrader")  # what it says of one lesson is not shown
        log.addHandler(logging.NullHandler())
        try:
            GenerateAssignment(coursedir=coursedir, config=config, log=log).start()
        except (NbGraderException, SystemExit) as error:
            raise ValueError(
                f"no student version can be made of {lesson}: {error}; expected a notebook that "
                "`nbgrader generate_assignment` accepts; try `make notebooks`"
            ) from error
        return (Path(folder) / "release" / lesson / source.name).read_bytes()
