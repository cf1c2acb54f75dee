"""Limits of a choice that are known before anything is trained, and what it costs."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from hyperlib.arguments import check_choice, check_number
from hyperlib.data import Data
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.models import bytes_of_training, linear_layers
from hyperlib.training import Run

INPUTS, CLASSES = 784, 10  # of the digits
SMALL_WEIGHT = 2e-3  # as in lesson 11: about one step of Adam at its learning rate
# What a measure is called, and what to try where there is too much or too little of it.
CALLED = {
    "parameters": ("parameters", "fewer neurons or layers", "more of them"),
    "multiply_adds": ("multiply-adds of one digit", "fewer neurons or layers", "more of them"),
    "memory": ("bytes of memory for training", "smaller batches or networks", "larger ones"),
    "steps": ("steps of the optimizer", "fewer epochs or larger batches", "the opposite"),
    "layers": ("hidden layers", "fewer of them", "more of them"),
    "changed": ("hyperparameters that differ from the default", "fewer of them", "more of them"),
}


class Limit(NamedTuple):
    """Allow a choice at most `maximum` or at least `minimum` of a measure.

    `measure` is one of ``parameters``, ``multiply_adds`` (of one digit's forward pass), ``memory`` (bytes
    that training needs, `hyperlib.training_memory`), ``steps`` (of the optimizer in a whole run, all epochs),
    ``layers`` (hidden ones) and ``changed`` (hyperparameters that differ from the lab's base).
    """

    measure: str
    maximum: float | None = None
    minimum: float | None = None

    def __str__(self) -> str:
        ends = [("at least", self.minimum), ("at most", self.maximum)]
        told = [f"{words} {end:,.0f}" for words, end in ends if end is not None]
        return f"{CALLED[self.measure][0]}: {' and '.join(told)}"


def multiply_adds(config: Hyperparameters) -> int:
    """Return what `hyperlib.multiply_adds` counts, without a network."""
    return sum(a * b for a, b in pairwise([INPUTS, *config.n_neurons, CLASSES]))


def costs(config: Hyperparameters, base: Hyperparameters, n_train: int) -> dict[str, int]:
    """Return what a run costs, for each measure of a `Limit`, without a network or a run."""
    outputs = sum(config.n_neurons) + CLASSES
    parameters = multiply_adds(config) + outputs  # a bias for each output
    optimizer = "momentum" if config.momentum else config.optimizer
    return {
        "parameters": parameters,
        "multiply_adds": multiply_adds(config),
        "memory": bytes_of_training(parameters, INPUTS + outputs, optimizer, config.batch_size),
        "steps": config.epochs * math.ceil(n_train / config.batch_size),
        "layers": len(config.n_neurons),
        "changed": len(changed(config, base)),
    }


def changed(config: Hyperparameters, base: Hyperparameters) -> list[str]:
    """Return which hyperparameters differ from `base`; what float32 makes of a number is the same."""
    return [name for name, value in vars(base).items() if not same(getattr(config, name), value)]


def same(one: Any, other: Any) -> bool:
    """Return whether two values of a hyperparameter are equal, or equal in float32."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-6)
    return one == other


def check_limits(limits: Iterable[Limit]) -> None:
    """Raise unless each limit names a known measure and an end."""
    for limit in limits:
        check_choice("measure", limit.measure, CALLED)
        for name, end in zip(limit._fields[1:], limit[1:], strict=True):
            if end is not None:
                check_number(f"{name} of {limit.measure}", end, minimum=0, suggest=60_000)
        if limit.maximum is None and limit.minimum is None:
            raise ValueError(f"Limit({limit.measure!r}) must have a maximum or a minimum, got none")


def broken(
    limits: Iterable[Limit], config: Hyperparameters, base: Hyperparameters, n_train: int
) -> str:
    """Return which limit a choice breaks first, what was got and what to try; empty if none."""
    found = costs(config, base, n_train)
    for limit in limits:
        got, (_, less, more) = found[limit.measure], CALLED[limit.measure]
        over = limit.maximum is not None and got > limit.maximum
        if over or (limit.minimum is not None and got < limit.minimum):
            which = f" ({', '.join(changed(config, base))})" if limit.measure == "changed" else ""
            must, advice = str(limit).replace(":", " must be"), less if over else more
            return f"{must}, got {got:,}{which}; try {advice}"
    return ""


def quantities(run: Run, digits: Data) -> dict[str, float]:
    """Return what a run on `digits` gave, for each measure of a `Goal`."""
    weights = linear_layers(run.model)[0].weight.detach()[:, digits.X_train.abs().sum(0) > 0]
    return {
        "multiply_adds": multiply_adds(run.config),
        "epochs": len(run.history),
        "zero_weights": (weights.abs() < SMALL_WEIGHT).double().mean().item(),
    }
