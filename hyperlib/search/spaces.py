"""Describe what each hyperparameter of a search may be: its *space*."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from hyperlib.arguments import check_flag, check_kind, check_list, check_number, check_size, frozen
from hyperlib.augmentation import OF_IMAGES, check_augmentation
from hyperlib.hyperparameters import Hyperparameters, check_config, why_unknown


@dataclass(frozen=True)
class Uniform:
    """A number between `low` and `high`, each part of the range as likely as another.

    Examples
    --------
    >>> Uniform(0, 0.5).at(0.5)
    0.25
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        low = check_number("low", self.low, suggest=0)
        high = check_number("high", self.high, above=low, suggest=low + abs(low) + 1)
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)

    def at(self, u: float) -> float:
        """Return the value that a share `u` of the range lies below; `u` is in [0, 1]."""
        return self.low + u * (self.high - self.low)

    def points(self, n: int) -> list[float]:
        """Return `n` values at equal distances, of `LogUniform` with equal ratios; the middle for one."""
        n = check_size("n", n)
        return [self.at(u) for u in ([0.5] if n == 1 else [k / (n - 1) for k in range(n)])]


@dataclass(frozen=True)
class LogUniform(Uniform):
    """A positive number whose logarithm is uniform: each factor of ten is as likely.

    Examples
    --------
    >>> [round(x, 6) for x in LogUniform(1e-4, 1).points(3)]
    [0.0001, 0.01, 1.0]
    """

    def __post_init__(self) -> None:
        check_number("low", self.low, above=0, suggest=1e-4)
        super().__post_init__()

    def at(self, u: float) -> float:
        """Return the value that a share `u` of the range lies below; `u` is in [0, 1]."""
        return min(self.low * (self.high / self.low) ** u, self.high)  # rounding may go beyond


@dataclass(frozen=True)
class Integers:
    """An integer from `low` to `high`, both included; ``log`` as in `LogUniform`.

    Examples
    --------
    >>> Integers(1, 4).points(4), Integers(16, 256, log=True).points(5)
    ([1, 2, 3, 4], [16, 32, 64, 128, 256])
    """

    low: int
    high: int
    log: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "log", check_flag("log", self.log))
        low = check_size("low", self.low, minimum=1 if self.log else 0)
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", check_size("high", self.high, minimum=low))

    def at(self, u: float) -> int:
        """Return the value at a share `u` of the range; every integer has its part of it."""
        if not self.log:
            return min(self.low + int(u * (self.high - self.low + 1)), self.high)
        ends = math.log(self.low - 0.5), math.log(self.high + 0.5)
        return min(max(round(math.exp(ends[0] + u * (ends[1] - ends[0]))), self.low), self.high)

    def points(self, n: int) -> list[int]:
        """Return up to `n` different values from `low` to `high`, rounded."""
        if self.low == self.high:
            return [self.low]
        between = (LogUniform if self.log else Uniform)(self.low, self.high)
        return sorted({round(value) for value in between.points(n)})


@dataclass(frozen=True)
class Choice:
    """One of some values, each as likely, in no order.

    Examples
    --------
    >>> Choice(["relu", "tanh"]).at(0.7)
    'tanh'
    """

    values: Sequence[Any]

    def __post_init__(self) -> None:
        # The order of a set differs from process to process, and a seed must draw the same.
        given = sorted(self.values, key=repr) if isinstance(self.values, Set) else self.values
        listed = check_list("values", given, "a list", "Choice([{}])")
        values = tuple(map(frozen, listed))
        if not values:
            raise ValueError("values must hold at least one value, got an empty list")
        object.__setattr__(self, "values", values)

    def at(self, u: float) -> Any:
        """Return the value at a share `u` of the list; `u` is in [0, 1]."""
        return self.values[min(int(u * len(self.values)), len(self.values) - 1)]

    def points(self, n: int) -> list[Any]:
        """Return all values, whatever `n` is: a grid has no reason to leave one out."""
        return list(self.values)


Space = Mapping[str, Uniform | Integers | Choice]
EXAMPLE = '{"lr": LogUniform(1e-4, 1e-1)}'


def check_space(space: Any, base: Hyperparameters) -> None:
    """Raise unless `space` is one for `base`, and name the part that is wrong."""
    check_config("base", base)
    check_kind("space", space, Mapping, "a dictionary", EXAMPLE)
    if not space:
        raise ValueError(f"space must name at least one hyperparameter; try {EXAMPLE}")
    for name, axis in space.items():
        if wrong := why_unknown(name):
            raise ValueError(f"{name!r} in space {wrong}")
        kinds = (Uniform, Integers, Choice)
        wanted = "Uniform, LogUniform, Integers or Choice"
        check_kind(f"space[{name!r}]", axis, kinds, wanted, "Choice([...]) for a list of values")
        values = axis.values if isinstance(axis, Choice) else (axis.low, axis.high)
        # The two ends are the extremes of a range: if both are right, all between them are.
        # Momentum belongs to sgd and nesterov to momentum, which may themselves be in the space.
        fitting = base.replace(optimizer="sgd") if name in ("momentum", "nesterov") else base
        if name == "nesterov" and "momentum" in space:
            fitting = fitting.replace(momentum=0.9)
        for value in values:
            try:
                fitting.replace(**{name: value})
            except (TypeError, ValueError) as error:
                raise type(error)(f"space[{name!r}] holds a wrong value: {error}") from error


def check_images(space: Space, base: Hyperparameters, features: int) -> None:
    """Raise unless examples of so many features can be altered as each value of `space` says."""
    check_augmentation(base, features)
    for name in {*OF_IMAGES} & space.keys():
        for value in space[name].points(2):
            check_augmentation(base.replace(**{name: value}), features)
