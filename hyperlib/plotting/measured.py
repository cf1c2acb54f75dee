"""Read what `train`, `sweep` and `load_table` return as curves of configurations, to be drawn.

Sweeps and tables are known by their attributes, not imported: a lesson that only draws is not stale when
the engine of the sweeps changes.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from hyperlib.arguments import check_choice, shown
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.plotting.style import METRICS, number, scale, word

HELP = "try train(...), sweep(...), load_table(...) or a dictionary label -> one of them"


@dataclasses.dataclass(frozen=True)
class Measured:
    """Hold what one configuration did: one row of `curves` a seed.

    Attributes
    ----------
    known : dict
        Hyperparameter -> value; the axes of a table.
    config : Hyperparameters or None
        None for a point of a table.
    curves : ndarray
        Metric after each epoch, shape (seeds, epochs), accuracies in per cent; NaN where a run had ended.
    finals : ndarray
        Metric after the last epoch of each seed; NaN where a run diverged.
    """

    known: dict[str, Any]
    config: Hyperparameters | None
    curves: np.ndarray
    finals: np.ndarray

    @property
    def mean(self) -> float:
        """Mean of the finals; NaN where one of the seeds diverged."""
        return float(self.finals.mean())


def read(what: Any, metric: str) -> list[Measured]:
    """Return one `Measured` for each configuration, in the order given.

    Parameters
    ----------
    what : Run, Sweep, Table, or list of Run or Lane
    metric : {"train_loss", "val_loss", "train_accuracy", "val_accuracy"}

    Raises
    ------
    TypeError
        If `what` is something else.
    ValueError
        If `metric` is another word or was not measured.
    """
    metric = check_choice("metric", metric, METRICS)
    if hasattr(what, "axes") and hasattr(what, "select"):
        found = _read_table(what, metric)
    else:
        runs = getattr(what, "lanes", [what] if hasattr(what, "history") else what)
        if not isinstance(runs, Sequence) or not runs or isinstance(runs, str):
            raise TypeError(f"expected runs, got {shown(what)}; {HELP}")
        found = _read_runs(runs, metric)
    if all(np.isnan(one.curves).all() for one in found):
        raise ValueError(
            f"expected a {word(metric)} after some epoch, got none; measure it in sweep"
        )
    return found


def _read_table(table: Any, metric: str) -> list[Measured]:
    if not hasattr(table, metric):
        raise ValueError(f"metric must be one that the table holds, got {metric!r}; try 'val_loss'")
    values = getattr(table, metric) * scale(metric)
    for name in ("seed", "epoch"):  # of a part of a table, one of them or both may be chosen already
        if name not in table.axes:
            values = np.expand_dims(values, -2 if name == "seed" and "epoch" in table.axes else -1)
    names = [name for name in table.axes if name not in ("seed", "epoch")]
    return [
        Measured(dict(zip(names, point, strict=True)), None, values[at], values[at][:, -1])
        for at, point in zip(
            np.ndindex(values.shape[:-2]),
            itertools.product(*(table.axes[name] for name in names)),
            strict=True,
        )
    ]


def _read_runs(runs: Sequence[Any], metric: str) -> list[Measured]:
    groups: dict[Hyperparameters, list[Any]] = {}
    for run in runs:
        if not hasattr(run, "history") or not hasattr(run, "config"):
            raise TypeError(f"expected a Run or a Lane, got {shown(run)}; {HELP}")
        groups.setdefault(run.config, []).append(run)
    found = []
    for config, seeds in groups.items():
        curves = np.full((len(seeds), max(1, *(run.final.epoch for run in seeds))), np.nan)
        for row, run in zip(curves, seeds, strict=True):
            for epoch in run.history:
                row[epoch.epoch - 1] = getattr(epoch, metric) * scale(metric)
        finals = np.array([getattr(run.final, metric) * scale(metric) for run in seeds])
        curves[~np.isfinite(curves)] = finals[~np.isfinite(finals)] = np.nan
        sizes = config.n_neurons
        shape = {"depth": len(sizes), "width": sizes[0] if len(set(sizes)) == 1 else sizes}
        found.append(Measured(dataclasses.asdict(config) | shape, config, curves, finals))
    return found


def by_label(what: Any, metric: str) -> dict[str, Measured]:
    """Return label -> curves: the labels of a dictionary, else what varies between configurations."""
    if isinstance(what, Mapping):
        if not what:
            raise TypeError(f"expected a dictionary label -> runs with an entry, got {{}}; {HELP}")
        series: dict[str, Measured] = {}
        for label, part in what.items():
            parts = by_label(part, metric)
            for inner, one in parts.items():
                series[str(label) if len(parts) == 1 else f"{label}, {inner}"] = one
        return series
    found = read(what, metric)
    names = varying(found)
    return {
        ", ".join(f"{word(n)} {number(one.known[n])}" for n in names) or word(metric): one
        for one in found
    }


def varying(found: Sequence[Measured]) -> list[str]:
    """Return the hyperparameters that differ between configurations, as few as say it."""
    names = [
        name
        for name in found[0].known
        if any(one.known.get(name) != found[0].known[name] for one in found)
    ]
    if {"width", "n_neurons"} <= set(names):  # one hyperparameter, seen from three sides
        plain = not any(isinstance(one.known["width"], tuple) for one in found)
        drop = ["n_neurons"] if plain else ["width", "depth"]
        names = [name for name in names if name not in drop]
    if "optimizer" in names and "momentum" in names:  # only sgd has one
        if len({one.known["momentum"] for one in found if one.known["optimizer"] == "sgd"}) == 1:
            names.remove("momentum")
    return names


def lines(
    what: Any, names: Sequence[str], by: str | None, metric: str
) -> dict[str, list[Measured]]:
    """Return label -> configurations that differ in `names` alone, for a chart over these.

    Raises
    ------
    TypeError, ValueError
        If a name is no hyperparameter, or another hyperparameter varies too.
    """
    if isinstance(what, Mapping):
        if not what:
            raise TypeError(f"expected a dictionary label -> runs with an entry, got {{}}; {HELP}")
        parts = {str(label): read(part, metric) for label, part in what.items()}
    else:
        parts = {"": read(what, metric)}
    every = [one for part in parts.values() for one in part]
    for name in [*names, *([by] if by else [])]:
        check_choice("hyperparameter", name, every[0].known)
    if by:
        parts = {
            ", ".join([*filter(None, [label]), number(value)]): group
            for label, part in parts.items()
            for value, group in _grouped(part, by)
        }
    for part in parts.values():
        alias = (
            {"n_neurons", "depth", "width"} if {"n_neurons", "depth", "width"} & set(names) else ()
        )
        others = [name for name in varying(part) if name not in names and name not in alias]
        if others:
            raise ValueError(
                f"expected configurations that differ in {' and '.join(names)} only, got other "
                f"values of {', '.join(others)} too; try by={others[0]!r} or one value of it"
            )
    return parts


def _grouped(part: Sequence[Measured], by: str) -> Iterable[tuple[Any, list[Measured]]]:
    groups: dict[Any, list[Measured]] = {}
    for one in part:
        groups.setdefault(one.known[by], []).append(one)
    return groups.items()
