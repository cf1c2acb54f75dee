"""The parts of a decision lab: levels and what they earn, a bracket, limits, a second goal, a run."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from hyperlib.arguments import check_choice, check_kind, check_number, check_share, elements, shown
from hyperlib.checks import many, percent


class Level(NamedTuple):
    """What is reached, the points that it earns, and what it stands for.

    An accuracy is a share from 0 to 1; a level of a `Goal` is a value of its measure.
    """

    value: float
    points: float
    words: str


class Bracket(NamedTuple):
    """Ask for a worse value of one hyperparameter on each side of the choice, a point each.

    A side is at most `reach` times smaller or larger, and its accuracy lower by at least `worse`, a
    share.  One more point if the accuracy with the larger value is at most `chance`: it does not learn;
    without `chance` nobody asks.
    """

    name: str
    worse: float
    reach: float = math.inf
    chance: float | None = None


class Goal(NamedTuple):
    """Grade a second quantity beside the accuracy: what the choice costs, or what it leaves out.

    `measure` is one of

    * ``multiply_adds``: those of one digit's forward pass (`hyperlib.multiply_adds`);
    * ``epochs``: after how many epochs training stopped, because it was the last one or `patience` ended;
    * ``zero_weights``: the share of the first layer's weights that are smaller than 0.002, as in lesson 11,
      which leaves out the pixels that are blank in every training digit: nothing pulls on their weights.

    Between two levels points grow in proportion, for multiply-adds on a log scale.  They are multiplied by
    a factor that grows from 0 to 1 while the accuracy grows from `margin` below `needs` to `needs`, so that
    a cheap network that has learned nothing earns nothing.  The factor does not jump: with a margin of 0.05
    an accuracy that differs by half a percentage point, a usual standard deviation of the mean of eight
    seeds, moves a tenth of the points.
    """

    measure: str
    levels: Sequence[Level]
    needs: float
    margin: float = 0.05

    @property
    def rule(self) -> Rule:
        """Return what is graded."""
        called, written, log = MEASURES[self.measure]
        steps = in_steps(self.levels, written) + " on a log scale" * log
        full, none = percent(self.needs), percent(self.needs - self.margin)
        words = f"{steps}; all of that with {full} right, none with {none}"
        return Rule(called, self.levels[-1].points, words)

    def points(self, value: float, accuracy: float) -> float:
        """Return the points for a value of the measure, reached with an accuracy, to a tenth of a point."""
        enough = min(max((accuracy - self.needs) / self.margin + 1, 0), 1)
        earned = interpolated(self.levels, value, log=MEASURES[self.measure].log)
        return round(enough * earned, 1)


class Measure(NamedTuple):
    """What the second goal's quantity is called, how it is written, and whether its scale is a log scale."""

    called: str
    written: Callable[[float], str]
    log: bool = False


MEASURES = {
    "multiply_adds": Measure("multiply-adds of one digit", lambda v: f"{v:,.0f}", log=True),
    "epochs": Measure("epochs until training stops", lambda v: f"{v:.3g}"),
    "zero_weights": Measure("zeros among the first layer's weights", lambda v: percent(v)),
}


class Rule(NamedTuple):
    """One thing that is graded: the name of its check, its points, and the rule in words."""

    name: str
    points: float
    words: str


class LabReport(NamedTuple):
    """What was decided and why, as Markdown, and what a full report has and this one lacks."""

    text: str
    missing: tuple[str, ...]

    def __str__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return self.text.replace("$", r"\$")  # begins no formula


class Trial(NamedTuple):
    """One run of a lab: its choice, its seed, the epochs that it cost, and how it ended.

    Accuracies are shares after the epoch whose weights count: the last one, or with patience that with
    the lowest validation loss.  `quantity` is what a lab with a second goal measures.  A run whose kernel
    ended first is paid in full.
    """

    choice: dict[str, Any]
    seed: int
    epochs: int
    ended: bool = False
    val_accuracy: float = 0.0
    train_accuracy: float = 0.0
    diverged: bool = False
    quantity: float | None = None

    def __str__(self) -> str:
        return f"{in_words(self.choice, '=')}, seed {self.seed}"

    @property
    def outcome(self) -> str:
        """Return in words how the run went."""
        if not self.ended:
            return "begun and not ended; it is paid, run it again"
        if self.diverged:
            return f"diverged: the loss was not a number after {many(self.epochs, 'epoch')}"
        right = f"validation {percent(self.val_accuracy)} right"
        return f"{right}, training {percent(self.train_accuracy)}"


def interpolated(levels: Sequence[Level], value: float, *, log: bool = False) -> float:
    """Return the points for a value: in proportion between two levels, whose values grow or fall.

    Examples
    --------
    >>> round(interpolated([Level(100, 0, "dear"), Level(10, 3, "cheap")], 50, log=True), 2)
    0.9
    """
    scale: Callable[[float], float] = math.log if log else float
    sign = 1 if levels[-1].value > levels[0].value else -1
    for low, high in reversed(list(zip(levels, levels[1:], strict=False))):
        if sign * value >= sign * low.value:
            way = scale(high.value) - scale(low.value)
            share = min(1.0, (scale(value) - scale(low.value)) / way)
            return low.points + share * (high.points - low.points)
    return float(levels[0].points)


def in_steps(levels: Sequence[Level], written: Callable[[float], str]) -> str:
    """Return levels in words."""
    told = [f"{points:g} at {written(value)} ({words})" for value, points, words in levels]
    return f"{', '.join(told)}; in proportion between them"


def check_parts(called: str, parts: Any, kind: type) -> tuple:
    """Return parts of a lab as a tuple, or raise unless each is a `kind`."""
    listed = elements(parts)
    if listed is None or not all(isinstance(part, kind) for part in listed):
        why = f"{called} must be a list of {kind.__name__}, got {shown(parts)}; try [{kind.__name__}(...)]"
        raise TypeError(why)
    return tuple(listed)


def check_levels(called: str, levels: Any, *, falling: bool = False) -> tuple[Level, ...]:
    """Return levels as a tuple, or raise unless each of two or more is above the last, or if `falling` below."""
    levels = check_parts(called, levels, Level)
    for level in levels:
        check = check_number if falling else check_share
        check(f"a value of {called}", level.value, suggest=0.9)
        check_number(f"points of {called}", level.points, minimum=0, suggest=1)
    pairs = list(zip(levels, levels[1:], strict=False))
    sign = -1 if falling and pairs and levels[-1].value < levels[0].value else 1
    if not pairs or any(sign * (b.value - a.value) <= 0 or a.points > b.points for a, b in pairs):
        told = [(level.value, level.points) for level in levels]
        raise ValueError(f"{called} must be two or more, each above the last, got {told}")
    return levels


def check_goal(goal: Goal) -> None:
    """Raise unless a lab can grade `goal`."""
    check_kind("also", goal, Goal, "a Goal", "Goal(...)")
    check_choice("measure", goal.measure, MEASURES)
    needs = check_number("needs", goal.needs, suggest=0.85)
    check_levels("levels of the goal", goal.levels, falling=True)
    if MEASURES[goal.measure].log and min(level.value for level in goal.levels) <= 0:
        raise ValueError(f"levels of {goal.measure} must be above 0, on a log scale")
    if not 0 < goal.margin <= needs <= 1:
        why = f"needs must be an accuracy from margin={goal.margin:g} to 1, got {needs:g}; try 0.85"
        raise ValueError(why)


def check_bracket(bracket: Bracket, names: Sequence[str]) -> None:
    """Raise unless a lab can grade `bracket`, around one of the numbers that are called `names`."""
    check_kind("bracket", bracket, Bracket, "a Bracket", "Bracket(...)")
    if bracket.name not in names:
        raise ValueError(f"bracket must name one of {', '.join(names)}, got {bracket.name!r}")
    for name, share in {"worse": bracket.worse, "chance": bracket.chance or 0}.items():
        check_share(name, share, suggest=0.1)
    if bracket.reach != math.inf:
        check_number("reach", bracket.reach, above=1, suggest=100)


def in_words(value: Any, sign: str = " = ") -> str:
    """Return a value of a hyperparameter, or a dictionary of them, as a text."""
    if isinstance(value, dict):
        return ", ".join(f"{name}{sign}{in_words(part)}" for name, part in value.items())
    if isinstance(value, tuple) and len(value) > 4 and len(set(value)) == 1:
        return f"({in_words(value[0])},) * {len(value)}"
    if isinstance(value, float) and 1e-6 <= abs(value) < 1e-4:
        return f"{value:.11f}".rstrip("0")  # written out, as in the lessons
    return f"{value:g}" if isinstance(value, float) else str(value)
