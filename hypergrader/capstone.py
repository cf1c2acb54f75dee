"""Grade the capstone: train its choice on the instructor's digits, and lines of its log once more.

The instructor's digits are those that the learner's task leaves out, turned by angles that the hidden part of the
lesson draws, so these pictures were never on a learner's machine.  Lines of the log are trained on the learner's
digits; the text of the log and the hidden part decide which ones, so all who hand in the same get the same.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import torch

from hypergrader.labs import (
    LabGrading,
    Trained,
    check_work,
    random_search,
    read_table,
    train_and_test,
)
from hyperlib.capstone import AGAIN, Capstone, Log
from hyperlib.checks import Result, percent
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.labs.runs import counted, read_test

NEAR = 0.0121  # three of 250 validation digits: training in float64 is the same on any processor, nearly
SAMPLED = 2  # lines beside one of the choice's own
CALM = 0.03  # above this rate rounding errors may grow until an honest run ends otherwise elsewhere


@dataclass(frozen=True)
class CapstoneGrading(LabGrading):
    """Grade a `hyperlib.Capstone`; stands in `HIDDEN` as `LabGrading` does.

    Parameters
    ----------
    secret : int
        The instructor's second seed: it turns the digits that grade, and draws which lines are trained again.
    """

    secret: int = 0

    @property
    def _task(self) -> Capstone:
        assert isinstance(self.lab, Capstone)
        return self.lab

    def trained(self, config: Hyperparameters, seeds: Sequence[int]) -> tuple[Trained, ...]:
        """Return what training on the instructor's digits gives with each seed; see `LabGrading.trained`."""
        check_work(config, self._task.n_train, len(seeds))
        return _graded(self._task, config, tuple(seeds), self.secret)

    def validation(self, config: Hyperparameters) -> float:
        """Return the validation accuracy that a learner's run with seed 0 shows."""
        return again(self._task, config, 0)[0]

    def _judged_part(self, own: str, right: dict[str, Any]) -> Result:
        if self.name != AGAIN:
            return super()._judged_part(own, right)
        log = self._task.read_log(right.get("log", ""))
        wanted = f"the accuracies of the log, to {percent(NEAR)}"
        if not log.openings or not any(trial.ended for trial in log.trials):
            return self._all_or_nothing(False, wanted, "a log without a run or without test digits")
        return self._all_or_nothing(not (told := self._differing(log)), wanted, told)

    def _differing(self, log: Log) -> str:
        """Return which of the lines that are drawn says something else than training does; empty if none."""
        draw = random.Random(f"{self.secret} {log.text}")
        opening = log.openings[0]
        place = draw.randrange(len(opening.seeds))
        trials = [t for t in log.trials if t.ended and t.choice.get("lr", 0) <= CALM]
        for trial in draw.sample(trials, min(SAMPLED, len(trials))):
            config = self._task.configure(trial.choice)
            check_work(config, self._task.n_train, 1)
            found = again(self._task, config, trial.seed)
            said = (trial.val_accuracy, trial.train_accuracy)
            if any(abs(a - b) > NEAR for a, b in zip(found, said, strict=False)):
                return (
                    f"{trial}: {percent(said[0])} right, and {percent(found[0])} when trained again"
                )
        config, seed = self._task.configure(opening.choice), opening.seeds[place]
        check_work(config, self._task.n_train, 1)
        found = again(self._task, config, seed)
        if abs(found[2] - opening.test_accuracies[place]) > NEAR:
            claimed = percent(opening.test_accuracies[place])
            return (
                f"test digits, seed {seed}: {claimed}, and {percent(found[2])} when trained again"
            )
        return ""

    def _measured(self, right: dict[str, Any]) -> dict[str, Any]:
        log = self._task.read_log(right.get("log", ""))
        shares = [share for opening in log.openings[:1] for share in opening.test_accuracies]
        found = super()._measured(right)
        found["spent"] = sum(trial.epochs for trial in log.trials)
        found["claimed"] = round(statistics.mean(shares), 4) if shares else None
        return found


@lru_cache(maxsize=256)
def again(task: Capstone, config: Hyperparameters, seed: int) -> tuple[float, float, float]:
    """Return the accuracies of a learner's run: validation, training and test."""
    run, digits = task.trained(config, seed)
    at = counted(run)
    return at.val_accuracy, at.train_accuracy, read_test(run, digits)


@lru_cache(maxsize=4096)
def _graded(
    task: Capstone, config: Hyperparameters, seeds: tuple[int, ...], secret: int
) -> tuple[Trained, ...]:
    left = task.shares()[1]
    # Nobody chooses with these any more, so what is left of the validation digits is scored too.
    X, y = torch.cat([left.X_val, left.X_test]), torch.cat([left.y_val, left.y_test])
    few = replace(left, X_test=X, y_test=y).subset(task.n_train, seed=secret)
    digits = task.made(few, secret)
    return tuple(train_and_test(config, digits, seed) for seed in seeds)


def searches(table: str, task: Capstone, repeats: int = 2000, seed: int = 0) -> list[float]:
    """Return the graded accuracy that each of many random searches within the budget would have handed in.

    A search draws rows of the measured table until its epochs are spent, less those of the choice's other seeds,
    and takes the one with the highest validation accuracy.
    """
    rows = read_table(table)
    first = [found[0] for draw, found in rows.items() if draw != "default"]
    draws = [
        (int(row["epochs"]), float(row["val_accuracy"]), accuracy)
        for row, accuracy in zip(first, random_search(table), strict=True)
    ]
    rng, found = random.Random(seed), []
    for _ in range(repeats):
        left, longest, best = task.epochs, 0, (-1.0, 0.0)
        while True:
            epochs, val, accuracy = rng.choice(draws)
            longest = max(longest, epochs)
            if left - epochs < (task.repeats - 1) * longest:
                break
            left, best = left - epochs, max(best, (val, accuracy))
        found.append(best[1])
    return found
