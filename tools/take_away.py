"""Join the ranges of the library and the "Take away" tables of all lessons into docs/hyperparameters.md.

python -m tools.take_away
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import jupytext

from hyperlib.ranges import RANGES

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "hyperparameters.md"
ROWS = ("Start from", "Range and scale to search", "Cost", "It interacts with")


def take_away(lesson: Path) -> tuple[str, dict[str, str], list[list[str]]] | None:
    """Return title, table and symptoms of one lesson, or None if it has no such section.

    Raises
    ------
    ValueError
        If the section is there and a row of its table is missing.
    """
    cells = [c.source for c in jupytext.read(lesson).cells if c.cell_type == "markdown"]
    title = next(line[2:] for line in "\n".join(cells).splitlines() if line.startswith("# "))
    section = next((text for text in cells if text.startswith("## Take away")), "")
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    rows = [[word.strip() for word in line.strip("|").split(" | ")] for line in lines]
    table = {row[0]: row[1] for row in rows if row[0] in ROWS}
    if not table:
        return None
    missing = [name for name in ROWS if name not in table]
    if missing:
        raise ValueError(f"{lesson.name}: the take-away table has no row {missing[0]!r}")
    symptoms = [row for row in rows if len(row) == 3 and not re.match("Symptom|-", row[0])]
    if not symptoms:
        raise ValueError(f"{lesson.name}: the take-away section has no table of symptoms")
    return title, table, symptoms


def all_cards() -> list[tuple[str, dict[str, str], list[list[str]]]]:
    """Return title, table and symptoms of each lesson that has a take-away section."""
    found = [take_away(path) for path in sorted((ROOT / "lessons").glob("[0-9]*.py"))]
    return [entry for entry in found if entry is not None]


def plain(*ends: object) -> str:
    """Return a value, or the two ends of a range, in decimals without an exponent."""
    return " to ".join(
        f"{x:f}".rstrip("0").rstrip(".") if isinstance(x, float) else str(x) for x in ends
    )


def ranges() -> list[str]:
    """Return the lines of the table of ranges."""
    lines = [
        "| Hyperparameter | In `Hyperparameters` | Start from | Search | Scale | Reason or source | Lesson |",
        "| --- " * 7 + "|",
    ]
    for name, it in RANGES.items():
        start = plain(*it.start) if isinstance(it.start, tuple) else plain(it.start)
        search = "-" if it.low is None else plain(it.low, it.high)
        scale = "-" if it.low is None else it.scale
        lines.append(
            f"| {name} | `{it.field}` | {start} | {search} | {scale} | {it.why} | {it.lesson} |"
        )
    return lines


def page() -> str:
    """Return the text of docs/hyperparameters.md."""
    lessons = all_cards()
    lines = [
        "# All hyperparameters on one page",
        "",
        "Made by `python -m tools.take_away` from `hyperlib/ranges.py` and the lessons' own tables.",
        "The reasons, and what was measured, are in the lessons.",
        "",
        "## Where to start and what to search",
        "",
        "Where the best value lies at an end of a range, extend the range.",
        "",
        *ranges(),
        "",
        "## What a lesson says of its hyperparameter",
        "",
        "| Lesson | " + " | ".join(ROWS) + " |",
        "| --- " * (len(ROWS) + 1) + "|",
    ]
    lines += [
        f"| {title} | " + " | ".join(table[name] for name in ROWS) + " |"
        for title, table, _ in lessons
    ]
    lines += ["", "## From symptom to cause", ""]
    lines += ["| Symptom | Likely cause | Try | Lesson |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {' | '.join(row)} | {title.split()[0]} |" for title, _, rows in lessons for row in rows
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
