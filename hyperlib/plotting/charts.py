"""Draw metrics of trained networks: curves over epochs, dots over one hyperparameter."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from hyperlib.arguments import many
from hyperlib.plotting.measured import best_of, in_order, lines, named
from hyperlib.plotting.pictures import describe
from hyperlib.plotting.style import (
    PAPER,
    across,
    amount,
    axis_label,
    check_numbers,
    height_of,
    ink,
    label_ends,
    load_pyplot,
    look,
    number,
    take_axes,
    word,
    written,
)
from hyperlib.ranges import RANGES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Equal steps are equal factors.  (Of momentum it is 1 - momentum that is searched so.)
LOG = {"width", "n_train", *(one.field for one in RANGES.values() if one.scale == "log")}
LOG -= {"momentum"}
FEW = 5  # seeds that are drawn one by one inside their band


def plot_curves(
    runs: Any,
    *,
    metric: str = "val_accuracy",
    ylim: tuple[float, float] | None = None,
    ax: Axes | None = None,
    **kw: Any,
) -> Axes:
    """Draw a metric against the epoch, one line for each configuration, labeled at its end.

    The line is the mean of the seeds, the band reaches from the lowest to the highest, and up to five
    seeds are thin lines.  Mean and band end with the first seed that ends.

    Parameters
    ----------
    runs : Run, Sweep, Table, list of Run or Lane, or dict of str to one of these
        A configuration is called by the dictionary, or else by what varies.
    metric : str
        ``train_loss``, ``val_loss``, ``train_accuracy`` or ``val_accuracy``.
    ylim : tuple of float, optional
        Limits of the metric; None shows all runs that did not diverge.
    """
    series = named(runs, metric)
    ylim = None if ylim is None else tuple(check_numbers("ylim", ylim, "(80, 100)", 2))
    ax = take_axes(ax)
    best = best_of([one.mean for _, one in series], metric)
    labels = [label for label, _ in series]
    # What all labels begin with, such as "learning rate", stands above them once.
    header = os.path.commonprefix(labels).rpartition(" ")[0] if len(series) > 1 else ""
    ends = []
    for i, (label, one) in enumerate(series):
        color, alive = look(i)["color"], np.isfinite(one.curves).all(0)
        epochs, part = np.arange(1, one.curves.shape[1] + 1), one.curves[:, alive]
        if len(part) > 1:
            ax.fill_between(epochs[alive], part.min(0), part.max(0), color=color, alpha=0.15, lw=0)
        if 1 < len(part) <= FEW or not alive.any():
            ax.plot(epochs, one.curves.T, color=color, lw=0.7, alpha=0.45)
        style = look(i) | {"linewidth": 2.2, "label": written(label, legend=True)}
        style["marker"] = style["marker"] if alive.sum() == 1 else ""
        ax.plot(epochs[alive], part.mean(0), **{**style, **kw})
        end = (epochs[alive][-1], part.mean(0)[-1]) if alive.any() else (1, np.nan)
        if np.isnan(one.mean):
            ax.plot(*end, "X", color=color, markersize=9)
        text = f"{label[len(header) :].strip()}: {amount(one.mean, metric)}"
        ends.append((*end, text, i, i == best and len(series) > 1))
    # Losses of runs that diverged leave the axes: the other lines stay apart.
    kept = [one.curves[np.isfinite(one.finals)].ravel() for _, one in series]
    if np.isfinite(heights := np.concatenate(kept)).any():
        low, high = np.nanmin(heights), np.nanmax(heights)
        margin = 0.06 * ((high - low) or 1.0)
        ax.set_ylim(ylim or (low - margin, high + margin))
    if metric.endswith("accuracy"):
        ax.set_yticks([tick for tick in ax.get_yticks() if 0 <= tick <= 100])
    ax.margins(x=0.02)
    ax.set(xlabel="epoch", ylabel=axis_label(metric))
    ax.locator_params(axis="x", integer=True)
    label_ends(ax, ends, header)
    told = [f"{label}: {one.told(metric)}" for label, one in series]
    first = f"{'Best: ' if told[1:] else 'At the end, '}{told.pop(best)}. " if best >= 0 else ""
    last = max(one.curves.shape[1] for _, one in series)
    rest = f"{'; '.join(told)}. " if told else ""
    return describe(ax, f"{first}{rest}{word(metric).capitalize()} over {many(last, 'epoch')}.")


def plot_dots(
    what: Any,
    name: str,
    *,
    by: str | None = None,
    metric: str = "val_accuracy",
    ylim: tuple[float, float] | None = None,
    ax: Axes | None = None,
    **kw: Any,
) -> Axes:
    """Draw a dot for each seed and a line through their means against one hyperparameter.

    The best mean carries its number.  A seed that diverged is a cross at the lower edge, and its
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
    ylim : tuple of float, optional
        Limits of the metric, beyond which the numbers of the best stand; None shows all dots.
    """
    series = lines(what, [name], by, metric)
    ylim = None if ylim is None else tuple(check_numbers("ylim", ylim, "(80, 100)", 2))
    ax = take_axes(ax)
    place = _place(ax, name, [one.known[name] for part in series.values() for one in part])
    told, ends, tops = [], [], []
    for i, (label, part) in enumerate(series.items()):
        part.sort(key=lambda one: place[one.known[name]])
        x, means = [place[one.known[name]] for one in part], [one.mean for one in part]
        style = look(i) | {"linewidth": 2.5}
        dots = {"color": style["color"], "marker": style.pop("marker"), "linestyle": ""}
        for at, one in zip(x, part, strict=True):
            ax.plot([at] * len(one.finals), one.finals, **dots, alpha=0.35, ms=6)
            if np.isnan(one.mean):
                cross = {"transform": ax.get_xaxis_transform(), "marker": "x", "ms": 9, "mew": 2}
                ax.plot(at, 0.02, **{**dots, **cross})
        ax.plot(x, means, **{**style, "label": written(label, legend=True), **kw})
        values = [f"{number(one.known[name])}: {amount(one.mean, metric)}" for one in part]
        if (best := best_of(means, metric)) >= 0:
            text = f"best {values.pop(best)}"
            text = f"{label}: {text.replace(':', ',')}" if label else text
            tops.append((x[best], means[best], text, i, dots))
            n, top = len(part[best].finals), means[best]
            equal = " and ".join(number(one.known[name]) for one in part if one.mean == top)
            said = f"best {word(name)} {equal} with {amount(top, metric)} "
            said += word(metric) + (f" (mean of {n} seeds)" if n > 1 else "")
            values.insert(0, said)
        else:
            ends.append((x[-1], np.nan, f"{label}: diverged" if label else "diverged", i, False))
        text = "; ".join(values) + "."
        told.append(f"{label}: {text}" if label else text[0].upper() + text[1:])
    ax.set_ylim(ylim or ax.get_ylim())
    _mark_best(ax, tops, metric)
    ax.set_ylabel(axis_label(metric))
    if ends:
        label_ends(ax, ends)
    return describe(ax, " ".join(told))


def _place(ax: Axes, name: str, values: Sequence[Any]) -> dict[Any, float]:
    """Set up the axis of a hyperparameter and return where each of its values stands.

    A zero on a log axis stands one step left of the smallest value; words stand side by side.
    """
    order, numeric = in_order(values), all(isinstance(value, (int, float)) for value in values)
    places = [float(value) if numeric else float(k) for k, value in enumerate(order)]
    log = numeric and name in LOG and sum(value > 0 for value in places) > 1
    if log:
        first, second = [value for value in places if value > 0][:2]
        places = [value or first**2 / second for value in places]
        ax.set_xscale("log")
    ax.set_xlabel(word(name) + (" (log scale)" if log else ""))
    at = np.log(places) if log else np.asarray(places)
    inches = (at - at[0]) / (np.ptp(at) or 1) * ax.get_window_extent().width / ax.figure.dpi
    free, labels = -np.inf, []
    for where, value in zip(inches, order, strict=True):
        label = number(value)
        half = 0.045 * len(label)
        labels.append(label if where - half >= free else "")  # it would touch the one before
        free = where + half + 0.06 if labels[-1] else free
    ax.set_xticks(places, labels)
    ax.xaxis.set_minor_locator(load_pyplot().NullLocator())
    return dict(zip(order, places, strict=True))


def _mark_best(ax: Any, tops: Sequence[tuple[float, float, str, int, dict]], metric: str) -> None:
    """Ring the best point of each line; its number stands beyond all dots, at the end of a thin line."""
    (low, high), above = ax.get_ylim(), metric.endswith("accuracy")
    row = 0.23 / height_of(ax)  # inches: one and a half lines of 11 points
    ticks = [t for t in ax.get_yticks() if low <= t <= high and not (above and t > 100)]
    room = (high - low) * (1 / (1 - row * len(tops)) - 1)
    ax.set(ylim=(low - room * (not above), high + room * above), yticks=ticks)
    for k, (x, y, text, i, dots) in enumerate(sorted(tops, key=lambda top: top[0])):
        ax.plot(x, y, **dots, mfc="white", mew=2.5, ms=10, zorder=4)
        at, height = across(ax, x, y)[0], abs(above - row * (k + 0.5))
        line = {"arrowstyle": "-", "color": dots["color"], "shrinkB": 6, "relpos": (0.5, 1 - above)}
        kw = {"va": "center", "color": ink(i), "weight": "bold", "bbox": PAPER, "arrowprops": line}
        half = 0.038 * len(text) / (ax.get_window_extent().width / ax.figure.dpi)  # of its width
        side = "left" if at < half else "right" if at > 1 - half else "center"
        ax.annotate(written(text), (x, y), (at, height), "data", "axes fraction", ha=side, **kw)
