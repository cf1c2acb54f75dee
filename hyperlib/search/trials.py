"""Train the configurations of a search and keep what came out: trials."""

from __future__ import annotations

import inspect
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate, groupby
from typing import Any

from hyperlib.arguments import check_choice, many
from hyperlib.data import Data
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.sweeps import Sweep, check_measure, check_seeds, sweep

OPTIONS = tuple(inspect.signature(sweep).parameters)[2:]  # all but the configurations and the data
# A search reads the last validation accuracy and nothing else.
READ: dict[str, Any] = {"measure": "last epoch", "parts": ("val",)}


@dataclass(frozen=True)
class Trial:
    """One configuration that a search trained.

    Attributes
    ----------
    number : int
        Place in the order of the search, from 0.
    config : Hyperparameters
        As it was trained, with the epochs that this trial was given.
    scores : tuple of float
        Validation accuracy after the last epoch, 0 to 1, for each seed.  0 where the lane diverged or failed.
    epochs : int
        Epochs that were trained, over all seeds: its cost.
    reasons : tuple of str
        Why lanes scored 0, one for each that diverged or failed.
    failed : int
        How many of these failed: they could not be trained at all.
    """

    number: int
    config: Hyperparameters
    scores: tuple[float, ...]
    epochs: int
    reasons: tuple[str, ...] = ()
    failed: int = 0

    @property
    def score(self) -> float:
        """Mean of the scores."""
        return sum(self.scores) / len(self.scores)

    @property
    def lost(self) -> bool:
        """True when no lane ended with a finite loss, so that the score says nothing."""
        return len(self.reasons) == len(self.scores)


@dataclass(frozen=True)
class Search:
    """What a search found.

    Attributes
    ----------
    trials : tuple of Trial
        In the order of the search.
    complete : bool
        False when the search was interrupted.
    """

    trials: tuple[Trial, ...]
    complete: bool = True

    @property
    def best(self) -> Trial:
        """The trial with the highest score, the first of equals.

        Its score is the largest of many noisy numbers, so it is too high on average: measure the
        configuration again with new seeds before you report it.
        """
        if not self.trials:
            raise ValueError("no trial is done, so there is no best one")
        good = [trial for trial in self.trials if not trial.lost]
        if not good:
            why = f"no trial ended with a finite loss, so there is no best one: {told(self.trials)}"
            raise ValueError(why)
        return max(good, key=lambda trial: trial.score)

    @property
    def epochs(self) -> int:
        """Epochs trained in all: the cost of the search."""
        return sum(trial.epochs for trial in self.trials)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One dict for each trial: its number, hyperparameters, score, cost and what went wrong."""
        return [
            {"trial": t.number}
            | asdict(t.config)
            | {"score": t.score, "cost": t.epochs, "reason": "; ".join(t.reasons)}
            for t in self.trials
        ]

    def incumbents(self) -> list[tuple[int, float]]:
        """Return (epochs spent, best score so far) after each trial, for a plot of progress."""
        spent = accumulate(trial.epochs for trial in self.trials)
        return [*zip(spent, accumulate((t.score for t in self.trials), max), strict=True)]


def told(trials: Iterable[Trial]) -> str:
    """Return why lanes scored 0, the most frequent reasons first."""
    count = Counter(reason for trial in trials for reason in trial.reasons)
    few = [f"{reason} ({n} lanes)" if n > 1 else reason for reason, n in count.most_common(3)]
    return "; ".join(few) + "; ..." * (len(count) > 3)


def train_trials(
    configs: Sequence[Hyperparameters], data: Data, options: dict[str, Any], first: int = 0
) -> tuple[list[Trial], bool]:
    """Train configurations; return their trials, numbered from `first`, and whether all are done."""
    trials, complete = train_places(configs, data, options)
    return [replace(trial, number=first + k) for k, trial in trials.items()], complete


def train_places(
    configs: Sequence[Hyperparameters], data: Data, options: dict[str, Any]
) -> tuple[dict[int, Trial], bool]:
    """Train configurations; return the trials of those that are done, and whether all are.

    `options` are those of `sweep`; they are kept as lists, since a search may train several times.
    """
    for name in options:
        check_choice("an option", name, OPTIONS)
    options.update({**READ, **options})
    options["seeds"] = check_seeds(options.get("seeds", 1))
    options["parts"] = check_measure(options["measure"], options["parts"]).parts
    if "val" not in options["parts"]:
        wanted = "parts must name 'val', whose accuracy is the score"
        raise ValueError(f"{wanted}, got {options['parts']!r}; try parts=['train', 'val']")
    found = sweep(configs, data, **options)
    return trials_of(found, len(options["seeds"])), found.complete


def trials_of(found: Sweep, n_seeds: int) -> dict[int, Trial]:
    """Return the trials of a sweep by place; a configuration that lacks a seed is left out."""
    trials = {}
    for place, lanes in groupby(found.lanes, key=lambda lane: lane.configuration):
        if len(group := [*lanes]) == n_seeds:
            lost = [lane for lane in group if lane.diverged or not lane.history]
            trials[place] = Trial(
                place,
                group[0].config,
                tuple(0.0 if lane in lost else lane.final.val_accuracy for lane in group),
                sum(len(lane.history) for lane in group),
                tuple(lane.reason for lane in lost),
                sum(not lane.history for lane in group),
            )
    return trials


def all_failed(trials: Sequence[Trial]) -> bool:
    """Tell whether there are trials and none of their lanes could be trained."""
    return bool(trials) and all(trial.failed == len(trial.scores) for trial in trials)


def refuse_failure(trials: Sequence[Trial]) -> None:
    """Raise if no lane could be trained, with the reasons."""
    if all_failed(trials):
        raise RuntimeError(
            f"no configuration of the search could be trained: {told(trials)}; "
            "expected at least one that can; try a single one with train"
        )


def finished(trials: Sequence[Trial], complete: bool) -> Search:
    """Return the search; warn of lanes that failed, and if no trial says anything."""
    refuse_failure(trials)
    failed = [trial for trial in trials if trial.failed]
    if failed:
        warnings.warn(
            f"{many(sum(t.failed for t in failed), 'lane')} of {len(failed)} of the {many(len(trials), 'trial')} "
            f"failed, with score 0: {told(failed)}",
            stacklevel=3,  # the caller of the search
        )
    elif trials and all(trial.lost for trial in trials):
        warnings.warn(
            f"no trial ended with a finite loss, all score 0: {told(trials)}; try smaller "
            "learning rates",
            stacklevel=3,
        )
    return Search(tuple(trials), complete)
