"""Print and write names, numbers and tables.

What a student wrote, names included, is data of a stranger: `printable` keeps control characters from the
terminal and `neutral` keeps formulas from a spreadsheet.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

# What a spreadsheet takes for the beginning of a formula, and the full-width forms that some
# programs turn into them.  https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def printable(text: Any, width: int | None = None) -> str:
    """Return `text` in one line without control characters, cut to `width`.

    An escape sequence in a name could otherwise change what the terminal shows.

    Examples
    --------
    >>> printable("a\\x1b[2Jb\\nc")
    'a?[2Jb c'
    """
    line = " ".join(str(text).split())
    line = "".join("?" if unicodedata.category(c).startswith("C") else c for c in line)
    return line if width is None or len(line) <= width else line[: max(width - 3, 0)] + "..."


def neutral(text: Any) -> str:
    """Return `text` so that a spreadsheet shows it instead of running it.

    A value that begins like a formula gets an apostrophe in front (OWASP, "CSV Injection").

    Examples
    --------
    >>> neutral("=1+1"), neutral("Ada")
    ("'=1+1", 'Ada')
    """
    text = str(text)
    # A spreadsheet may drop blanks before it looks for a formula.
    return "'" + text if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def write_csv(path: str | Path, rows: Iterable[Sequence[Any]], *, delimiter: str = ",") -> None:
    """Write `rows`; numbers as they are, everything else through `neutral`."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        for row in rows:
            writer.writerow(
                [v if isinstance(v, (int, float)) else neutral("" if v is None else v) for v in row]
            )


def show_table(rows: Sequence[Sequence[Any]], *, right: Sequence[int] = (), width: int = 60) -> str:
    """Return `rows` in columns; the first row is the header, columns in `right` are numbers.

    Examples
    --------
    >>> print(show_table([["who", "n"], ["ada", 10]], right=[1]))
    who   n
    ada  10
    """
    texts = [[printable("" if v is None else v, width) for v in row] for row in rows]
    widths = [max(len(row[i]) for row in texts) for i in range(len(texts[0]))]
    lines = []
    for row in texts:
        cells = [
            text.rjust(widths[i]) if i in right else text.ljust(widths[i])
            for i, text in enumerate(row)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def count(number: float, noun: str) -> str:
    """Return the number with its noun.

    Examples
    --------
    >>> count(1, "student"), count(2.5, "point")
    ('1 student', '2.5 points')
    """
    text = f"{number:g}" if isinstance(number, float) else str(number)
    return f"{text} {noun}{'s' * (number != 1)}"
