"""Draw what a lab's grading measured: a random search of its space, the levels, and the learner's answer."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape

WIDTH, LEFT, RIGHT = 720, 130, 60
STEP = 22  # between rows
DOT = 4
_ROWS = ("yours", "predicted", "too_small", "too_large")


def lab_picture(record: Any) -> Markup:
    """Return an SVG of the record that `hypergrader.labs` made; nothing where it has another form."""
    try:
        return _picture(
            [_share(a) for a in record["search"]],
            [(_share(a), float(points), str(words)) for a, points, words in record["levels"]],
            list(_marks(record)),
        )
    except (LookupError, TypeError, ValueError):
        return Markup("")


def _share(value: Any) -> float:
    if isinstance(value, bool) or not 0 <= float(value) <= 1:
        raise ValueError("no share")
    return float(value)


def _marks(record: dict[str, Any]) -> Iterator[tuple[str, float, str]]:
    """Yield the rows below the random search: label, accuracy, and what stands beside its mark."""
    for key in _ROWS:
        if key in record:
            value = record[key]
            given, accuracy = value if isinstance(value, list) else (None, value)
            label = f"{key} = {given:g}" if given is not None else key
            label = f"your {record['choice']}" if key == "yours" else label
            yield label[:40], _share(accuracy), f"{_share(accuracy) * 100:.1f} %"


def _x(accuracy: float) -> float:
    return round(LEFT + accuracy * (WIDTH - LEFT - RIGHT), 1)


def _picture(
    search: list[float], levels: list[tuple[float, float, str]], marks: list[tuple[str, float, str]]
) -> Markup:
    heights: Counter[int] = Counter()
    dots = []
    for accuracy in sorted(search):
        column = math.floor(accuracy * 62)
        dots.append(((column + 0.5) / 62, heights[column]))
        heights[column] += 1
    ground = 30 + 2 * DOT * max(heights.values(), default=1)
    end = ground + STEP * len(marks) + 12
    parts = [
        f'<circle class="dot" cx="{_x(min(a, 1))}" cy="{ground - DOT - 2 * DOT * k}" r="{DOT - 0.5}"/>'
        for a, k in dots
    ]
    places = [_x(accuracy) for accuracy, _, _ in levels]
    for k, (at, (_, points, _)) in enumerate(zip(places, levels, strict=True)):
        # The last stands to the right of its line, the others to the left, so that none meet.
        side = "start" if at == places[-1] else "end"
        words = f"{points:g} points" if k in (0, len(levels) - 1) else f"{points:g}"
        parts.append(
            f'<line class="axis" x1="{at}" x2="{at}" y1="2" y2="{end}" stroke-dasharray="3 3"/>'
            f'<text x="{at + (4 if side == "start" else -4)}" y="12" text-anchor="{side}">{words}</text>'
        )
    parts.append(_text(0, ground - 4, "random search"))
    for k, (label, accuracy, words) in enumerate(marks, 1):
        y, at = ground + STEP * k - 4, _x(accuracy)
        shape = f'<circle class="bar" cx="{at}" cy="{y - 4}" r="6"/>'
        if k > 1:
            shape = f'<rect class="bar" x="{at - 4}" y="{y - 8}" width="8" height="8"/>'
        parts += [_text(0, y, label), shape, _text(at + 10, y, words)]
    parts.append(f'<line class="axis" x1="{LEFT}" x2="{_x(1)}" y1="{ground}" y2="{ground}"/>')
    for tenth in range(0, 11, 2):
        parts.append(
            f'<text x="{_x(tenth / 10)}" y="{end + 14}" text-anchor="middle">{tenth * 10} %</text>'
        )
    best = max(search, default=0.0)
    told = ", ".join(f"{label}: {words}" for label, _, words in marks)
    alt = f"Accuracy on new seeds and digits. {told}. Best of {len(search)} random draws: {best * 100:.1f} %."
    size = f'viewBox="0 0 {WIDTH} {end + 20}" width="{WIDTH}" height="{end + 20}"'
    return Markup(f'<svg role="img" aria-label="{escape(alt)}" {size}>{"".join(parts)}</svg>')


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x}" y="{y}">{escape(words)}</text>'
