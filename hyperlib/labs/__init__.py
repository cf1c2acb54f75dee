"""Decide about hyperparameters within a budget: the decision labs of the lessons.

A `Lab` describes one decision: what is fixed, what may be chosen, what it may cost and how it is
graded.  A learner runs what they like within the budget and hands in plain data, a dictionary with
the choice, a bracket around it and a predicted accuracy.  Grading trains that choice again on seeds
and digits that no run here has seen (`hypergrader.labs`); it never reads the log of the runs, which
lies in the learner's folder and can be changed there.
"""

from __future__ import annotations

import json
import math
import textwrap
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from hyperlib import checks
from hyperlib.arguments import (
    check_integer,
    check_kind,
    check_number,
    check_seed,
    check_share,
    check_size,
    frozen,
    nearest,
    plain,
    shown,
)
from hyperlib.augmentation import AUGMENTATION, check_altering
from hyperlib.checks import Report, Result, many
from hyperlib.data import Data, load_mnist
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.labs.limits import INPUTS, Limit, broken, check_limits, quantities, same
from hyperlib.labs.parts import (
    MEASURES,
    Bracket,
    Goal,
    LabReport,
    Level,
    Rule,
    Trial,
    check_bracket,
    check_goal,
    check_levels,
    check_parts,
    in_steps,
    in_words,
    interpolated,
)
from hyperlib.labs.runs import counted, train_choice
from hyperlib.search.spaces import Choice, Integers, Space, check_images, check_space
from hyperlib.training import Run
from hyperlib.widgets import front_end_present
from hyperlib.widgets.kept import add_line, notebook_folder
from hyperlib.widgets.predictions import WIDTH

PREDICTED = "predicted_accuracy"
ACCURACY = "accuracy on new seeds and digits"
MOST_DIGITS = 1500  # half of the training digits: grading trains on as many others


@dataclass(frozen=True, repr=False, eq=False)
class Lab:
    """Describe one decision about hyperparameters.

    Parameters
    ----------
    answer : str
        Name of the dictionary that is handed in; the log is called after it.
    situation : str
        What is to be decided, in a sentence.
    base : Hyperparameters
        What is fixed; its values of what may be chosen are the defaults to beat.
    space : dict
        Name of a hyperparameter -> `Uniform`, `LogUniform`, `Integers` or `Choice`.
    epochs : int
        The budget of all runs together.
    levels : sequence of Level
        From no points to all, by growing accuracy.
    tolerance : float
        The prediction earns a point if it is no farther from the measured accuracy, as a share.
    bracket : Bracket, optional
    n_train : int
        Training digits of a run, at most 1,500.
    wrong_labels : float
        Share of the training labels that are wrong (`Data.mislabeled`), in runs by the run's seed and in
        grading by its own.  Labels of other digits are right.
    limits : sequence of Limit
        What the choice may cost.  A choice that breaks one is refused before a run, for free; handed in, it
        earns nothing, and the visible check says so.
    also : Goal, optional
        A second quantity that is graded, beside the accuracy.
    distort : Hyperparameters, optional
        How validation and test digits are altered (`Data.distorted`, seed 0), in runs and in grading; training
        digits stay as they are.
    graded_epochs : int, optional
        Epochs that grading trains, where a choice is made with short runs and judged by a long one; None stands
        for those of a run.

    Where `patience` is above 0, validation digits stop a run, and the weights of the epoch with the lowest
    validation loss count, here and in grading; the epochs left go back to the budget.  The digits that grading
    scores are neither those that train nor those that stop.

    Raises
    ------
    TypeError, ValueError
        If a part is of another kind, or parts do not fit together.

    Examples
    --------
    >>> from hyperlib.search import LogUniform
    >>> lab = Lab(
    ...     "choice",
    ...     "which rate?",
    ...     base=Hyperparameters(),
    ...     space={"lr": LogUniform(1e-4, 1)},
    ...     epochs=30,
    ...     levels=[Level(0.5, 0, "the default"), Level(0.9, 4, "the best known")],
    ...     tolerance=0.04,
    ... )
    >>> lab.points(0.7), lab.points(0.95)
    (2.0, 4.0)
    >>> lab.read({"lr": 3, "predicted_accuracy": 0.9})[1]
    {'lr': 'lr must be from 0.0001 to 1, got 3; try 1'}
    """

    answer: str
    situation: str
    base: Hyperparameters
    space: Space
    epochs: int
    levels: Sequence[Level]
    tolerance: float
    bracket: Bracket | None = None
    n_train: int = 1000
    wrong_labels: float = 0.0
    limits: Sequence[Limit] = ()
    also: Goal | None = None
    distort: Hyperparameters | None = None
    graded_epochs: int | None = None
    # Lines that no file has taken: the folder is read-only, or nobody sits in front of the notebook.
    _unwritten: list[str] = field(default_factory=list, init=False)
    shown = 1  # how many of the rules the visible check looks at; no annotation: it is not a field

    def __post_init__(self) -> None:
        if not isinstance(self.answer, str) or not self.answer.isidentifier():
            raise ValueError(f'answer must be a name, got {shown(self.answer)}; try "rate_choice"')
        check_space(self.space, self.base)
        check_images(self.space, self.base, INPUTS)
        check_size("epochs", self.epochs, minimum=self.base.epochs)
        if check_size("n_train", self.n_train, minimum=10) > MOST_DIGITS:
            raise ValueError(f"n_train must be at most {MOST_DIGITS}, got {self.n_train}; try 1000")
        check_number("wrong_labels", self.wrong_labels, minimum=0, below=1, suggest=0.2)
        check_share("tolerance", self.tolerance, suggest=0.04)
        object.__setattr__(self, "levels", check_levels("levels", self.levels))
        object.__setattr__(self, "limits", check_parts("limits", self.limits, Limit))
        check_limits(self.limits)
        if self.also is not None:
            check_goal(self.also)
        if self.distort is not None:
            check_altering("distort", self.distort, INPUTS)
        if self.graded_epochs is not None:
            check_size("graded_epochs", self.graded_epochs)
            if "epochs" in self.space:
                raise ValueError("epochs are chosen and graded_epochs fix them; leave out one")
        if self.bracket is not None:
            numbers = [n for n in self.space if _is_number(getattr(self.base, n))]
            check_bracket(self.bracket, numbers)
        checks.LABS[self.answer] = self

    # What is asked and graded ----------------------------------------------------------------------

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return what is graded, in order; the visible check looks at the first `shown`."""
        near = many(self.tolerance * 100, "percentage point")
        apart = f"at most {near} from what grading measures"
        steps = in_steps(self.levels, lambda a: f"{a * 100:g}%")
        kept = ", no limit is broken" if self.limits else ""
        found = [
            Rule(
                "every entry is there and in its range",
                1,
                f"the dictionary has no other entry{kept}",
            ),
            Rule(ACCURACY, self.levels[-1].points, steps),
            *([self.also.rule] if self.also is not None else []),
            Rule(PREDICTED, 1, apart),
        ]
        if self.bracket is not None:
            name, worse, reach, chance = self.bracket
            lower = f"its accuracy is at least {many(worse * 100, 'percentage point')} lower"
            far = f"at most {reach:g} times " if reach < math.inf else ""
            found += [
                Rule("too_small is worse", 1, f"{far}smaller than {name}, and {lower}"),
                Rule("too_large is worse", 1, f"{far}larger than {name}, and {lower}"),
            ]
            if chance is not None:
                words = f"it stays at {chance * 100:g}% or less"
                found.append(Rule("too_large does not learn", 1, words))
        return tuple(found)

    @property
    def entries(self) -> tuple[str, ...]:
        """Return the names of what is handed in."""
        sides = ("too_small", "too_large") if self.bracket else ()
        return (*self.space, *sides, PREDICTED)

    def points(self, accuracy: float) -> float:
        """Return the points for an accuracy, to a tenth of a point."""
        return round(interpolated(self.levels, check_share("accuracy", accuracy, suggest=0.9)), 1)

    def configure(self, choice: Mapping[str, Any]) -> Hyperparameters:
        """Return the configuration with a choice of every hyperparameter that may be chosen.

        Raises
        ------
        TypeError, ValueError
            If one is missing, outside its range, or not to be chosen.
        """
        for name in check_kind("choice", choice, Mapping, "a dictionary", '{"lr": 0.01}'):
            if name not in self.space:
                raise ValueError(self._foreign(name))
        for name in self.space:
            if name not in choice:
                raise ValueError(f"{name} is missing; choose {name} {self._range(name)}")
        chosen = {name: self._chosen(name, name, value) for name, value in choice.items()}
        return self.base.replace(**chosen)

    def read(self, answer: Any) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the right entries of any value that is handed in, and what is wrong with the others."""
        if not isinstance(answer, Mapping):
            wanted = f"`{self.answer}` must stay a dictionary, got {shown(answer)}"
            return {}, dict.fromkeys(self.entries, wanted)
        right: dict[str, Any] = {}
        wrong = {str(name)[:80]: self._foreign(name) for name in answer if name not in self.entries}
        for name in self.entries:
            try:
                right[name] = self._entry(name, answer.get(name, ...), right)
            except (TypeError, ValueError) as error:
                wrong[name] = str(error)
        if refused := self.refused(right):
            wrong["the choice"] = refused
        return right, wrong

    def refused(self, right: Mapping[str, Any]) -> str:
        """Return why the chosen values do not go together, or which limit they break; empty if they may be run."""
        if not set(self.space) <= set(right):
            return ""
        try:
            config = self.base.replace(**{name: right[name] for name in self.space})
        except (TypeError, ValueError) as error:
            return str(error)
        return broken(self.limits, config, self.base, self.n_train)

    def _entry(self, name: str, value: Any, right: Mapping[str, Any]) -> Any:
        """Return one entry, or raise; `right` holds the entries before it."""
        if value is ...:
            raise ValueError(f"{name} is missing; replace the dots by a value")
        if name in self.space:
            return self._chosen(name, name, value)
        if name == PREDICTED:
            return check_share(name, value, suggest=0.9)
        assert self.bracket is not None
        side, middle = self._chosen(name, self.bracket.name, value), right.get(self.bracket.name)
        if middle is None:
            raise ValueError(f"{name} belongs to {self.bracket.name}, which must be right first")
        small, reach = name == "too_small", self.bracket.reach
        low, high = (side, middle) if small else (middle, side)
        if not low < high or (reach < math.inf and high > low * reach * (1 + 1e-6)):
            far = f", at most {reach:g} times" if reach < math.inf else ""
            raise ValueError(
                f"{name} must be {'smaller' if small else 'larger'} than {self.bracket.name}="
                f"{middle:g}{far}, got {side:g}"
            )
        if refused := self.refused({**right, self.bracket.name: side}):
            raise ValueError(f"{name}={side:g} cannot be trained: {refused}")
        return side

    def _chosen(self, called: str, name: str, value: Any) -> Any:
        """Return `value` as one of the axis `name`, or raise an error that calls it `called`."""
        axis, usual = self.space[name], getattr(self.base, name)
        real = isinstance(usual, float)  # of a whole number its log says 10.0
        if isinstance(axis, Choice):
            value = frozen(value)
            if found := [v for v in axis.values if _is_that(value, float(v) if real else v)]:
                return found[0]
            wanted = f"{called} must be {self._range(name)}, got {shown(value)}"
            told = in_words(value) if _is_number(value) else shown(value).strip("'\" ")
            raise ValueError(wanted + nearest(told, {in_words(one): one for one in axis.values}))
        if isinstance(axis, Integers):
            of_float = real and isinstance(plain(value), float) and plain(value).is_integer()
            value = int(value) if of_float else value
            number: Any = check_integer(called, value, suggest=axis.low, most=axis.high)
        else:
            default = min(max(usual or 0, axis.low), axis.high)  # may be suggested
            ends = {"minimum": axis.low, "maximum": axis.high} if isinstance(value, str) else {}
            number = check_number(called, value, suggest=default, **ends)
        if not axis.low * (1 - 1e-6) <= number <= axis.high * (1 + 1e-6):  # an end, in float32
            wanted = f"{called} must be {self._range(name)}, got {shown(value)}"
            raise ValueError(f"{wanted}; try {in_words(min(max(number, axis.low), axis.high))}")
        return min(max(number, axis.low), axis.high)

    def _range(self, name: str) -> str:
        axis = self.space[name]
        if isinstance(axis, Choice):
            return f"one of {', '.join(map(in_words, axis.values))}"
        return f"from {in_words(axis.low)} to {in_words(axis.high)}"

    def _foreign(self, name: object) -> str:
        """Return why `name` is not asked for."""
        called = str(name)[:80]
        if "test" in called:
            return (
                f"{called}: the test digits decide nothing in a lab; runs show validation digits, and "
                "grading uses digits that no run has seen; leave it out"
            )
        if called in {f.name for f in fields(Hyperparameters)}:
            fixed = in_words(getattr(self.base, called))
            return f"{called} is fixed at {fixed} in this lab and must be left out; choose {', '.join(self.space)}"
        return f"{called} is not asked for; expected {', '.join(self.entries)}"

    @property
    def _fixed(self) -> dict[str, Any]:
        """Return what is fixed and worth a word."""
        usual = vars(Hyperparameters(n_neurons=(), optimizer="adamw", batch_size=1, epochs=1))
        return {
            name: value
            for name, value in vars(self.base).items()
            if name not in self.space and value != usual[name]
        }

    def _described(self) -> list[tuple[str, str]]:
        """Return the parts of the description, each with its name."""
        chosen = "epochs" in self.space
        a_run = "a run costs its epochs" if chosen else f"{many(self.base.epochs, 'epoch')} a run"
        noise = f", {self.wrong_labels * 100:g}% of them with a wrong label, drawn by the seed"
        digits = f"{self.n_train:,} training digits{noise if self.wrong_labels else ''}"
        if self.distort is not None:
            how = in_words({n: v for n in AUGMENTATION if (v := getattr(self.distort, n))}, "=")
            digits += f"; validation digits and those of grading are distorted: {how}"
        shows = ["the share of the validation digits that are read rightly"]
        if "patience" in self.space or self.base.patience > 0:
            a_run += "; those that patience saves come back"
            shows.append("with patience, after the epoch with the lowest validation loss")
        if self.also is not None:
            shows.append(MEASURES[self.also.measure].called)
        left = f"{self.left} {'is' if self.left == 1 else 'are'}"
        fixed = [in_words(self._fixed, "=")] if self._fixed else []
        longer = f" for {many(self.graded_epochs, 'epoch')}" if self.graded_epochs else ""
        return [
            ("you choose", "; ".join(f"{name}, {self._range(name)}" for name in self.space)),
            ("fixed", "; ".join([*fixed, digits])),
            ("budget", f"{many(self.epochs, 'epoch')} in all, {a_run}; {left} left"),
            *([("limits", "; ".join(map(str, self.limits)))] if self.limits else []),
            ("a run shows", "; ".join(shows)),
            ("grading", f"trains again{longer}, on seeds and digits that no run has seen"),
        ]

    def __repr__(self) -> str:
        rules = [(many(points, "point"), f"{name}: {words}") for name, points, words in self.rules]
        lines = [f"  {name + ':':<13}{text}" for name, text in [*self._described(), *rules]]
        return "\n".join([f"Decision lab: {self.situation}", *lines])

    def _repr_markdown_(self) -> str:
        first, *rows = [f"| {_unbroken(name)} | {text} |" for name, text in self._described()]
        rules = [f"| {points:g} | {name}: {words} |" for name, points, words in self.rules]
        head = [f"**Decision lab:** {self.situation}", "", first, "| :--- | :--- |"]
        points = _unbroken(many(sum(rule.points for rule in self.rules), "point"))
        return "\n".join([*head, *rows, f"| **{points}** | **graded** |", *rules])

    # What was run ----------------------------------------------------------------------------------

    @property
    def trials(self) -> tuple[Trial, ...]:
        """Return the runs so far, in the order in which they were begun; from the log where there is one.

        Warns
        -----
        UserWarning
            If the log, or lines of it, cannot be read; they stay as they are.
        """
        found, torn = [], 0
        for text in self._lines():
            try:
                found.append(self._checked(json.loads(text)))
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
                torn += 1
        if torn:
            _warn(
                f"{many(torn, 'line')} of {self._file} tell of no run of this lab; they are left out "
                "and stay there. If a run of yours is missing, run it again"
            )
        return tuple({_key(trial): trial for trial in found}.values())

    @property
    def left(self) -> int:
        """Return the epochs that are left."""
        return self.epochs - sum(trial.epochs for trial in self.trials)

    def run(self, *, seed: int = 0, **choice: Any) -> None:
        """Train one choice and print how it went and what is left of the budget.

        The epochs are taken from the budget before the run; those that it did not need come back.
        The same choice with the same seed is free afterwards, also when the kernel was restarted.
        A run that costs more than is left is refused in words, and so is a value outside its range.

        Parameters
        ----------
        seed : int
            Fixes the initial weights and the order of the digits, 0 to 2**64 - 1.
        **choice
            A value for each hyperparameter that may be chosen.
        """
        try:
            config, seed = self.configure(choice), check_seed("seed", seed)
            why = broken(self.limits, config, self.base, self.n_train)
        except (TypeError, ValueError) as error:
            why = str(error)
        if why:
            say(f"refused: {why}.")
            print(f"It costs nothing; {self.left} of {many(self.epochs, 'epoch')} left")
            return
        trial = Trial(self.chosen(config), seed, config.epochs)
        before = {_key(one): one for one in self.trials}.get(_key(trial))
        if before is None:
            if config.epochs > self.left:
                left = f"{self.left} of {many(self.epochs, 'epoch')} left"
                say(f"refused: this run takes {many(config.epochs, 'epoch')}; {left}.")
                say("Decide with what you have seen; what was run before is free.")
                return
            self._append(trial)
        if before is None or not before.ended:
            run, digits = self.trained(config, trial.seed)
            at = counted(run)
            end = (at.val_accuracy, at.train_accuracy, run.diverged)
            trial = Trial(trial.choice, seed, len(run.history), True, *end)
            if self.also is not None:
                trial = trial._replace(quantity=quantities(run, digits)[self.also.measure])
            self._append(trial)
        else:
            trial = before
        told = self._told(trial, "\n  ") + " (run before, free)" * (trial is before)
        left = f"{self.left} of {many(self.epochs, 'epoch')} left"
        say(f"{trial}:")
        print(f"  {told};\n  {left}")

    def chosen(self, config: Hyperparameters) -> dict[str, Any]:
        """Return the values of a configuration that may be chosen."""
        return {name: getattr(config, name) for name in self.space}

    def trained(self, config: Hyperparameters, seed: int) -> tuple[Run, Data]:
        """Return a run of the lab and the digits that it was trained on; the log is not asked."""
        digits = load_mnist().subset(self.n_train).mislabeled(self.wrong_labels, seed=seed)
        digits = digits.distorted(self.distort) if self.distort is not None else digits
        return train_choice(config, digits, seed), digits

    def _told(self, trial: Trial, between: str = " ") -> str:
        """Return in words how a run went, with the second goal's quantity behind `between`."""
        if self.also is None or trial.quantity is None:
            return trial.outcome
        called, written, _ = MEASURES[self.also.measure]
        return f"{trial.outcome},{between}{called}: {written(trial.quantity)}"

    @property
    def _file(self) -> Path:
        return notebook_folder() / ".hyperlib" / f"lab_{self.answer}.jsonl"

    def _lines(self) -> list[str]:
        """Return the lines of the log."""
        content = b""
        try:
            content = self._file.read_bytes() if front_end_present() else b""
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            _warn(f"{self._file} cannot be read ({error.strerror}); earlier runs are not counted")
        kept = content.decode("utf-8-sig", "replace").split("\n")
        return [*filter(str.strip, kept), *self._unwritten]

    def _append(self, trial: Trial) -> None:
        """Add a run to the log."""
        self._write(json.dumps(trial._asdict()))

    def _write(self, line: str) -> None:
        """Add a line to the log."""
        try:
            if front_end_present():
                add_line(self._file, line)
                return
        except OSError as error:
            _warn(f"{self._file} cannot be written ({error.strerror}): a restart forgets this run")
        self._unwritten.append(line)

    def _checked(self, line: dict) -> Trial:
        """Return the run that a line of the log tells of, or raise."""
        config, trial = self.configure(line["choice"]), Trial(**line)
        check_seed("seed", trial.seed), check_size("epochs", trial.epochs)
        for number in (trial.val_accuracy, trial.train_accuracy, trial.quantity or 0):
            check_number("number", number, minimum=0, suggest=0)
        short = trial.ended and bool(trial.diverged or config.patience)
        if trial.epochs > config.epochs or (trial.epochs < config.epochs and not short):
            raise ValueError(f"it says {many(trial.epochs, 'epoch')}, the run has {config.epochs}")
        return trial._replace(choice=self.chosen(config))

    # What was decided ------------------------------------------------------------------------------

    def report(self, answer: Any = None, *, why: str = "") -> LabReport:
        """Return a report from the log: decision, evidence, guardrail, what could still go wrong.

        Parameters
        ----------
        answer : dict, optional
            What is handed in.
        why : str
            The reason in two sentences; nobody grades it.
        """
        check_kind("why", why, str, "a text", "two sentences")
        right, wrong = self.read({} if answer is None else answer)
        choice = {name: right[name] for name in self.space if name in right}
        trials = sorted((t for t in self.trials if t.ended), key=_key)
        missing = list(wrong.values())
        wanted = [("your choice", choice)] if len(choice) == len(self.space) else []
        if self.bracket is not None:
            name = self.bracket.name
            trials.sort(key=lambda t: t.choice[name])
            sides = [side for side in ("too_small", "too_large") if side in right]
            wanted += [(side, choice | {name: right[side]}) for side in sides]
        missing += [
            f"a run of {what}, {in_words(made, '=')}"
            for what, made in wanted
            if made not in [t.choice for t in trials]
        ]
        if not why.strip():
            missing.append('your reason in two sentences: report(..., why="...")')
        rows = [f"| {t} | {self._told(t)} | {t.epochs} |" for t in trials]
        table = "\n".join(["| run | outcome | epochs |", "| --- | --- | ---: |", *rows])
        seeds = len({t.seed for t in trials if t.choice == choice})
        others = f"others may give {many(self.tolerance * 100, 'percentage point')} more or less"
        unseen = "Your choice was not run." if choice else "Nothing is chosen yet."
        flattered = "the best looks better than it is, since chance helped to choose"
        risks = [
            f"{many(seeds, 'seed')} of the choice: {others}." if seeds else unseen,
            *([f"{many(len(trials), 'run')}: {flattered}."] if trials else []),
            f"Fixed were {', '.join(self._fixed) or 'the digits'}: with others, search again.",
        ]
        parts = [
            f"**Decision.** {in_words(right) or 'None yet'}. {why.strip()}".strip(),
            f"**Evidence.**\n\n{table if rows else 'No run has ended yet.'}",
            f"**Guardrail.** {self.epochs - self.left} of {many(self.epochs, 'epoch')} spent. All runs were "
            "measured on the validation digits, none on the test digits.",
            "**What could still go wrong.**\n\n- " + "\n- ".join(risks),
        ]
        if missing:
            parts.append("**Missing.**\n\n- " + "\n- ".join(missing))
        return LabReport("\n\n".join(parts), tuple(missing))

    # The visible check -----------------------------------------------------------------------------

    def judge(self, seen: dict) -> Report:
        """Return the report of the visible check on an observation of the answer; nothing is trained."""
        rule = self.rules[0]
        outcome, details = self.observed(seen)
        if outcome == "value":
            wrong = self.read(self.value(seen))[1]
            outcome = "fail" if wrong else "pass"
            got = "; ".join(dict.fromkeys(wrong.values()))[:900]
            wanted = "; ".join([", ".join(self.entries), *map(str, self.limits)])
            details = {"expected": wanted, "got": got}
        result = Result(rule.name, outcome, rule.points, {} if outcome == "pass" else details)
        lines = [f"  {many(p, 'point')}: {name}: {w}" for name, p, w in self.rules[self.shown :]]
        told = "Graded beside this, by training your choice on seeds and digits no run has seen:"
        return Report(self.answer, (result,), "\n".join([told, *lines]))

    def observed(self, seen: dict) -> tuple[str, dict[str, str]]:
        """Return the outcome and details of an observation that holds nothing to judge; else ``value``."""
        status, value = seen.get("status"), self.value(seen)
        if status == "missing":
            return "not attempted", {"look at": f"Run the cell that defines `{self.answer}`."}
        dots = isinstance(value, dict) and set(value) <= set(self.entries)
        if status == "unwritten" or (dots and all(part is ... for part in value.values())):
            return "not attempted", {"look at": f"Fill `{self.answer}`: a value for each `...`."}
        if status != "value":
            got = str(seen.get("message", "no answer"))
            return str(seen.get("outcome", "error")), {"got": got}
        return "value", {}

    value = staticmethod(checks.value_of)


def _unbroken(words: str) -> str:
    """Return words that stay in one line of a table."""
    return words.replace(" ", "&nbsp;")


def say(text: str) -> None:
    """Print a text in lines that fit a narrow window."""
    print(textwrap.fill(text, WIDTH))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_that(value: Any, one: Any) -> bool:
    """Return whether a value is `one` of a `Choice`; 0 is 0.0, but True is not 1."""
    if isinstance(one, float) and _is_number(value) and abs(value) < 1e300:
        return same(float(value), one)
    return type(value) is type(one) and bool(value == one)


def _key(trial: Trial) -> str:
    """Return what two lines about the same run have in common."""
    return json.dumps([trial.choice, trial.seed], sort_keys=True)


def _warn(message: str) -> None:
    warnings.warn(message, stacklevel=4)
