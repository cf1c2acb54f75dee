"""Read what `train`, `sweep` and `load_table` return as curves of configurations, to be drawn.

Sweeps and tables are known by their attributes, not imported: a lesson that only draws is not stale when
the engine of the sweeps changes.
"""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from hyperlib.arguments import check_choice, check_share, many, shown
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.plotting.style import METRICS, amount, check_series, number, word

HELP = "try train(...), sweep(...), load_table(...) or a dictionary label -> one of them"


@dataclass(frozen=True)
class Measured:
    """A metric of one configuration, accuracies in percent.

    `known` are its hyperparameters or the point of a table.  `curves`, shape (seeds, epochs), have NaN
    where a run had ended; `finals`, shape (seeds,), are the last values, NaN where a run diverged.
    """

    known: dict[str, Any]
    config: Hyperparameters | None
    curves: np.ndarray
    finals: np.ndarray

    @property
    def mean(self) -> float:
        """Mean of the finals; NaN where one of the seeds diverged."""
        return float(self.finals.mean())

    def told(self, metric: str) -> str:
        """Return the mean in words, with the number of the seeds and their range."""
        n, diverged = len(self.finals), int(np.isnan(self.finals).sum())
        if n == 1:
            return amount(self.mean, metric)
        if diverged:
            return f"{diverged} of {n} seeds diverged"
        low, high = amount(self.finals.min(), metric), amount(self.finals.max(), metric)
        return f"{amount(self.mean, metric)} (mean of {n} seeds, {low} to {high})"


def best_of(values: Sequence[float], metric: str) -> int:
    """Return the place of the best value, the first of equals; -1 if none is finite."""
    keyed = np.asarray(values) * (1 if metric.endswith("accuracy") else -1)
    return int(np.nanargmax(keyed)) if np.isfinite(keyed).any() else -1


def read(what: Any, metric: str) -> dict[str, list[Measured]]:
    """Return label -> configurations in the order given; the label of what is not a dictionary is empty.

    Parameters
    ----------
    what : Run, Sweep, Table, list of Run or Lane, or dict of str to one of these
    metric : str
        One of `METRICS`; it must have been measured.
    """
    check_choice("metric", metric, METRICS)
    parts = check_series("runs", what) if isinstance(what, Mapping) else {"": what}
    found = dict(zip(parts, map(_read, parts.values(), itertools.repeat(metric)), strict=True))
    curves = np.concatenate([one.curves.ravel() for part in found.values() for one in part])
    if np.isnan(curves).all():
        raise ValueError(f"expected a {word(metric)}, got none; try a sweep that measures it")
    if metric.endswith("accuracy"):
        check_share(word(metric), np.nanmax(curves) / 100, suggest=0.89)
    return found


def _read(what: Any, metric: str) -> list[Measured]:
    factor = 100.0 if metric.endswith("accuracy") else 1.0
    if hasattr(what, "axes") and hasattr(what, "select"):
        return _read_table(what, metric, factor)
    runs = getattr(what, "lanes", [what] if hasattr(what, "history") else what)
    if not isinstance(runs, Sequence) or not runs:
        raise TypeError(f"expected runs, got {shown(what)}; {HELP}")
    if failed := [run.reason for run in runs if not getattr(run, "history", True)]:
        told = f"{many(len(failed), 'lane')} failed and will be drawn as diverged: {failed[0]}"
        warnings.warn(told, stacklevel=6)  # who plots
    if not getattr(what, "complete", True):
        warnings.warn("an interrupted sweep: only what is done is drawn", stacklevel=6)
    return _read_runs(runs, metric, factor)


def _read_table(table: Any, metric: str, factor: float) -> list[Measured]:
    if not hasattr(table, metric):
        raise ValueError(f"metric must be one that the table holds, got {metric!r}; try 'val_loss'")
    names = [name for name in table.axes if name not in ("seed", "epoch")]
    # Seed and epoch are the last axes; of a part of a table, one or both may be chosen already.
    last = [len(table.axes.get(name, "1")) for name in ("seed", "epoch")]
    points = itertools.product(*(table.axes[name] for name in names))
    curves = getattr(table, metric).reshape(-1, *last) * factor
    return [
        Measured(dict(zip(names, point, strict=True)), None, part, part[:, -1])
        for point, part in zip(points, curves, strict=True)
    ]


def _read_runs(runs: Sequence[Any], metric: str, factor: float) -> list[Measured]:
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
                row[epoch.epoch - 1] = getattr(epoch, metric) * factor
        # What a run that diverged guesses is not a result.
        lost = [getattr(run, "diverged", False) for run in seeds]
        finals = np.where(lost, np.nan, [getattr(run.final, metric) * factor for run in seeds])
        curves[~np.isfinite(curves)] = finals[~np.isfinite(finals)] = np.nan
        widths = config.n_neurons
        shape = {"depth": len(widths), "width": widths[0] if len(set(widths)) == 1 else widths}
        found.append(Measured(asdict(config) | shape, config, curves, finals))
    return found


def named(what: Any, metric: str) -> list[tuple[str, Measured]]:
    """Return each configuration with its label: that of the dictionary, and what varies under it."""
    found = []
    for label, part in read(what, metric).items():
        names = varying(part)
        for one in part:
            varied = [f"{word(name)} {number(one.known[name])}" for name in names]
            found.append((", ".join([*filter(None, [label]), *varied]) or word(metric), one))
    return found


def in_order(values: Iterable[Any]) -> list[Any]:
    """Return each value once: numbers in their order, others as given."""
    once = list(dict.fromkeys(values))
    return sorted(once) if all(isinstance(value, (int, float)) for value in once) else once


def varying(found: Sequence[Measured], *, shape: bool = False) -> list[str]:
    """Return the hyperparameters that differ between configurations.

    Sizes of layers count once, as ``n_neurons``, or with `shape` as ``depth`` and ``width``.
    """
    rows = [one.known for one in found]
    skip = {"n_neurons"} if shape else {"depth", "width"} if found[0].config else set()
    names = [n for n in rows[0] if n not in skip and any(row[n] != rows[0][n] for row in rows)]
    if "momentum" in names and "optimizer" in names:  # only sgd has one
        pairs = {(row["optimizer"], row["momentum"]) for row in rows}
        if len(pairs) == len({optimizer for optimizer, _ in pairs}):
            names.remove("momentum")
    return names


def lines(what: Any, names: list[str], by: str | None, metric: str) -> dict[str, list[Measured]]:
    """Return label -> configurations that differ in `names` alone, one label for each value of `by`."""
    found: dict[str, list[Measured]] = {}
    asked = [] if by is None else [by]
    for label, part in read(what, metric).items():
        axes = [check_choice("hyperparameter", n, part[0].known) for n in (*names, *asked)]
        if len(set(axes)) < len(axes):
            raise ValueError(f"hyperparameters must differ, got {' and '.join(axes)}; try another")
        for one in part:
            value = number(one.known[by]) if by else ""
            if by and not isinstance(one.known[by], str):  # "relu" says it, 16 needs "batch size"
                value = f"{word(by)} {value}"
            found.setdefault(", ".join(filter(None, [label, value])), []).append(one)
    shape = "n_neurons" not in names and bool({"depth", "width"} & {*names, by})
    for part in found.values():
        if others := [name for name in varying(part, shape=shape) if name not in names]:
            told = f"differ in {' and '.join(names)} only, got other values of {', '.join(others)}"
            free = "" if asked or names[1:] else f"by={others[0]!r} or "  # a line for each value
            raise ValueError(f"expected configurations that {told} too; try {free}one value of it")
    return found
