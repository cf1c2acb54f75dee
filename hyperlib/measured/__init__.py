"""Read the tables of results that were measured beforehand, on every point of a grid.

``hyperlib/measured/README.md`` says what is in them and how they were made.
"""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import Any

import numpy as np

from hyperlib.arguments import check_choice, frozen
from hyperlib.hyperparameters import Hyperparameters

MEASURES = ("train_accuracy", "val_loss", "val_accuracy")


@dataclass(frozen=True, eq=False)
class Table:
    """What was measured on every point of a grid.

    Attributes
    ----------
    axes : dict
        Name -> values in order, for example ``{"lr": (0.001, 0.01), "seed": (0, 1), ...}``.  The last
        two are seed and epoch.
    train_accuracy, val_loss, val_accuracy : ndarray
        One axis for each of `axes`; NaN after the epoch in which a run diverged.
    base : Hyperparameters
        The values that no axis varies.
    """

    axes: dict[str, tuple]
    train_accuracy: np.ndarray = field(repr=False)  # printing a table shows its axes
    val_loss: np.ndarray = field(repr=False)
    val_accuracy: np.ndarray = field(repr=False)
    base: Hyperparameters

    def select(self, **values: Any) -> Table:
        """Return the part of the table where each named axis has that value; the axis goes.

        Raises
        ------
        ValueError
            If there is no such axis, or the table was not measured at that value.

        Examples
        --------
        >>> table = load_table("model").select(activation="relu", optimizer="adam", depth=2, width=64)
        >>> list(table.axes)
        ['batch_size', 'lr', 'seed', 'epoch']
        >>> table.select(lr=0.5)
        Traceback (most recent call last):
        ValueError: lr=0.5 is not in the table; expected one of 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3
        """
        axes = dict(self.axes)
        index: list[Any] = [slice(None)] * len(axes)
        for name, value in ((name, frozen(given)) for name, given in values.items()):
            if name not in self.axes:
                raise ValueError(f"{name} is not an axis; expected one of {', '.join(self.axes)}")
            if value not in self.axes[name]:
                known = ", ".join(map(str, self.axes[name]))
                raise ValueError(f"{name}={value!r} is not in the table; expected one of {known}")
            index[list(self.axes).index(name)] = self.axes[name].index(value)
            del axes[name]
        parts = {measure: getattr(self, measure)[tuple(index)] for measure in MEASURES}
        return replace(self, axes=axes, **parts)


# What was measured: the axes of each table, last to vary first.  The tools that measure read it too.
GRIDS: dict[str, tuple[Hyperparameters, dict[str, tuple]]] = {
    "model": (
        Hyperparameters(epochs=10),
        {
            "activation": ("relu", "tanh", "sigmoid"),
            "optimizer": ("sgd", "adam"),  # sgd with momentum 0.9
            "depth": (1, 2, 3),
            "width": (16, 64, 128),
            "batch_size": (16, 64, 256),
            "lr": (1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3),
        },
    ),
    "regularization": (
        Hyperparameters(n_neurons=(128, 64, 32), epochs=20, batch_size=32),
        {
            "n_train": (100, 300, 1000, 3000),
            "dropout": (0.0, 0.1, 0.3, 0.5),
            "l1": (0.0, 1e-5, 1e-4, 1e-3),
            "weight_decay": (0.0, 1e-4, 1e-3, 1e-2),
            "lr": (3e-4, 1e-3, 3e-3),
        },
    ),
}
SEEDS = (0, 1, 2, 3, 4)
N_TRAIN = 1000  # training digits where no axis says how many


def configuration(name: str, point: dict[str, Any]) -> tuple[Hyperparameters, int]:
    """Return what was trained at one point of a table, and with how many training digits.

    Examples
    --------
    >>> point = dict(activation="tanh", optimizer="sgd", depth=2, width=64, batch_size=16, lr=0.1)
    >>> config, n_train = configuration("model", point)
    >>> config.n_neurons, config.momentum, n_train
    ((64, 64), 0.9, 1000)
    """
    check_choice("name", name, GRIDS)
    changes = dict(point)
    n_train = changes.pop("n_train", N_TRAIN)
    if "depth" in changes:
        changes["n_neurons"] = (changes.pop("width"),) * changes.pop("depth")
    if changes.get("optimizer") == "sgd":
        changes["momentum"] = 0.9
    return GRIDS[name][0].replace(**changes), n_train


def load_table(name: str) -> Table:
    """Return a table of results on the bundled digits, measured beforehand.

    Parameters
    ----------
    name : {"model", "regularization"}
        "model": activation, optimizer, depth, width, batch size and learning rate.
        "regularization": training digits, dropout, L1, weight decay and learning rate.

    Examples
    --------
    >>> table = load_table("regularization")
    >>> {axis: len(values) for axis, values in table.axes.items()}
    {'n_train': 4, 'dropout': 4, 'l1': 4, 'weight_decay': 4, 'lr': 3, 'seed': 5, 'epoch': 20}
    >>> table.val_accuracy.shape
    (4, 4, 4, 4, 3, 5, 20)
    """
    check_choice("name", name, GRIDS)
    base, grid = GRIDS[name]
    axes = grid | {"seed": SEEDS, "epoch": tuple(range(1, base.epochs + 1))}
    places = [{str(value): k for k, value in enumerate(values)} for values in axes.values()]
    shape = tuple(map(len, axes.values()))
    found = {measure: np.full(shape, np.nan, np.float32) for measure in MEASURES}
    path = resources.files("hyperlib").joinpath("measured", f"{name}.csv.gz")
    with path.open("rb") as packed, gzip.open(packed, "rt", newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        header = next(rows)
        if header != [*axes, *MEASURES]:
            raise ValueError(f"{path} has the columns {header}; expected {[*axes, *MEASURES]}")
        for row in rows:
            point, measured = row[: len(axes)], row[len(axes) :]
            at = tuple(place[word] for place, word in zip(places, point, strict=True))
            for values, value in zip(found.values(), measured, strict=True):
                values[at] = float(value)
    return Table(axes, **found, base=base)
