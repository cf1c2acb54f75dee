"""Keep predictions in a file beside the notebook, one line of JSON for each guess and each verdict.

Lines are only added, each in one write, so that a crash, another program or a second notebook in the folder costs
no line that is there.  Nothing is written where no front end is present.
"""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hyperlib.arguments import check_kind, many
from hyperlib.bars import front_end_present

FILE = Path(".hyperlib", "predictions.jsonl")
# Lines that no file has taken: the folder is read-only, or nobody sits in front of the notebook.
_unwritten: dict[Path, list[dict[str, Any]]] = {}


@dataclass(frozen=True)
class Guesses:
    """Count predictions: questions with a guess; guessed rightly or nearly so, in time; guessed too late."""

    made: int
    right: int
    late: int


@dataclass
class Kept:
    """What became of one question; `seen`: its result was shown, `late`: before the guess."""

    guess: Any = None
    late: bool = False
    seen: bool = False
    right: bool = False


def notebook_folder() -> Path:
    """Return the notebook's folder, which no ``os.chdir`` changes; the working folder where no server names it."""
    named = Path(os.environ.get("JPY_SESSION_NAME", ""))
    try:
        return named.parent if named.is_absolute() and named.parent.is_dir() else Path.cwd()
    except FileNotFoundError:  # the working folder was removed
        return Path()


def read(folder: Path) -> dict[str, Kept]:
    """Return question -> what became of it; warn of a file or lines that cannot be read."""
    known: dict[str, Kept] = {}
    for event in (*_lines(folder / FILE), *_unwritten.get(folder / FILE, [])):
        one = known.setdefault(event["question"], Kept())
        if "guess" in event:
            one.guess, one.late, one.right = event["guess"], one.seen, False
        else:
            one.seen, one.right = True, event["right"] is True and not one.late
    return known


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    problem, torn, lines = "", 0, [b""]
    try:
        lines = file.read_bytes().split(b"\n")
    except FileNotFoundError:
        pass
    except OSError as error:
        problem = f"{file} cannot be read ({error.strerror}); earlier guesses are not shown"
    for line in filter(bytes.strip, lines):
        try:
            event = json.loads(line)
            if not isinstance(event["question"], str) or not {"guess", "right"} & event.keys():
                raise ValueError("neither a guess nor a verdict")
        except (ValueError, LookupError, TypeError, RecursionError):
            torn += 1
        else:
            yield event
    if torn:
        problem = (
            f"{file}: {many(torn, 'line')} without a prediction, left out and kept in the file. "
            "If a guess of yours is missing, make it again"
        )
    if problem:
        warnings.warn(problem, stacklevel=5)  # the caller of `predict`


def add_line(file: Path, line: str) -> None:
    """Add a line in one write at the end, so that no line is lost; after a torn one it begins a new line."""
    file.parent.mkdir(exist_ok=True)
    with open(file, "a+b", buffering=0) as target:
        target.seek(max(target.seek(0, os.SEEK_END) - 1, 0))
        torn = target.read(1) not in (b"", b"\n")
        target.write(b"\n" * torn + line.encode() + b"\n")


def append(folder: Path, event: dict[str, Any]) -> str:
    """Write down one event, or keep it in memory where that cannot be done; return what to tell of it."""
    file, reason = folder / FILE, ""
    if front_end_present():
        try:
            add_line(file, json.dumps(event, allow_nan=False))
            return ""
        except OSError as error:
            reason = error.strerror or str(error)
    _unwritten.setdefault(file, []).append(event)
    return reason


def guesses(folder: str | os.PathLike | None = None) -> Guesses:
    """Count the predictions that were made in a folder, this notebook's where none is given.

    Raises
    ------
    TypeError
        If `folder` is not a path.
    """
    check_kind("folder", folder, (str, os.PathLike, type(None)), "a path", '"05_learning_rate"')
    known = read(notebook_folder() if folder is None else Path(folder)).values()
    made = [one for one in known if one.guess is not None]
    return Guesses(len(made), sum(one.right for one in made), sum(one.late for one in made))
