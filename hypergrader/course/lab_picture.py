"""Draw what a lab's grading measured: a random search of its space, the levels, and the learner's answer."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from hyperlib.checks import percent

WIDTH, LEFT, RIGHT = 720, 130, 60
PANEL = 150  # height of the panel of two quantities
STEP = 22  # between rows
DOT = 4
_ROWS = ("yours", "predicted", "too_small", "too_large")


class _Second(NamedTuple):
    """The second quantity of a lab, which stands upward."""

    called: str
    log: bool
    search: list[float]
    levels: list[tuple[float, float, str]]
    yours: float

    def place(self, value: float, ground: float) -> float:
        """Return where a value stands above `ground`."""
        scale = math.log if self.log else float
        every = [*self.search, self.yours, *(at for at, _, _ in self.levels)]
        low, high = scale(min(every)), scale(max(every))
        return round(ground - 10 - (PANEL - 20) * (scale(value) - low) / ((high - low) or 1), 1)


def lab_picture(record: Any) -> Markup:
    """Return an SVG of the record that `hypergrader.labs` made; nothing where it has another form."""
    try:
        search = [_share(a) for a in record["search"]]
        return _picture(search, _levels(record), list(_marks(record)), _second(record, len(search)))
    except (LookupError, TypeError, ValueError):
        return Markup("")


def _levels(record: dict[str, Any]) -> list[tuple[float, float, str]]:
    return [(_share(a), float(points), str(words)) for a, points, words in record["levels"]]


def _second(record: dict[str, Any], draws: int) -> _Second | None:
    if "second" not in record:
        return None
    it = record["second"]
    levels = [(_finite(a), float(points), str(words)) for a, points, words in it["levels"]]
    found = [_finite(value) for value in it["search"]]
    if len(found) != draws:
        raise ValueError("another number of draws")
    return _Second(str(it["called"]), bool(it["log"]), found, levels, _finite(it["yours"]))


def _finite(value: Any) -> float:
    if isinstance(value, bool) or not math.isfinite(float(value)):
        raise ValueError("no number")
    return float(value)


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
            if key == "yours":
                label = f"your {record['choice']}"
                label = label if len(label) <= 20 else "your choice"
            yield label[:40], _share(accuracy), percent(_share(accuracy))


def _x(accuracy: float) -> float:
    return round(LEFT + accuracy * (WIDTH - LEFT - RIGHT), 1)


def _picture(
    search: list[float],
    levels: list[tuple[float, float, str]],
    marks: list[tuple[str, float, str]],
    second: _Second | None,
) -> Markup:
    if second is None:
        parts, ground = _stacked(search)
    else:
        parts, ground = _panel(search, second, marks[0][1]), 30.0 + PANEL
    end = ground + STEP * len(marks) + 12
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
            f'<text x="{_x(tenth / 10)}" y="{end + 14}" text-anchor="middle">{tenth * 10}%</text>'
        )
    tall = end + 20
    if second is not None:
        tall += 18
        across = f"across: accuracy on new seeds and digits; upward: {second.called}"
        parts.append(_text(LEFT, tall - 4, across))
    best = max(search, default=0.0)
    told = ", ".join(f"{label}: {words}" for label, _, words in marks)
    alt = f"Accuracy on new seeds and digits. {told}. Best of {len(search)} random draws: {best * 100:.1f}%."
    if second is not None:
        alt += f" Upward: {second.called}, yours {second.yours:g}."
    size = f'viewBox="0 0 {WIDTH} {tall:g}" width="{WIDTH}" height="{tall:g}"'
    return Markup(f'<svg role="img" aria-label="{escape(alt)}" {size}>{"".join(parts)}</svg>')


def _stacked(search: list[float]) -> tuple[list[str], float]:
    """Return a dot for each draw, those of nearly equal accuracy on top of each other, and the ground below."""
    heights: Counter[int] = Counter()
    dots = []
    for accuracy in sorted(search):
        column = math.floor(accuracy * 62)
        dots.append(((column + 0.5) / 62, heights[column]))
        heights[column] += 1
    ground = 30 + 2 * DOT * max(heights.values(), default=1)
    return [
        f'<circle class="dot" cx="{_x(min(a, 1))}" cy="{ground - DOT - 2 * DOT * k}" r="{DOT - 0.5}"/>'
        for a, k in dots
    ], ground


def _panel(search: list[float], second: _Second, yours: float) -> list[str]:
    """Return the draws and the learner's choice by accuracy and second quantity, with the levels of that."""
    ground, parts = 30.0 + PANEL, []
    for value, points, _ in second.levels:
        y = second.place(value, ground)
        parts += [
            f'<line class="axis" x1="{LEFT}" x2="{_x(1)}" y1="{y}" y2="{y}" stroke-dasharray="3 3"/>',
            f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{value:,.5g}</text>',
            _text(_x(1) + 4, y + 4, f"{points:g} points"),
        ]
    for accuracy, value in zip(search, second.search, strict=True):
        y = second.place(value, ground)
        parts.append(f'<circle class="dot" cx="{_x(accuracy)}" cy="{y}" r="{DOT - 0.5}"/>')
    y = second.place(second.yours, ground)
    return [*parts, f'<circle class="bar" cx="{_x(yours)}" cy="{y}" r="6"/>']


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x}" y="{y}">{escape(words)}</text>'
