"""Check the arguments of public functions: what was got, what was expected, what to try.

Numbers count by their value: those of NumPy and torch are taken like Python's and returned as
Python's, so that equal configurations are equal, print alike and fit into JSON.
"""

from __future__ import annotations

import contextlib
import difflib
import itertools
import math
import numbers
import operator
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import FrozenInstanceError
from decimal import Decimal
from typing import Any

ALSO_CALLED = {"kaiming": "he", "xavier": "glorot"}  # in torch
MOST_WEIGHTS = 2**31  # of a network: 8 GiB
# Nearer to 0 some threads of torch take a number for 0; farther away its products leave the range of float32.
TINY, HUGE, HUGE_INPUT = 1e-200, 1e38, 1e20
BOUNDS = {"minimum": (operator.ge, ">="), "above": (operator.gt, ">")}
BOUNDS |= {"below": (operator.lt, "<"), "maximum": (operator.le, "<=")}


def shown(value: object) -> str:
    """Return `value` as a short text for an error message, also where its ``repr`` fails."""
    try:
        text = repr(value)
    except Exception:
        return f"an unprintable {type(value).__name__}"
    text = " ".join(text.split()) if "\n" in text else text
    return text if len(text) <= 200 else text[:197] + "..."


def many(count: float, what: str) -> str:
    """Return a number with its noun: "1 point", "2.5 points", "1,500 digits"."""
    number = f"{count:,}" if isinstance(count, int) else f"{count:g}"
    return f"{number} {what}{'s' * (count != 1)}"


def unchanging(kind: Any, make: str) -> None:
    """Let ``one.name = value`` on a frozen class say what to `make` in its place, with {} for ``name=value``."""

    def refuse(self: Any, name: str, value: Any = ...) -> None:
        if hasattr(self, "replace") and value is not ...:  # what that refuses is told first
            self.replace(**{name: value})
        again = make.replace("{}", f"{name}={'...' if value is ... else shown(value)}")
        raise FrozenInstanceError(f"{name} of {kind.__name__} cannot be changed; try {again}")

    kind.__setattr__ = kind.__delattr__ = refuse


def check_kind(name: str, value: Any, kind: Any, wanted: str, suggest: str) -> Any:
    """Return `value`, or raise unless it is of a `kind`, in words `wanted`; `suggest` is what to try."""
    if not isinstance(value, kind):
        if str(type(value)) == str(kind):  # `importlib.reload` has made the class anew
            suggest = "to restart the kernel: hyperlib was loaded again after this was made"
        for part in ("model", "config"):
            suggest = f"run.{part}" if isinstance(getattr(value, part, None), kind) else suggest
        raise TypeError(f"{name} must be {wanted}, got {shown(value)}; try {suggest}")
    return value


def nearest(word: object, words: Mapping[str, Any]) -> str:
    """Return ``; try 'adam'`` where a key is spelled nearly as `word` and stands for that, else an empty text."""
    spelled = {str(one).casefold(): meant for one, meant in words.items()}
    found = difflib.get_close_matches(str(word).strip().casefold(), spelled, 1)
    return f"; try {spelled[found[0]]!r}" if found else ""


def plain(value: Any) -> Any:
    """Return the Python number in an array or tensor without axes or a Decimal, any other value as it is."""
    if getattr(value, "ndim", None) == 0 and hasattr(value, "item"):
        try:
            return None if hasattr(value, "mask") else value.item()
        except RuntimeError:  # a tensor without numbers, on the device "meta"
            return None
    return float(value) if isinstance(value, Decimal) and not value.is_snan() else value


def elements(value: Any) -> list | None:
    """Return what a loop over `value` gives, numbers as Python's; None for a text or what is not a list."""
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        return None
    if not hasattr(value, "ndim"):
        return [plain(part) for part in value]
    array: Any = value
    try:
        return array.tolist() if array.ndim else None
    except (AttributeError, RuntimeError):  # a table; a tensor that is sparse or without numbers
        return None


def check_list(name: str, value: Any, wanted: str, suggest: str) -> list:
    """Return the `elements` of a list, or raise; in `suggest` {} stands for what was got."""
    if (listed := elements(value)) is None:
        got = shown(value)
        raise TypeError(f"{name} must be {wanted}, got {got}; try {suggest.replace('{}', got)}")
    return listed


def frozen(value: Any) -> Any:
    """Return a list or an array of one axis as a tuple, a number as Python's, and any other value as it is."""
    value = plain(value)
    listed = elements(value) if isinstance(value, list) or getattr(value, "ndim", 0) == 1 else None
    return value if listed is None else tuple(listed)


def _spelled(value: object) -> float:
    """Return the number that a text such as "0.1" or "0,1" spells; NaN for what spells none."""
    try:
        return float(value.replace(",", ".")) if isinstance(value, str) else math.nan
    except ValueError:
        return math.nan


def check_integer(name: str, value: object, *, suggest: int, most: int = 2**63) -> int:
    """Return `value` as an int, or raise unless it is an integer; what to try is from `suggest` to `most`."""
    number = plain(value)
    if not isinstance(number, bool) and not getattr(number, "ndim", 0):
        try:
            return int(operator.index(number))
        except TypeError:
            pass
    real: Any = number if isinstance(number, numbers.Real) else _spelled(number)
    if -(2**63) < real < 2**63:
        suggest = min(max(round(real), suggest), most)
    raise TypeError(f"{name} must be an integer, got {shown(value)}; try {suggest}")


def check_size(name: str, value: object, minimum: int = 1, bits: int = 63) -> int:
    """Return `value` as an int, or raise unless it is an integer from `minimum` to 2**bits - 1."""
    suggest = max(minimum, 1)
    size = check_integer(name, value, suggest=suggest)
    if not minimum <= size < 2**bits:
        wanted = f">= {minimum}" if size < minimum else f"< 2**{bits}"
        raise ValueError(f"{name} must be {wanted}, got {shown(size)}; try {suggest}")
    return size


def check_seed(name: str, value: object) -> int:
    """Return `value` as an int, or raise unless it is from 0 to 2**64 - 1: the one rule for every seed."""
    return check_size(name, value, minimum=0, bits=64)


def check_sizes(
    value: Any, name: str = "n_neurons", ends: tuple[int, int] = (1, 1)
) -> tuple[int, ...]:
    """Return the sizes of layers between two `ends` as a tuple of int, or raise a clear error."""
    if (listed := _row(value)) is None:
        told = shown(value) if isinstance(value, (str, float, int)) else ""
        found = [int(float(n)) for n in re.findall(r"\d+(?:\.\d+)?", told)]
        again = [n for n in found if n] or [128, 64, 32]
        raise TypeError(f"{name} must be a list of sizes, got {shown(value)}; try {again}")
    sizes = tuple(check_size(f"{name}[{i}]", n) for i, n in enumerate(listed))
    weights = sum(a * b for a, b in itertools.pairwise((ends[0], *sizes, ends[1])))
    if weights > MOST_WEIGHTS:
        around = ", with inputs and outputs," * (ends != (1, 1))
        most = f"{around} must give at most {MOST_WEIGHTS:,} weights"
        raise ValueError(f"{name}{most}, got {weights:,}; try [128, 64, 32]")
    return sizes


def _row(value: Any) -> list | None:
    fits = isinstance(value, Sequence) or getattr(value, "ndim", None) == 1
    return elements(value) if fits else None


def check_values(name: str, values: Any) -> list:
    """Return `values` as a list, or raise unless it is a list or an array of at least one value."""
    if not (listed := _row(values)):
        raise TypeError(f"{name} must be a list of values, got {shown(values)}; try [1, 2, 3]")
    return listed


def check_choice(name: str, value: object, choices: Iterable[str] | Mapping[str, object]) -> str:
    """Return the word among `choices` that `value` equals, or raise a clear error."""
    words, given = list(choices), plain(value)
    if not isinstance(given, str):
        raise TypeError(f"{name} must be a word, got {shown(value)}; try {words[0]!r}")
    if given in words:
        return words[words.index(given)]
    wanted = f"{name} must be one of {', '.join(words)}, got {shown(value)}"
    called = {other: word for other, word in ALSO_CALLED.items() if word in words}
    raise ValueError(wanted + nearest(given, called | {word: word for word in words}))


def check_share(name: str, value: object, *, suggest: float) -> float:
    """Return `value` as a float, or raise unless it is from 0 to 1; 89 is told 0.89."""
    share = check_number(name, value, suggest=suggest)
    if not 0 <= share <= 1:
        hint = share / 100 if 2 <= share <= 100 else suggest
        raise ValueError(f"{name} must be a share from 0 to 1, got {share:g}; try {hint:g}")
    return share


def check_flag(name: str, value: object) -> bool:
    """Return `value` as a bool, or raise unless it is True or False."""
    flag = plain(value)
    if not isinstance(flag, bool):
        on = shown(flag).strip("'\" ").casefold() not in ("0", "0.0", "false", "no", "off", "none")
        raise TypeError(f"{name} must be True or False, got {shown(value)}; try {name}={on}")
    return flag


def check_number(name: str, value: object, *, suggest: float, **bounds: float | None) -> float:
    """Return `value` as a float, or raise unless it is a real number, also of an array without axes, and finite.

    Bounds: ``minimum <= value``, ``above < value``, ``value < below``, ``value <= maximum``.
    """
    number = plain(value)
    if isinstance(number, bool) or not isinstance(number, numbers.Real):
        with contextlib.suppress(ValueError):  # a text: what it spells, where that is allowed
            suggest = check_number(name, _spelled(number), suggest=suggest, **bounds)
        raise TypeError(f"{name} must be a number, got {shown(value)}; try {suggest:g}")
    try:
        number = float(number)
    except OverflowError:  # an integer beyond the range of floats
        number = math.inf if number > 0 else -math.inf
    given, number = number, 0.0 if abs(number) < TINY else number  # also -0.0
    ends = [(op, sign, bounds.get(bound)) for bound, (op, sign) in BOUNDS.items()]
    limits = [(op(number, end), f"{sign} {end:g}") for op, sign, end in ends if end is not None]
    if HUGE < abs(number) < math.inf:
        limits.append((False, f"at most {HUGE:g} in size"))
    if not all(holds for holds, _ in limits) or not math.isfinite(number):
        wanted = " and ".join(text for _, text in limits) or "finite"
        raise ValueError(f"{name} must be {wanted}, got {given:g}; try {suggest:g}")
    return number
