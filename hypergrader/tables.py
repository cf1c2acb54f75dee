"""Print and write names, numbers and tables.

What a student wrote, names included, is data of a stranger: `printable` keeps control characters from the
terminal and `neutral` keeps formulas from a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import os
import secrets
import shutil
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
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows(
        [v if isinstance(v, (int, float)) else neutral("" if v is None else v) for v in row]
        for row in rows
    )
    write_whole(path, text.getvalue().encode("utf-8", "replace"))


def write_whole(path: str | Path, content: bytes) -> None:
    """Write a file whole or not at all; until then the one that was there stays."""
    if os.path.exists(path) and not os.path.isfile(path):  # /dev/stdout; a folder refuses it
        Path(path).write_bytes(content)
        return
    path = Path(os.path.realpath(path))  # a link stays one
    new = path.with_name(f".incoming-{secrets.token_hex(8)}")
    try:
        new.write_bytes(content)
        if path.exists():
            shutil.copymode(path, new)
        os.replace(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


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
