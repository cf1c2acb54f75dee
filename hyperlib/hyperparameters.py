"""What is chosen before training: one frozen dataclass, checked when it is made."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from hyperlib.arguments import (
    HUGE_INPUT,
    check_choice,
    check_flag,
    check_kind,
    check_number,
    check_size,
    check_sizes,
    nearest,
)
from hyperlib.ranges import RANGES

ACTIVATIONS = ("relu", "tanh", "sigmoid", "leaky_relu", "gelu")
INITIALIZATIONS = ("default", "glorot", "he")
OPTIMIZERS = ("sgd", "adam", "adamw", "rmsprop")


def _one_cycle(done: float) -> float:
    """Rise along a cosine from 1 / 25 to 1 in 30% of the steps, then fall to 1 / 250,000.

    These are the defaults of ``torch.optim.lr_scheduler.OneCycleLR``, after Smith and Topin 2018
    (arXiv:1708.07120).  Momentum stays as it is.
    """
    if done < 0.3:
        return 1 - (1 - 1 / 25) * (1 + math.cos(math.pi * done / 0.3)) / 2
    lowest = 1 / 25e4
    return lowest + (1 - lowest) * (1 + math.cos(math.pi * (done - 0.3) / 0.7)) / 2


# Factor of the learning rate when a share of all steps is done, from 0 up to 1.
SCHEDULES = {
    "constant": lambda done: 1.0,
    "linear": lambda done: 1 - done,
    # Loshchilov and Hutter 2017 (SGDR), equation 5, without restarts and down to 0.
    "cosine": lambda done: (1 + math.cos(math.pi * done)) / 2,
    # A tenth after half of the steps and again after three quarters: He et al. 2016, section 4.2.
    "step": lambda done: 1.0 if done < 0.5 else 0.1 if done < 0.75 else 0.01,
    "exponential": lambda done: 0.01**done,
    "one_cycle": _one_cycle,
}
# Fields that came later: a file has them only where they are not at their default.
LATER = {"skip", "warmup", "nesterov"}
LATER |= {"label_smoothing", "shift", "rotation", "flip", "input_noise"}


@dataclass(frozen=True)
class Hyperparameters:
    """One configuration: all that is chosen before training, each value checked.

    Numbers are stored as Python's: ``Hyperparameters(dropout=0)`` and one with
    ``dropout=np.float32(0)`` are equal, print alike and give the same JSON.

    Raises
    ------
    TypeError, ValueError
        If a value is of another kind or outside its range; the error names it and says what to try.

    Examples
    --------
    >>> Hyperparameters(lr=-0.1)
    Traceback (most recent call last):
    ValueError: lr must be > 0, got -0.1; try 0.001
    """

    # A comment ends with the range to search, which is that of `hyperlib.ranges`. Model
    n_neurons: tuple[int, ...] = (128, 64, 32)  # size of each hidden layer; 1 to 6 of 16 to 1024
    activation: str = "relu"  # relu, tanh, sigmoid, leaky_relu (slope 0.01) or gelu
    initialization: str = "default"  # default, glorot or he
    init_scale: float = 1.0  # factor of the initial weights; 0.1 to 10, log scale
    # By name only, here and below: these came later than the others.
    skip: bool = field(default=False, kw_only=True)  # x + f(x) in a layer as wide as the last one
    # Training
    optimizer: str = "adam"  # sgd, adam, adamw or rmsprop
    lr: float = 1e-3  # learning rate, log scale: adam and adamw 1e-5 to 0.1, sgd 1e-3 to 1
    schedule: str = "constant"  # linear or cosine, to 0; step, exponential or one_cycle
    warmup: float = field(default=0.0, kw_only=True)  # share of steps in which lr grows; 0 to 0.3
    momentum: float = 0.0  # share of the last step that sgd keeps, in [0, 1); 0.5 to 0.99
    nesterov: bool = field(default=False, kw_only=True)  # momentum that looks one step ahead
    batch_size: int = 64  # examples a step; 16 to 512, log scale
    epochs: int = 5  # passes over the training data
    patience: int = 0  # epochs without a lower validation loss that end training, 3 to 20; 0: never
    # Regularization
    dropout: float = 0.0  # share of hidden units dropped, in [0, 1); 0 to 0.8
    l1: float = 0.0  # factor of the sum of absolute weights in the loss; 1e-6 to 0.01, log scale
    weight_decay: float = 0.0  # log scale: L2 (sgd, adam) 1e-6 to 0.1, decoupled (adamw) 1e-3 to 1
    _: KW_ONLY
    label_smoothing: float = 0.0  # share of a label that is spread over all classes; 0 to 0.3
    # How the images of a step are altered (`hyperlib.augment`)
    shift: int = 0  # whole pixels that one is moved at most, across and down; 0 to 4
    rotation: float = 0.0  # degrees that one is turned at most, to either side; 0 to 30
    flip: float = 0.0  # probability that one is mirrored left to right, in [0, 1]
    input_noise: float = 0.0  # standard deviation of what is added to each pixel; 0 to 0.5

    def __post_init__(self) -> None:
        def number(name: str, **limits: float) -> float:
            return check_number(name, getattr(self, name), **limits)

        checked = {
            "n_neurons": check_sizes(self.n_neurons),
            "activation": check_choice("activation", self.activation, ACTIVATIONS),
            "initialization": check_choice("initialization", self.initialization, INITIALIZATIONS),
            "init_scale": number("init_scale", above=0, suggest=1),
            "skip": check_flag("skip", self.skip),
            "optimizer": check_choice("optimizer", self.optimizer, OPTIMIZERS),
            "schedule": check_choice("schedule", self.schedule, SCHEDULES),
            "lr": number("lr", above=0, suggest=1e-3),
            "warmup": number("warmup", minimum=0, below=1, suggest=0.1),
            "nesterov": check_flag("nesterov", self.nesterov),
            "momentum": number("momentum", minimum=0, below=1, suggest=0.9),
            "dropout": number("dropout", minimum=0, below=1, suggest=0.2),
            "l1": number("l1", minimum=0, suggest=1e-5),
            "weight_decay": number("weight_decay", minimum=0, suggest=1e-4),
            "label_smoothing": number("label_smoothing", minimum=0, below=1, suggest=0.1),
            "shift": check_size("shift", self.shift, minimum=0),
            "rotation": number("rotation", minimum=0, maximum=180, suggest=15),
            "flip": number("flip", minimum=0, maximum=1, suggest=0.5),
            "input_noise": number("input_noise", minimum=0, below=HUGE_INPUT, suggest=0.1),
            "batch_size": check_size("batch_size", self.batch_size),
            "epochs": check_size("epochs", self.epochs),
            "patience": check_size("patience", self.patience, minimum=0),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)
        if self.momentum and self.optimizer != "sgd":
            raise ValueError(
                f"momentum belongs to sgd, got momentum={self.momentum:g} with {self.optimizer}; "
                "try optimizer='sgd' or momentum=0"
            )
        if self.nesterov and not self.momentum:
            raise ValueError(
                "nesterov changes momentum, got nesterov=True with momentum=0; "
                "try optimizer='sgd' and momentum=0.9, or nesterov=False"
            )

    def written(self) -> dict[str, Any]:
        """Return the values as files keep them: those of `LATER` only where they are on.

        So files of versions without them are those that this version writes, and are found again.
        """
        values = dataclasses.asdict(self)
        return {name: v for name, v in values.items() if v or name not in LATER}

    def replace(self, **changes: Any) -> Hyperparameters:
        """Return a copy with some values changed.

        Examples
        --------
        >>> Hyperparameters().replace(lr=0.01).lr
        0.01
        """
        check_names(changes)
        return dataclasses.replace(self, **changes)


NAMES = [one.name for one in dataclasses.fields(Hyperparameters)]
# What each is called: its name, and as people say it.
CALLED = {name: name for name in NAMES} | {
    words.partition(" (")[0].replace(" ", "_"): one.field for words, one in RANGES.items()
}


def why_unknown(name: object) -> str:
    """Return what is wrong with a name that no hyperparameter has, else an empty text."""
    wanted = f"is not a hyperparameter; expected one of {', '.join(NAMES)}"
    return "" if name in NAMES else wanted + nearest(name, CALLED)


def check_names(names: Iterable[str]) -> None:
    """Raise unless all are names of hyperparameters."""
    for name in names:
        if wrong := why_unknown(name):
            raise TypeError(f"{name} {wrong}")


def _names_checked(init: Callable[..., None]) -> Callable[..., None]:
    """Return the dataclass's `__init__`, which refuses another name in words; its signature stays."""

    @functools.wraps(init)
    def checked(self: Hyperparameters, *values: Any, **named: Any) -> None:
        check_names(named)
        init(self, *values, **named)

    return checked


Hyperparameters.__init__ = _names_checked(Hyperparameters.__init__)  # type: ignore[method-assign]


def skip_connections(n_neurons: Sequence[int], skip: bool) -> tuple[bool, ...]:
    """Tell for each hidden layer whether its input is added to its output: both are equally wide.

    The first hidden layer, which reads the examples, has no skip connection.

    Examples
    --------
    >>> skip_connections((64, 64, 32, 32), True)
    (False, True, False, True)
    """
    return tuple(skip and k > 0 and n == n_neurons[k - 1] for k, n in enumerate(n_neurons))


def rate_factor(config: Hyperparameters, step: int, steps: int) -> float:
    """Return the factor of the learning rate at step `step` of `steps`, counted from 0.

    During warm-up, the first w = round(warmup * steps) steps, it is (step + 1) / (w + 1), so that it grows
    linearly and step w has the full rate (Goyal et al. 2017, arXiv:1706.02677, section 2.2).  The schedule
    covers the remaining steps.

    Examples
    --------
    >>> [rate_factor(Hyperparameters(schedule="linear", warmup=0.2), k, 10) for k in (0, 1, 2, 6, 9)]
    [0.3333333333333333, 0.6666666666666666, 1.0, 0.5, 0.125]
    """
    warm = round(config.warmup * steps)
    if step < warm:
        return (step + 1) / (warm + 1)
    return SCHEDULES[config.schedule]((step - warm) / (steps - warm))


def rate_factors(config: Hyperparameters, steps: int) -> list[float]:
    """Return the factor of the learning rate at each of `steps` steps, as `train` uses it.

    Parameters
    ----------
    config : Hyperparameters
        Its ``schedule`` and ``warmup`` are read.
    steps : int
        At least 1.

    Examples
    --------
    >>> rate_factors(Hyperparameters(schedule="linear"), 4)
    [1.0, 0.75, 0.5, 0.25]
    """
    check_config("config", config)
    steps = check_size("steps", steps)
    return [rate_factor(config, step, steps) for step in range(steps)]


def check_config(name: str, value: object) -> Hyperparameters:
    """Return `value`, or raise unless it is `Hyperparameters`."""
    return check_kind(name, value, Hyperparameters, "Hyperparameters", "Hyperparameters()")
