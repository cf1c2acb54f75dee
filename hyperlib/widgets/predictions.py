"""Ask for a prediction before a run, keep it, and show it beside what was measured."""

from __future__ import annotations

import html
import math
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hyperlib.arguments import check_choice, check_kind, check_number, check_values, plain, shown
from hyperlib.bars import front_end_present
from hyperlib.widgets import kept

THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")
WIDTH = 46  # of a printed line: what fits beside the list of files in a window of 800 pixels
NO_GUESS = ("No guess this time.", "Take one next time: what surprises you sticks.")


def predict(
    question: str,
    *,
    choices: Sequence[Any] | None = None,
    low: float | None = None,
    high: float | None = None,
    unit: str = "",
    scale: str = "linear",
    near: float | None = None,
    key: str | None = None,
) -> Prediction:
    """Ask for a guess: a button for each choice, or a field for a number from `low` to `high`.

    Nothing waits for it.  It is kept in ``.hyperlib/predictions.jsonl`` in the notebook's folder, beyond a restart
    of the kernel.  Where nobody can answer, the question is printed.

    Parameters
    ----------
    question : str
        What will happen, asked so that it does not tell.
    choices : sequence, optional
        What can be said, at least two words or numbers; or else `low` and `high`, smallest and largest number.
    unit : str
        Stands behind a number, in the plural: ``"%"``, ``"epochs"``.
    scale : str
        "linear", where a difference says how far off a guess is, or "log", where a ratio does.
    near : float, optional
        A number so far off still counts as right: a tenth of the range, or 2 times on a log scale, by default.
    key : str, optional
        Name under which the guess is kept where the wording may change; the question by default.

    Raises
    ------
    TypeError, ValueError
        If neither choices nor a range of numbers is given, or both, or one of them makes no sense.

    Examples
    --------
    >>> guess = predict("Which gets farther?", choices=["sgd", "adam"])
    Predict: Which gets farther? (sgd, adam)
    >>> guess.say("sgd")
    You say: sgd. Run the cells below and compare.
    >>> guess.compare("adam")
    You said sgd. Measured: adam. Not this time.
    """
    for name, text in {"question": question, "key": question if key is None else key}.items():
        if not isinstance(text, str) or not text.strip():
            raise TypeError(f'{name} must be a text, got {shown(text)}; try "Which is faster?"')
    if (choices is None) == (low is None and high is None):
        raise TypeError(
            f"predict needs choices, or low and high, got choices={shown(choices)}, low={shown(low)}, "
            f'high={shown(high)}; try choices=["yes", "no"]'
        )
    check_kind("unit", unit, str, "a text", '"%"')
    answers = _Numbers(low, high, unit, scale, near) if choices is None else _Choices(choices)
    made = Prediction(question, answers, key or question, kept.notebook_folder())
    if front_end_present():
        _ask(made)
    else:
        print(textwrap.fill(f"Predict: {question} ({answers.told})", WIDTH))
    return made


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 999.5 else f"{value:.3g}"


def _with_unit(value: float, unit: str) -> str:
    return f"{_short(value)}%" if unit == "%" else f"{_short(value)} {unit}".rstrip()


def _sayable(value: Any) -> bool:
    return isinstance(value, (str, int)) or (isinstance(value, float) and math.isfinite(value))


class _Choices:
    """Answers of which one is right."""

    def __init__(self, choices: Sequence[Any]):
        self.values = check_values("choices", choices)
        if not all(map(_sayable, self.values)) or len(set(self.values)) < max(2, len(self.values)):
            raise ValueError(
                f"choices must be two or more words or numbers that differ, got {shown(choices)}; "
                'try ["yes", "no"]'
            )
        self.told = ", ".join(map(str, self.values))

    def check(self, name: str, value: Any) -> Any:
        given, words = plain(value), list(map(str, self.values))
        if _sayable(given) and given in self.values:
            return self.values[self.values.index(given)]
        return self.values[words.index(check_choice(name, str(given), words))]  # "0.1" says 0.1

    check_measured, show = check, staticmethod(str)

    def judge(self, guess: Any, measured: Any) -> tuple[bool, str]:
        return guess == measured, "Right." if guess == measured else "Not this time."


class _Numbers:
    """Numbers of which those near the measured one count as right."""

    def __init__(self, low: Any, high: Any, unit: str, scale: str, near: float | None):
        self.log = check_choice("scale", scale, ("linear", "log")) == "log"
        self.low = check_number("low", low, above=0 if self.log else None, suggest=1)
        self.high = check_number("high", high, above=self.low, suggest=self.low + 1)
        usual = 2 if self.log else (self.high - self.low) / 10
        given = usual if near is None else near
        self.near = check_number("near", given, above=1 if self.log else 0, suggest=usual)
        self.unit, self.one = unit, re.sub(r"(?<=\w\w[^\Ws])s$", "", unit)  # "ms", "loss" stay
        self.told = f"a number from {_short(self.low)} to {_with_unit(self.high, unit)}"

    def check(self, name: str, value: Any) -> float:
        if isinstance(value, str):  # as it is typed: "88%", "0,03"
            typed = value.strip().removesuffix(self.unit).removesuffix(self.one).strip()
            try:
                # A comma of thousands, as `show` writes it, where that gives an answer; else of decimals.
                whole = float(typed.replace(",", "")) if THOUSANDS.fullmatch(typed) else math.nan
                decimal = re.sub(r"^([^.,]*),([^.,]*)$", r"\1.\2", typed)
                value = whole if self.low <= whole <= self.high else float(decimal)
            except ValueError:
                raise ValueError(f"{name} must be {self.told}, got {shown(value)}") from None
        number = check_number(name, value, suggest=self.low)
        if not self.low <= number <= self.high:
            raise ValueError(f"{name} must be {self.told}, got {self.show(number)}")
        return number

    def check_measured(self, name: str, value: Any) -> float:
        return check_number(name, value, above=0 if self.log else None, suggest=self.low)

    def show(self, value: float) -> str:
        return _with_unit(value, self.one if _short(value) in ("1", "-1") else self.unit)

    def judge(self, guess: float, measured: float) -> tuple[bool, str]:
        if self.show(guess) == self.show(measured):
            return True, "Spot on."
        off = max(guess / measured, measured / guess) if self.log else abs(guess - measured)
        if self.log:
            gap = f"{max(off, 1.1):.1f} times" if off < 100 else f"{off:,.0f} times"
        else:
            gap = f"{max(off, 0.1):.1f} points" if self.unit == "%" else self.show(off)
        return off <= self.near, f"Close: off by {gap}." if off <= self.near else f"Off by {gap}."


@dataclass(frozen=True)
class Prediction:
    """A question and the guess that was made; `predict` makes it."""

    question: str
    answers: _Choices | _Numbers = field(repr=False)
    key: str = field(repr=False)
    folder: Path = field(repr=False)

    @property
    def value(self) -> Any:
        """The guess; None where none was made."""
        return self._known().guess

    def _known(self) -> kept.Kept:
        """Return what is kept; without the guess where it answers another question."""
        known = kept.read(self.folder).get(self.key, kept.Kept())
        try:
            if known.guess is not None:
                known.guess = self.answers.check("guess", known.guess)
        except (TypeError, ValueError):
            known.guess = None
        return known

    def say(self, guess: Any) -> None:
        """Keep a guess, as the buttons do; raise TypeError or ValueError if it is not an answer."""
        print(self._keep(guess))

    def _keep(self, guess: Any) -> str:
        """Keep a guess; return what to tell."""
        guess, known, reason = self.answers.check("guess", guess), self._known(), ""
        if known.guess != guess:
            if known.seen and known.guess is not None and not known.late:
                said = self.answers.show(known.guess)
                return f"You said {said} before you saw the result, and that stays."
            reason = kept.append(self.folder, {"question": self.key, "guess": guess})
        if reason:
            reason = f" It is kept until the kernel stops only: {kept.FILE} cannot be written ({reason})."
        return self._told() + reason

    def _told(self) -> str:
        """Return what the guess is at present, in words."""
        known = self._known()
        if known.guess is None:
            return ""
        said = f"You say: {self.answers.show(known.guess)}"
        if known.late:
            return f"{said}, after the result was shown."
        return f"{said}." if known.seen else f"{said}. Run the cells below and compare."

    def compare(self, measured: Any) -> None:
        """Print the guess beside what was measured, the right choice or a number, and how far apart they are.

        Where nobody can answer the line holds nothing measured, so that it is the same on every machine.

        Raises
        ------
        TypeError, ValueError
            If `measured` is not a choice or not a number; on a log scale also if it is not above 0.
        """
        measured = self.answers.check_measured("measured", measured)
        known, right = self._known(), False
        told = [f"Measured: {self.answers.show(measured)}."]
        if known.guess is not None:
            right, gap = self.answers.judge(known.guess, measured)
            late = " after the result was shown" * known.late
            told = [f"You said {self.answers.show(known.guess)}{late}.", *told, gap]
        else:
            told = [*told * front_end_present(), *NO_GUESS]
        if not known.seen or known.right != (right and not known.late):
            kept.append(self.folder, {"question": self.key, "right": right})
        line = " ".join(told)
        print(line if len(line) <= WIDTH else "\n".join(textwrap.fill(t, WIDTH) for t in told))


def _ask(asked: Prediction) -> None:
    """Show buttons or a field, and keep what is answered."""
    import ipywidgets
    from IPython.display import display

    fit = {"width": "auto"}
    told = ipywidgets.HTML(html.escape(asked._told()))

    def keep(guess: Any) -> None:
        try:
            words = asked._keep(guess)
        except (TypeError, ValueError) as wrong:
            words = str(wrong)
        told.value = f'<span role="alert">{html.escape(words)}</span>'  # read aloud at once

    parts: list[Any] = []
    words, answers = asked.question, f"({asked.answers.told})"
    if isinstance(asked.answers, _Choices):
        for value in asked.answers.values:
            parts.append(ipywidgets.Button(description=str(value), layout=fit))
            parts[-1].on_click(lambda _, value=value: keep(value))
    else:
        words = f"{words} {answers}"  # beside the question it is never cut off, as in a field
        entry = ipywidgets.Text(
            value="" if asked.value is None else asked.answers.show(asked.value),
            description="Your guess:",
            continuous_update=False,
            style={"description_width": "initial"},
        )
        entry.observe(lambda change: keep(change.new), names="value")
        parts = [entry, ipywidgets.Button(description="Keep my guess", layout=fit)]
        parts[1].on_click(lambda _: keep(entry.value))
    row = ipywidgets.Box(parts, layout={"flex_flow": "row wrap"})
    question = ipywidgets.HTML(f"<b>Predict:</b> {html.escape(words)}")
    bundle = ipywidgets.VBox([question, row, told])._repr_mimebundle_()
    bundle["text/plain"] = f"Predict: {asked.question} {answers}"
    display(bundle, raw=True)
