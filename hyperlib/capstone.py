"""The last lab of the course: a log that is handed in, and test digits that are opened once.

A `Capstone` is a lab whose digits are few, turned and partly labeled wrong.  Its log is a text of JSON lines, and
each line bears a fingerprint of the line before it, so that no line can be left out of the middle.  The learner
copies the text into the answer: of all that lies around a notebook, only what stands in an answer cell reaches the
grader in every way of handing in.
"""

from __future__ import annotations

import hashlib
import json
import re
import statistics
from collections.abc import Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import torch
from torch import Tensor

from hyperlib.arguments import check_number, check_seed, check_share, check_size, frozen, shown
from hyperlib.augmentation import augmented
from hyperlib.checks import Report, Result, many, percent
from hyperlib.data import Data, load_mnist, split_by_class
from hyperlib.hyperparameters import Hyperparameters, check_config
from hyperlib.labs import PREDICTED, Lab, _key, say
from hyperlib.labs.limits import same
from hyperlib.labs.parts import Rule, Trial, in_words
from hyperlib.labs.runs import read_test, train_choice
from hyperlib.observations import torch_defaults
from hyperlib.search import studies
from hyperlib.tensors import seeded
from hyperlib.training import Run

WHOLE = "the log is whole and keeps the budget"
ONCE = "the test digits were opened once, at the end"
SEEDS = "every seed of the choice is reported"
AGAIN = "runs drawn from the log come out again"
PARTS = ("train", "val", "test")
NOT_JSON = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


class Opening(NamedTuple):
    """Tell that the test digits were read: for which choice, with which seeds, and what came out."""

    choice: dict[str, Any]
    seeds: tuple[int, ...]
    test_accuracies: tuple[float, ...]


class Log(NamedTuple):
    """A log: its text, its runs, each time the test digits were read, and what does not fit together."""

    text: str
    trials: tuple[Trial, ...]
    openings: tuple[Opening, ...]
    problems: tuple[str, ...]

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True, repr=False, eq=False)
class Capstone(Lab):
    """Describe the task; the parameters of `Lab` are there too.

    Parameters
    ----------
    task : int
        The instructor's seed: it draws the digits, their angles and which labels are wrong, 0 to 2**64 - 1.
    degrees : float
        Each digit is turned by an angle of its own, at most so far to either side, 0 to 180.
    n_val, n_test : int
        Digits that choose, and digits that are read once.
    repeats : int
        With so many seeds the choice must be run before the test digits are opened.

    Runs are trained in float64, so that a line of the log comes out again on another processor.
    """

    task: int = 0
    degrees: float = 45.0
    n_val: int = 250
    n_test: int = 500
    repeats: int = 3
    shown = 4

    def __post_init__(self) -> None:
        super().__post_init__()
        check_seed("task", self.task)
        check_number("degrees", self.degrees, minimum=0, maximum=180, suggest=45)
        if self.distort is not None:
            why = f"distort must be None where all digits are turned, got {self.distort}; try degrees=45"
            raise ValueError(why)
        for name in ("n_val", "n_test", "repeats"):
            check_size(name, getattr(self, name))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return what is graded, in order."""
        first, *others = super().rules
        once = f"with the choice that is handed in, run with at least {many(self.repeats, 'seed')} before"
        honest = [
            Rule(WHOLE, 1, f"no line is missing or changed, at most {many(self.epochs, 'epoch')}"),
            Rule(ONCE, 1, once),
            Rule(SEEDS, 1, "those of all runs of the choice, the bad ones too"),
        ]
        return (first, *honest, *others, Rule(AGAIN, 5, "trained again, they give what they say"))

    @property
    def entries(self) -> tuple[str, ...]:
        """Return the names of what is handed in."""
        return (*self.space, PREDICTED, "seeds", "log")

    def _entry(self, name: str, value: Any, right: Mapping[str, Any]) -> Any:
        if name == "log":
            if not isinstance(value, str) or not value.strip():
                got = "nothing" if value in (..., "") else shown(value)
                raise ValueError(f"log must be the text that print(capstone.log) shows, got {got}")
            return value
        if name == "seeds":
            value = frozen(value)
            if not isinstance(value, (tuple, set)) or not value:
                raise ValueError(f"seeds must be a list such as [0, 1, 2], got {shown(value)}")
            return tuple(sorted(check_seed("seeds", seed) for seed in value))
        return super()._entry(name, value, right)

    def _described(self) -> list[tuple[str, str]]:
        found = dict(super()._described())
        wrong = f"{self.wrong_labels * 100:g}% of them with a wrong label"
        found["fixed"] = (
            f"{many(self.n_train, 'training digit')}, {wrong}; {many(self.n_val, 'validation digit')}; "
            f"{many(self.n_test, 'test digit')}, opened once; all turned by up to "
            f"{many(self.degrees, 'degree')} to either side"
        )
        return list(found.items())

    # The digits --------------------------------------------------------------------------------------

    def shares(self) -> tuple[Data, Data]:
        """Return the learner's digits and all others, neither turned nor labeled wrong."""
        digits = load_mnist()
        mine: dict[str, Any] = {}
        others: dict[str, Any] = {}
        for part, n in zip(PARTS, (self.n_train, self.n_val, self.n_test), strict=True):
            X, y = getattr(digits, f"X_{part}"), getattr(digits, f"y_{part}")
            rows = split_by_class(y.numpy(), [n, len(y) - n], self.task)
            for share, kept in zip((mine, others), rows, strict=True):
                share |= {f"X_{part}": X[kept], f"y_{part}": y[kept]}
        return Data(**mine), Data(**others)

    def made(self, digits: Data, seed: int) -> Data:
        """Return digits turned and labeled wrong as the task says, by a seed."""
        draws = seeded(seed)
        names = [f"X_{part}" for part in PARTS]
        parts = {name: turned(getattr(digits, name), self.degrees, draws) for name in names}
        return replace(digits, **parts).mislabeled(self.wrong_labels, seed=seed)

    @cached_property
    def _digits(self) -> Data:
        return self.made(self.shares()[0], self.task)

    @property
    def data(self) -> Data:
        """Return the training and validation digits to look at; in place of the test digits stand the latter."""
        mine = deepcopy(self._digits)  # who changes them changes no run
        return replace(mine, X_test=mine.X_val, y_test=mine.y_val)

    def trained(self, config: Hyperparameters, seed: int) -> tuple[Run, Data]:
        """Return a run of the task and the learner's digits; the log is not asked."""
        return train_choice(config, self._digits, seed, torch.float64), self._digits

    # The log -----------------------------------------------------------------------------------------

    @property
    def log(self) -> Log:
        """Return the log as it stands beside the notebook; ``print(lab.log)`` shows its text."""
        return self.read_log("\n".join(self._lines()))

    @property
    def trials(self) -> tuple[Trial, ...]:
        """Return the runs so far, in the order in which they were begun."""
        return self.log.trials

    def read_log(self, text: str) -> Log:
        """Return what any text says as a log, with what does not fit together."""
        trials: dict[str, Trial] = {}
        openings, problems = [], []
        known = {self._mark("")}
        # What was pasted twice counts once: no two lines of a log are equal, since each names the one before.
        lines = list(dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()))
        for number, line in enumerate(lines, 1):
            try:
                told = json.loads(line)
                after = told.pop("after")
                if "test_accuracies" in told:
                    openings.append(self._opening(told))
                else:
                    trial = self._checked(told)
                    trials[_key(trial)] = trial
                    if openings:
                        problems.append(f"line {number} is a run after the test digits were opened")
                if after not in known:
                    problems.append(f"before line {number} a line is missing or was changed")
            except NOT_JSON as error:
                why = _damage(line) or str(error)[:200]
                problems.append(f"line {number} is not a line of this log: {why}")
            known.add(self._mark(line))
        return Log("\n".join(lines), tuple(trials.values()), tuple(openings), tuple(problems))

    def _mark(self, line: str) -> str:
        """Return the fingerprint of a line, and for an empty one that with which a log of this task begins."""
        return hashlib.sha256(f"{self.answer} {self.task} {line}".encode()).hexdigest()[:8]

    def _opening(self, told: dict) -> Opening:
        chosen, seeds, shares = Opening(**told)
        config, told_by = self.configure(chosen), zip(seeds, shares, strict=True)
        pairs = [(check_seed("seeds", s), check_share("share", a, suggest=0.5)) for s, a in told_by]
        return Opening(self.chosen(config), tuple(s for s, _ in pairs), tuple(a for _, a in pairs))

    def _append(self, entry: Trial | Opening) -> None:
        usual = entry._field_defaults
        told = {n: _short(v) for n, v in entry._asdict().items() if n not in usual or v != usual[n]}
        lines = self._lines()
        after = self._mark(lines[-1].strip() if lines else "")
        self._write(json.dumps(told | {"after": after}))

    # Runs --------------------------------------------------------------------------------------------

    def run(  # type: ignore[override]
        self, config: Hyperparameters | None = None, *, seed: int = 0, **choice: Any
    ) -> Trial | None:
        """Train one choice as `Lab.run` does, and return its line of the log; None where it was refused.

        `config` may stand in place of the values: one that `hyperlib.search.sample` has drawn.
        """
        if config is not None:
            choice = self.chosen(check_config("config", config))
            if config != self.base.replace(**choice):
                raise ValueError("what is fixed must stay fixed; draw with base=capstone.base")
            choice = {name: _four(value) for name, value in choice.items()}
        wanted, log = "", self.log
        with suppress(TypeError, ValueError):  # what is refused below, in words
            wanted = _key(Trial(self.chosen(self.configure(choice)), check_seed("seed", seed), 0))
        if log.openings and wanted not in map(_key, log.trials):
            say("refused: the test digits are open, and what they tell may choose nothing more.")
            return None
        super().run(seed=seed, **choice)
        return {_key(t): t for t in self.log.trials if t.ended}.get(wanted)

    def run_optuna(self, runs: int, *, seed: int = 0) -> None:
        """Let Optuna's TPE choose runs, one after the other, from what the runs of this call gave.

        A run that is refused, since too few epochs are left, is told to Optuna as failed.
        """
        optuna = studies.load_optuna()
        asked = {name: studies.distribution(axis) for name, axis in self.space.items()}
        with studies.quiet(optuna):
            sampler = studies.tpe(optuna, check_seed("seed", seed))
            study = optuna.create_study(direction="maximize", sampler=sampler)
            for _ in range(check_size("runs", runs)):
                trial = study.ask(asked)
                done = self.run(studies.config_from(self.space, self.base, trial.params))
                score = done.val_accuracy if done else None
                state = None if done else optuna.trial.TrialState.FAIL
                study.tell(trial, score, state=state)

    def unlock(self, **choice: Any) -> None:
        """Read the test digits with every seed that the choice was run with, write it into the log, and tell it.

        This can be done once.  No run follows.
        """
        made = self.configure(choice)
        chosen = self.chosen(made)
        log = self.log
        if not log.openings:
            seeds = self._seeds(log, chosen)
            if len(seeds) < self.repeats:
                first = f"run this choice with {many(self.repeats, 'seed')} first"
                say(f"refused: {first}, got {list(seeds)}. The test digits stay closed.")
                return
            found = tuple(read_test(*self.trained(made, seed)) for seed in seeds)
            self._append(Opening(chosen, seeds, found))
        opening = self.log.openings[0]
        several = ", ".join(percent(share) for share in opening.test_accuracies)
        tried = len({json.dumps(trial.choice) for trial in log.trials})
        print(
            f"{'open already: ' * bool(log.openings)}{in_words(opening.choice, '=')}\n"
            f"{percent(statistics.mean(opening.test_accuracies))} of {many(self.n_test, 'test digit')} right, "
            f"mean of {many(len(opening.seeds), 'seed')} ({several});\n"
            f"chosen among {many(tried, 'choice')} on {many(self.n_val, 'validation digit')}, "
            f"{self.epochs - self.left} of {many(self.epochs, 'epoch')}"
        )

    # The visible check -------------------------------------------------------------------------------

    @staticmethod
    def _seeds(log: Log, choice: dict[str, Any]) -> tuple[int, ...]:
        return tuple(sorted(t.seed for t in log.trials if t.ended and t.choice == choice))

    def broken_rules(self, right: Mapping[str, Any]) -> dict[str, str]:
        """Return for each rule about the log in what the right entries break it, else an empty text."""
        log = self.read_log(right.get("log", ""))
        choice = {name: right.get(name) for name in self.space}
        for told_by in log.openings[:1]:  # a number that went through float32 is that of the log
            choice |= {n: v for n, v in told_by.choice.items() if same(v, choice[n])}
        seeds, spent = self._seeds(log, choice), sum(trial.epochs for trial in log.trials)
        whole, once = "; ".join(log.problems[:3]), ""
        if not log.trials:
            whole = "it tells of no run"
        elif spent > self.epochs:
            whole = f"it spends {many(spent, 'epoch')}, and {self.epochs} were given"
        if len(log.openings) != 1:
            once = f"the log opens them {len(log.openings)} times"
        elif log.openings[0].choice != choice:
            once = f"the log opens them for {in_words(log.openings[0].choice, '=')}"
        elif any("after the test" in problem for problem in log.problems):
            once = "runs follow"
        few = len(seeds) < self.repeats or any(o.seeds != seeds for o in log.openings)
        named = right.get("seeds") == seeds
        told = "" if named and not few else f"the log has the choice with {list(seeds)}"
        return {WHOLE: whole, ONCE: once, SEEDS: told}

    def judge(self, seen: dict) -> Report:
        """Return the report of the visible check on an observation of the answer; nothing is trained."""
        report = super().judge(seen)
        [first], rest = report.results, self.rules[1 : self.shown]
        if self.observed(seen)[0] != "value":
            others = [Result(r.name, first.outcome, r.points, first.details) for r in rest]
        else:
            broken = self.broken_rules(self.read(self.value(seen))[0])
            others = [
                Result(name, "fail", points, {"expected": words, "got": broken[name]})
                if broken[name]
                else Result(name, "pass", points)
                for name, points, words in rest
            ]
        return Report(self.answer, (first, *others), report.note)


def turned(images: Tensor, degrees: float, draws: torch.Generator) -> Tensor:
    """Return square images, each turned around its middle by an angle of its own."""
    with torch_defaults():
        found = augmented(images.double(), Hyperparameters(rotation=degrees), draws)
        # Of 255 gray levels, as before, so that rounding makes them equal on any processor.
        return (found * 255).round().float() / 255


def _damage(line: str) -> str:
    """Return what was done to a line on its way into the answer, where that can be seen."""
    copy = "copy what print(capstone.log) shows straight into the answer"
    if re.search("[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]", line):
        return f"its quotation marks are those of a word processor; {copy}"
    whole = line.startswith("{") and line.endswith("}")
    return "" if whole else f"it does not go from {{ to }}, so it is cut or wrapped; {copy}"


def _short(value: Any) -> Any:
    """Return a value with accuracies to four digits; hyperparameters keep all of theirs."""
    if isinstance(value, tuple):
        return [_short(part) for part in value]
    return round(value, 4) if isinstance(value, float) else value


def _four(value: Any) -> Any:
    """Return a drawn number with four digits, so that people can read and write it."""
    return float(f"{value:.4g}") if isinstance(value, float) else value
