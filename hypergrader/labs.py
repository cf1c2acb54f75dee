"""Grade a decision lab: train what was handed in on seeds and digits that no learner has seen.

It runs in the process that grades, never in a learner's kernel, and reads nothing but the plain data
of the answer; logs and scores that a learner's kernel tells are not asked for.  Training is in float64:
what another processor's rounding makes of a short run then changes no prediction, unless training is
near divergence, so an answer that learns steadily gives the same points everywhere.  Where patience ends
a run, the learner's validation digits end it, and the weights of the best epoch are scored on the test digits.

The levels, and the picture in the feedback, come from ``lab.csv`` beside the lesson's hidden checks, which
`hypergrader.bank.measure_lab` measures.
"""

from __future__ import annotations

import csv
import math
import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

import torch

from hypergrader.hidden import Hidden, Source, defined
from hyperlib.augmentation import augments
from hyperlib.checks import Case, Result, many, percent
from hyperlib.data import Data, load_mnist
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.labs import ACCURACY, PREDICTED, Lab
from hyperlib.labs.limits import costs, quantities
from hyperlib.labs.parts import MEASURES
from hyperlib.labs.runs import read_test, train_choice

# Multiply-adds of all trainings of one configuration: about ten seconds of one processor core.  A step
# counts for at least as many as its overhead is worth, a digit that is altered for so many more.
MOST_WORK = 5e10
STEP = 2e6
ALTERED = 1e5


def _once(rng: random.Random) -> list[tuple]:
    """Return the one case of a lab: its answer is read and not called."""
    return [()]


@dataclass(frozen=True)
class LabGrading(Hidden):
    """Grade a lab; stands in `HIDDEN` as the only check of its cell, and for one check of each of its rules.

    Parameters
    ----------
    seeds : sequence of int
        What the choice is trained with; the sides of its bracket with the first half of them.
    hint, second_hint : str
        What to look at when the accuracy, or the lab's second quantity, is below the highest level.
    """

    name: str = "lab"
    points: float = 0
    cases: Callable[[random.Random], list[tuple]] = _once
    seeds: Sequence[int] = ()
    lab: Lab | None = None
    measured: str = ""
    second_hint: str = ""

    def bound(self, exercise: str, source: Source) -> Sequence[Hidden]:
        """Return one check for each rule of the lesson's lab."""
        if exercise not in source.labs:
            raise ValueError(
                f"{source.name}: the lesson describes no lab {exercise!r}; expected one of {sorted(source.labs)}, "
                f'or a statement such as `rate_lab = h.labs.Lab("{exercise}", ...)` in a cell of its own'
            )
        lab = defined(exercise, source.labs[exercise])
        part = replace(self, lab=lab, measured=source.measured)
        return [
            replace(part, name=rule.name, points=rule.points) for rule in lab.rules[lab.shown :]
        ]

    def draw(self, seed: int) -> list[Case]:
        """Return the one case, whatever the seed is: all who hand in the same get the same."""
        return [Case(())]

    def verdict(self, name: str, cases: Sequence[Case], observed: Sequence[dict]) -> Result:
        """Return the result for this rule.  What it needs of the answer must be right, and nothing else."""
        lab = self._lab
        outcome, details = lab.observed(observed[0])
        if outcome != "value":
            return Result(self.name, outcome, self.points, details)
        right, wrong = lab.read(lab.value(observed[0]))
        own = self.name.split()[0]
        needed = [*lab.space, *([own] if own in lab.entries else [])]
        told = [wrong[entry] for entry in needed if entry in wrong] or [lab.refused(right)]
        if told[0]:
            return Result(self.name, "fail", self.points, {"got": told[0]})
        try:
            return self._judged_part(own, right)
        except TooMuchWork as refused:
            return Result(self.name, "fail", self.points, {"got": str(refused)})

    def record(self, observed: Sequence[dict]) -> dict[str, Any]:
        """Return the numbers of the picture: a random search, the levels, and what was measured of the answer."""
        lab = self._lab
        if self.name != ACCURACY or lab.observed(observed[0])[0] != "value":
            return {}
        right, wrong = lab.read(lab.value(observed[0]))
        try:
            off = set(lab.space) & set(wrong) or lab.refused(right)
            return {} if off else self._measured(right)
        except TooMuchWork:
            return {}

    def _measured(self, right: dict[str, Any]) -> dict[str, Any]:
        lab = self._lab
        found: dict[str, Any] = {
            "search": [round(a, 4) for a in random_search(self.measured)],
            "levels": [[*level] for level in lab.levels],
            "yours": round(statistics.mean(self._accuracies(right)), 4),
            "choice": ", ".join(f"{name} = {right[name]}" for name in lab.space)[:200],
        }
        if lab.also is not None:
            called, _, log = MEASURES[lab.also.measure]
            found["second"] = {
                "called": called,
                "log": log,
                "search": random_search(self.measured, second_column(lab)),
                "levels": [[*level] for level in lab.also.levels],
                "yours": self._quantity(right),
            }
        for side in ("too_small", "too_large"):
            if side in right:
                found[side] = [
                    right[side],
                    round(statistics.mean(self._accuracies(right, side)), 4),
                ]
        return found | ({"predicted": right[PREDICTED]} if PREDICTED in right else {})

    @property
    def _lab(self) -> Lab:
        assert self.lab is not None
        return self.lab

    def _judged_part(self, own: str, right: dict[str, Any]) -> Result:
        lab = self._lab
        seen = self._accuracies(right)
        accuracy = statistics.mean(seen)
        told = f"{percent(accuracy)}, the mean of {len(seen)} seeds"
        if own == PREDICTED:
            gap = abs(accuracy - right[PREDICTED])
            wanted = f"at most {many(lab.tolerance * 100, 'percentage point')} from the measured accuracy"
            got = f"{percent(right[PREDICTED])}; measured: {told}; {gap * 100:.1f} percentage points apart"
            return self._all_or_nothing(gap <= lab.tolerance + 1e-9, wanted, got)
        if own in ("too_small", "too_large"):
            assert lab.bracket is not None
            side = self._accuracies(right, own)
            other = statistics.mean(side)
            got = f"{percent(other)} with {own}, the mean of {len(side)} seeds; {told} with the choice"
            if self.name.endswith("does not learn"):
                chance = lab.bracket.chance or 0
                wanted = f"at most {percent(chance)}"
                return self._all_or_nothing(other <= chance + 1e-9, wanted, got)
            wanted = f"at least {many(lab.bracket.worse * 100, 'percentage point')} lower"
            return self._all_or_nothing(accuracy - other >= lab.bracket.worse - 1e-9, wanted, got)
        if self.name == ACCURACY:
            expected = f"{percent(lab.levels[-1].value)} for all points"
            return self._in_part(lab.points(accuracy), expected, told)
        assert lab.also is not None
        called, written, _ = MEASURES[lab.also.measure]
        quantity = self._quantity(right)
        expected = (
            f"{written(lab.also.levels[-1].value)} for all points, with an accuracy of "
            f"{percent(lab.also.needs)} or more"
        )
        told = f"{written(quantity)}; accuracy {told}"
        return self._in_part(lab.also.points(quantity, accuracy), expected, told)

    def _in_part(self, earned: float, expected: str, got: str) -> Result:
        if earned >= self.points:
            return Result(self.name, "pass", self.points)
        details = {"expected": expected, "got": got, "look at": self._hint}
        kind = "partly" if earned else "fail"
        return Result(self.name, kind, self.points, details, part=earned)

    @property
    def _hint(self) -> str:
        return self.hint if self.name == ACCURACY else self.second_hint or self.hint

    def _all_or_nothing(self, good: bool, expected: str, got: str) -> Result:
        details = {} if good else {"expected": expected, "got": got}
        return Result(self.name, "pass" if good else "fail", self.points, details)

    def _accuracies(self, right: dict[str, Any], side: str = "") -> tuple[float, ...]:
        """Return the accuracy of the choice, or of a side of its bracket, with each seed."""
        return tuple(one.accuracy for one in self._trained(right, side))

    def _quantity(self, right: dict[str, Any]) -> float:
        """Return the mean of the second goal's quantity."""
        also = self._lab.also
        assert also is not None
        return statistics.mean(one.quantities[also.measure] for one in self._trained(right))

    def _trained(self, right: dict[str, Any], side: str = "") -> tuple[Trained, ...]:
        lab = self._lab
        choice = {name: right[name] for name in lab.space}
        seeds = tuple(self.seeds)
        if side:
            assert lab.bracket is not None
            choice[lab.bracket.name] = right[side]
            seeds = seeds[: math.ceil(len(seeds) / 2)]
        return self.trained(lab.configure(choice), seeds)

    def trained(self, config: Hyperparameters, seeds: Sequence[int]) -> tuple[Trained, ...]:
        """Return what training gives with each seed; see `trained`."""
        lab = self._lab
        config = config.replace(epochs=lab.graded_epochs or config.epochs)
        return trained(config, lab.n_train, tuple(seeds), lab.wrong_labels, lab.distort)


class TooMuchWork(ValueError):
    """A configuration would train too long."""


class Trained(NamedTuple):
    """What one training gave: the accuracy, and for each measure of a `hyperlib.labs.Goal` its quantity."""

    accuracy: float
    quantities: dict[str, float]


@lru_cache(maxsize=4096)
def trained(
    config: Hyperparameters,
    n_train: int,
    seeds: tuple[int, ...],
    wrong_labels: float = 0.0,
    distort: Hyperparameters | None = None,
) -> tuple[Trained, ...]:
    """Return what training gives with each seed, with the accuracy on digits that no run of the lab has seen.

    A seed draws the training digits among those that the lab leaves out, the wrong labels, the initial weights
    and the order; the accuracy is that on the test digits.  Without patience it is that of the last epoch, else
    that of the epoch with the lowest loss on the validation digits.  `distort` alters both as in the lab.

    Raises
    ------
    TooMuchWork
        If that would take longer than grading waits; nothing is trained then.
    """
    check_work(config, n_train, len(seeds))
    digits = load_mnist()
    seen = {image.tobytes() for image in digits.subset(n_train).X_train.numpy()}
    kept = [k for k, image in enumerate(digits.X_train.numpy()) if image.tobytes() not in seen]
    digits = digits.distorted(distort) if distort is not None else digits
    unseen = replace(digits, X_train=digits.X_train[kept], y_train=digits.y_train[kept])
    return tuple(
        train_and_test(
            config, unseen.subset(n_train, seed=seed).mislabeled(wrong_labels, seed=seed), seed
        )
        for seed in seeds
    )


def check_work(config: Hyperparameters, n_train: int, seeds: int) -> None:
    """Raise if so many trainings would take longer than grading waits."""
    cost = costs(config, config, n_train)
    of_one = 3 * cost["multiply_adds"] + ALTERED * augments(config)
    adds = of_one * min(config.batch_size, n_train)
    work = seeds * cost["steps"] * max(adds, STEP)
    if work > MOST_WORK:
        raise TooMuchWork(
            f"training this takes {work:.1g} multiply-adds with its {seeds} seeds; expected at most "
            f"{MOST_WORK:.1g}; try fewer neurons or epochs, or larger batches"
        )


def train_and_test(config: Hyperparameters, data: Data, seed: int) -> Trained:
    """Return what one training in float64 gives on the test digits of `data`."""
    run = train_choice(config, data, seed, torch.float64)
    return Trained(read_test(run, data), quantities(run, data))


def second_column(lab: Lab) -> str:
    """Return the column of a table with the second quantity; one that may be chosen has its own beside it."""
    assert lab.also is not None
    measure = lab.also.measure
    return f"measured_{measure}" if measure in lab.space else measure


def read_table(text: str) -> dict[str, list[dict[str, str]]]:
    """Return the rows of a table that `measure` made: draw -> its rows."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        found.setdefault(row["draw"], []).append(row)
    return found


def random_search(text: str, column: str = "accuracy") -> list[float]:
    """Return the mean of a column for each draw of a random search, for measured tables only."""
    return [
        statistics.mean(float(row[column]) for row in rows)
        for draw, rows in read_table(text).items()
        if draw != "default"
    ]
