"""Read a file in py:percent form: the source of a lesson, and the answers to an exercise.

``# %%`` begins a cell.  What follows it in the line is the cell's title and its metadata, such as
``# %% [markdown] tags=["demonstration"]``.  Grading reads lessons too, and an instructor's environment has
no jupytext, so the few lines that a reader takes stand here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cell:
    """One cell of a file.

    Attributes
    ----------
    title : str
        What follows ``# %%`` in its line, without the metadata: ``""`` for a code cell of a lesson,
        ``[markdown]`` for a text, ``right: numpy`` for an answer.
    metadata : dict
        ``tags``, ``nbgrader`` and their like.
    source : str
        The lines of the cell; those of a text without the leading ``# ``.
    line : int
        Where the cell begins, counted from 1.
    """

    title: str
    metadata: dict[str, Any]
    source: str
    line: int

    @property
    def is_code(self) -> bool:
        return self.title != "[markdown]"


def read_cells(text: str) -> list[Cell]:
    """Return the cells of a file in py:percent form; what stands before the first one is left out.

    Examples
    --------
    >>> [cell] = read_cells('# %% tags=["slow"]\\nx = 1\\n')
    >>> cell.metadata, cell.source
    ({'tags': ['slow']}, 'x = 1')
    """
    lines = text.splitlines()
    starts = [k for k, line in enumerate(lines) if line == "# %%" or line.startswith("# %% ")]
    cells = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        title, metadata = _header(lines[start].removeprefix("# %%").strip())
        source = "\n".join(lines[start + 1 : end]).strip("\n")
        if title == "[markdown]":
            source = re.sub(r"(?m)^# ?", "", source)
        cells.append(Cell(title, metadata, source, start + 1))
    return cells


def solved(source: str) -> str:
    """Return an answer cell without the lines that mark the solution region."""
    return re.sub(r"(?m)^[ \t]*### (BEGIN|END) SOLUTION[^\n]*\n?", "", source)


def is_check(metadata: dict[str, Any]) -> bool:
    """Return whether a cell with this metadata is a check; an answer that a person grades is none."""
    marks = metadata.get("nbgrader", {})
    return bool(marks.get("grade")) and not marks.get("solution")


def calls_checks(source: str) -> bool:
    """Return whether a check cell is written with `hyperlib.checks`."""
    return bool(re.search(r"\bchecks\.(check|quiz|lab)\(", source))


def _header(text: str) -> tuple[str, dict[str, Any]]:
    """Return the title and the metadata of the line that begins a cell."""
    metadata = {}
    found = re.search(r"(?:^| )(\w+)=(?=[\[{\"])", text)
    title = text[: found.start()] if found else text
    decoder = json.JSONDecoder()
    while found:
        value, end = decoder.raw_decode(text, found.end())
        metadata[found.group(1)] = value
        found = re.compile(r" (\w+)=").match(text, end)
    return title.strip(), metadata
