"""Keep what a learner predicted in a file beside the notebook, one line of JSON for each event.

Lines are only added at the end, each in one write, so that a crash, another program or a second notebook in the
same folder can cost no line that is there.  A line that cannot be read is left out with a warning, and left in
place.  Nothing is written where no front end is present.
"""

from __future__ import annotations

import json
import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hyperlib.arguments import shown
from hyperlib.widgets.front_end import front_end_present

FILE = Path(".hyperlib", "predictions.jsonl")
# Lines that no file has taken: the folder is read-only, or nobody sits in front of the notebook.
_unwritten: dict[Path, list[dict[str, Any]]] = {}


@dataclass(frozen=True)
class Guesses:
    """Count what was predicted in a folder.

    Parameters
    ----------
    made : int
        Questions with a guess.
    right : int
        Those guessed rightly, or nearly so for a number, before the result was shown.
    late : int
        Those guessed after the result was shown.
    """

    made: int
    right: int
    late: int


@dataclass
class Kept:
    """Hold what is known of one question: its guess, and what became of it."""

    guess: Any = None
    late: bool = False
    seen: bool = False  # the result was shown
    right: bool = False


def notebook_folder() -> Path:
    """Return the folder of the notebook, or the working folder where no server names the notebook.

    Jupyter's server names it by its whole path, which an ``os.chdir`` in a lesson does not change.
    """
    named = Path(os.environ.get("JPY_SESSION_NAME", ""))
    return named.parent if named.is_absolute() and named.parent.is_dir() else Path.cwd()


def read(folder: Path) -> dict[str, Kept]:
    """Return question -> what is known of it.

    Warns
    -----
    UserWarning
        If the file, or lines of it, cannot be read.
    """
    file = folder / FILE
    known: dict[str, Kept] = {}
    torn = 0
    try:
        lines = file.read_bytes().split(b"\n")
    except FileNotFoundError:
        lines = []
    except OSError as error:
        lines = []
        _warn(f"{file} cannot be read ({error.strerror}); guesses of an earlier day are not shown")
    for line in filter(bytes.strip, lines):
        try:
            _add(known, json.loads(line))
        except (ValueError, LookupError, TypeError, RecursionError):
            torn += 1
    if torn:
        _warn(
            f"{torn} lines of {file} are no predictions and are left out; they stay in the file. "
            "If a guess of yours is missing, make it again"
        )
    for event in _unwritten.get(file, []):
        _add(known, event)
    return known


def _add(known: dict[str, Kept], event: Any) -> None:
    """Change what is known by one event; raise where it is none."""
    question = event["question"]
    if not isinstance(question, str) or not {"guess", "right"} & event.keys():
        raise ValueError("neither a guess nor a result")
    one = known.setdefault(question, Kept())
    if "guess" in event:
        one.guess, one.late, one.right = event["guess"], one.seen, False
    else:
        one.seen, one.right = True, event["right"] is True and not one.late


def append(folder: Path, event: dict[str, Any]) -> str:
    """Write down one event; return why that failed, or nothing.

    It is kept in memory where it cannot be written, and where no front end is present.
    """
    file = folder / FILE
    reason = ""
    if front_end_present():
        try:
            file.parent.mkdir(exist_ok=True)
            with open(file, "a+b", buffering=0) as target:
                size = target.seek(0, os.SEEK_END)
                target.seek(max(size - 1, 0))
                torn = target.read(1) not in (b"", b"\n")
                target.write(b"\n" * torn + json.dumps(event, allow_nan=False).encode() + b"\n")
            return ""
        except OSError as error:
            reason = error.strerror or str(error)
    _unwritten.setdefault(file, []).append(event)
    return reason


def guesses(folder: str | os.PathLike | None = None) -> Guesses:
    """Count the predictions that were made in a folder.

    Parameters
    ----------
    folder : path, optional
        Where the notebooks lie; this notebook's folder where none is given.

    Raises
    ------
    TypeError
        If `folder` is no path.
    """
    if folder is not None and not isinstance(folder, (str, os.PathLike)):
        raise TypeError(f'folder must be a path, got {shown(folder)}; try "work/05_learning_rate"')
    known = read(notebook_folder() if folder is None else Path(folder)).values()
    made = [one for one in known if one.guess is not None]
    return Guesses(len(made), sum(one.right for one in made), sum(one.late for one in made))


def _warn(message: str) -> None:
    warnings.warn(message, stacklevel=4)  # the caller of `predict`
