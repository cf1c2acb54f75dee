"""Preprocessors that finish the student version of a lesson."""

from __future__ import annotations

import re

from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor

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
