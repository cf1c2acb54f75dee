"""Draw metrics of trained networks: curves over epochs, dots over one hyperparameter."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from hyperlib.arguments import shown
from hyperlib.plotting.measured import Measured, by_label, lines
from hyperlib.plotting.pictures import describe
from hyperlib.plotting.style import (
    COLORS,
    INKS,
    LINES,
    MARKERS,
    amount,
    axis_label,
    inches,
    label_ends,
    load_pyplot,
    number,
    take_axes,
    word,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Searched on a log scale: equal steps are equal factors.
LOG = ("lr", "batch_size", "weight_decay", "l1", "init_scale", "width", "n_train", "epochs")
FEW = 5  # seeds that are drawn one by one inside their band


def best_of(values: Sequence[float], metric: str) -> int:
    """Return the place of the best value, the first of equals; -1 if none is finite."""
    keyed = np.asarray(values) * (1 if metric.endswith("accuracy") else -1)
    return int(np.nanargmax(keyed)) if np.isfinite(keyed).any() else -1


def _of_seeds(one: Measured, metric: str) -> str:
    """Return the mean of the seeds in words, with their number and range."""
    n, diverged = len(one.finals), int(np.isnan(one.finals).sum())
    if diverged:
        return f"{diverged} of {n} seeds diverged" if n > 1 else "diverged"
    text = amount(one.mean, metric)
    low, high = amount(one.finals.min(), metric), amount(one.finals.max(), metric)
    return f"{text} (mean of {n} seeds, {low} to {high})" if n > 1 else text


def plot_curves(
    runs: Any, *, metric: str = "val_accuracy", ax: Axes | None = None, **kw: Any
) -> Axes:
    """Draw a metric against the epoch, one labeled line for each configuration.

    The line is the mean of the seeds, the band reaches from the lowest to the highest, and up to five
    seeds are thin lines.  Mean and band end where the first of the seeds ends.

    Parameters
    ----------
    runs : Run, Sweep, Table, list of Run or Lane, or dict of str to one of these
        A configuration is called by the dictionary, or else by what varies.
    metric : str
        ``train_loss``, ``val_loss``, ``train_accuracy`` or ``val_accuracy``.

    Raises
    ------
    TypeError, ValueError
        If there is no run or one of another kind, or `metric` is another word or was not measured.
    """
    series = by_label(runs, metric)
    ax = take_axes(ax)
    best = best_of([one.mean for one in series.values()], metric)
    # What all labels begin with, such as "learning rate", stands above them once.
    header = os.path.commonprefix(list(series)).rpartition(" ")[0] if len(series) > 1 else ""
    ends, heights = [], []
    for i, (label, one) in enumerate(series.items()):
        color, n = COLORS[i % len(COLORS)], len(one.curves)
        alive = np.isfinite(one.curves).all(0)
        epochs = np.arange(1, one.curves.shape[1] + 1)
        if n > 1:
            part = one.curves[:, alive]
            ax.fill_between(epochs[alive], part.min(0), part.max(0), color=color, alpha=0.15, lw=0)
        if 1 < n <= FEW or not alive.any():
            ax.plot(epochs, one.curves.T, color=color, lw=0.7, alpha=0.45)
        mean = one.curves[:, alive].mean(0)
        look = {"color": color, "linestyle": LINES[i % len(LINES)], "linewidth": 2.2}
        ax.plot(epochs[alive], mean, **{**look, "label": label, **kw})
        if np.isnan(one.finals).any() and alive.any():
            ax.plot(epochs[alive][-1], mean[-1], "X", color=color, markersize=9)
        value = amount(one.mean, metric)
        short = label[len(header) :].strip()
        at = (epochs[alive][-1], mean[-1]) if alive.any() else (epochs[-1], np.nanmax(one.curves))
        ends.append((*at, f"{short}: {value}", INKS[i % len(INKS)], i == best and len(series) > 1))
        heights.append(one.curves[np.isfinite(one.finals)])
    _fit_height(ax, metric, heights)
    ax.margins(x=0.02)
    ax.set_xlabel("epoch")
    ax.set_ylabel(axis_label(metric))
    ax.locator_params(axis="x", integer=True)
    label_ends(ax, ends, header)
    told = [f"{label}: {_of_seeds(one, metric)}" for label, one in series.items()]
    first = [f"Best: {told.pop(best)}."] if best >= 0 else []
    rest = [f"{'; '.join(told)}."] if told else []
    last = max(one.curves.shape[1] for one in series.values())
    return describe(
        ax, " ".join([*first, *rest, f"{word(metric).capitalize()} over {last} epochs."])
    )


def _fit_height(ax: Axes, metric: str, heights: Sequence[np.ndarray]) -> None:
    """Let losses of runs that diverged leave the axes: the other lines stay apart."""
    values = np.concatenate([part.ravel() for part in heights]) if heights else np.empty(0)
    values = values[np.isfinite(values)]
    if len(values):
        low, high = values.min(), values.max()
        margin = 0.06 * ((high - low) or 1.0)
        ax.set_ylim(low - margin, high + margin)
    if metric.endswith("accuracy"):
        ax.set_yticks([tick for tick in ax.get_yticks() if 0 <= tick <= 100])


def plot_dots(
    what: Any,
    name: str,
    *,
    by: str | None = None,
    metric: str = "val_accuracy",
    marks: Mapping[Any, str] | None = None,
    ax: Axes | None = None,
    **kw: Any,
) -> Axes:
    """Draw a dot for each seed and a line through their means against one hyperparameter.

    The best mean is marked with its number.  A seed that diverged is a cross at the lower edge, and its
    configuration has no mean.

    Parameters
    ----------
    what : Sweep, Table, list of Run or Lane, or dict of str to one of these
        The metric is that of the last epoch.
    name : str
        A hyperparameter, ``depth`` or ``width``.  Rates, sizes and penalties stand on a log axis.
    by : str, optional
        A hyperparameter that makes a line of its own for each of its values.
    metric : str
        ``train_loss``, ``val_loss``, ``train_accuracy`` or ``val_accuracy``.
    marks : dict, optional
        Value of `name` -> what to say of it, for example ``{0.1: "the edge"}``.

    Raises
    ------
    TypeError, ValueError
        If there is no run, a word is unknown, or another hyperparameter varies too.
    """
    series = lines(what, [name], by, metric)
    ax = take_axes(ax)
    every = [one.known[name] for part in series.values() for one in part]
    place = _place(ax, name, every, "x")
    told, ends, tops = [], [], []
    for i, (label, part) in enumerate(series.items()):
        color, marker = COLORS[i % len(COLORS)], MARKERS[i % len(MARKERS)]
        part = sorted(part, key=lambda one: place[one.known[name]])
        x, means = [place[one.known[name]] for one in part], [one.mean for one in part]
        for at, one in zip(x, part, strict=True):
            ax.plot([at] * len(one.finals), one.finals, marker, color=color, alpha=0.35, ms=6)
            if np.isnan(one.finals).any():
                ax.plot(at, 0.02, "x", color=color, ms=9, mew=2, transform=ax.get_xaxis_transform())
        look = {"color": color, "linestyle": LINES[i % len(LINES)], "linewidth": 2.5}
        ax.plot(x, means, **{**look, "label": label, **kw})
        best = best_of(means, metric)
        values = [f"{number(one.known[name])}: {amount(one.mean, metric)}" for one in part]
        if best >= 0:
            n = len(part[best].finals)
            said = f"best {values[best]}"
            tops.append((x[best], means[best], said, i))
            last = max(k for k, mean in enumerate(means) if np.isfinite(mean))
            ends.append((x[last], means[last], label, INKS[i % len(INKS)], False))
            values[best] = (
                f"best {word(name)} {number(part[best].known[name])} with {amount(means[best], metric)} "
                f"{word(metric)}" + (f" (mean of {n} seeds)" if n > 1 else "")
            )
            values.insert(0, values.pop(best))
        text = "; ".join(values) + "."
        told.append(f"{label}: {text}" if label else text[0].upper() + text[1:])
    _mark_best(ax, tops, metric)
    for value, text in (marks or {}).items():
        if value not in place:
            raise ValueError(
                f"marks must name values that were tried, got {shown(value)}; try {every[-1]}"
            )
        heights = [one.mean for part in series.values() for one in part if one.known[name] == value]
        _mark(
            ax, place[value], float(np.nanmean([*heights, ax.get_ylim()[0]][: len(heights)])), text
        )
        told.append(f"{number(value)}: {text}.")
    ax.set_ylabel(axis_label(metric))
    if len(series) > 1:
        label_ends(ax, ends)
    return describe(ax, " ".join(told))


def _place(ax: Axes, name: str, values: Sequence[Any], side: str) -> dict[Any, float]:
    """Set up the axis of a hyperparameter and return where each of its values stands.

    A zero on a log axis stands one step left of the smallest value; words stand side by side.
    """
    axis = getattr(ax, f"{side}axis")
    numeric = all(isinstance(value, (int, float)) for value in values)
    order = sorted(set(values)) if numeric else list(dict.fromkeys(values))
    places = [float(value) if numeric else float(k) for k, value in enumerate(order)]
    log = numeric and name in LOG and len([v for v in order if v > 0]) > 1
    if log:
        positive = [value for value in places if value > 0]
        step = positive[1] / positive[0]
        places = [value or positive[0] / step for value in places]
        getattr(ax, f"set_{side}scale")("log")
    axis.set_ticks(places, [number(value) for value in order])
    axis.set_minor_locator(load_pyplot().NullLocator())
    if side == "x":
        _thin_ticks(ax, places, [number(value) for value in order], log)
    getattr(ax, f"set_{side}label")(word(name) + (" (log scale)" if log else ""))
    return dict(zip(order, places, strict=True))


def _thin_ticks(ax: Axes, places: Sequence[float], labels: list[str], log: bool) -> None:
    """Leave out labels of ticks that would touch the one before."""
    at = np.log(places) if log else np.asarray(places)
    width = 0.86 * inches(ax)[0]
    at = (at - at[0]) / ((at[-1] - at[0]) or 1) * width
    free = -np.inf
    for k, label in enumerate(labels):
        half = 0.045 * len(label)
        if at[k] - half < free:
            labels[k] = ""
        else:
            free = at[k] + half + 0.06
    ax.set_xticks(places, labels)


def _mark_best(ax: Axes, tops: Sequence[tuple[float, float, str, int]], metric: str) -> None:
    """Ring the best point of each line; its number stands above all dots, at the end of a thin line."""
    low, high = ax.get_ylim()
    above = metric.endswith("accuracy")
    row = 1.5 * 11 / 72 / inches(ax)[1]  # of the axes
    ticks = [t for t in ax.get_yticks() if low <= t <= high and not (above and t > 100)]
    room = (high - low) * (1 / (1 - row * len(tops)) - 1)
    ax.set_ylim(low - room * (not above), high + room * above)
    ax.set_yticks(ticks)
    for k, (x, y, text, i) in enumerate(sorted(tops, key=lambda top: top[0])):
        color, ink = COLORS[i % len(COLORS)], INKS[i % len(INKS)]
        ax.plot(x, y, MARKERS[i % len(MARKERS)], mfc="white", mec=color, mew=2.5, ms=10, zorder=4)
        across = ax.transAxes.inverted().transform(ax.transData.transform((x, y)))[0]
        ax.annotate(
            text,
            (x, y),
            (across, 1 - row * (k + 0.5) if above else row * (k + 0.5)),
            textcoords="axes fraction",
            ha="left" if across < 0.25 else "right" if across > 0.75 else "center",
            va="center",
            color=ink,
            fontsize=11,
            fontweight="bold",
            arrowprops={
                "arrowstyle": "-",
                "color": color,
                "lw": 1,
                "shrinkB": 6,
                "relpos": (0.5, 0 if above else 1),
            },
        )


def _mark(ax: Axes, x: float, y: float, text: str) -> None:
    """Write `text` beside a point, on the side where the axes have room, with an arrow to it."""
    across = ax.transAxes.inverted().transform(ax.transData.transform((x, y)))[0]
    away = -1 if across > 0.5 else 1
    ax.annotate(
        text,
        (x, y),
        (30 * away, 0),
        textcoords="offset points",
        ha="right" if away < 0 else "left",
        va="center",
        color=INKS[1],
        fontsize=10,
        arrowprops={"arrowstyle": "->", "color": COLORS[1], "lw": 1.2},
    )
