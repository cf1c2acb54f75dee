"""Draw two things against each other: two hyperparameters, or the cost and the score."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from hyperlib.arguments import check_choice, check_number, shown
from hyperlib.plotting.charts import best_of
from hyperlib.plotting.measured import lines, read, varying
from hyperlib.plotting.pictures import describe
from hyperlib.plotting.style import (
    COLORS,
    INKS,
    amount,
    axis_label,
    check_series,
    load_pyplot,
    number,
    scale,
    take_axes,
    word,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_heatmap(
    what: Any, x: str, y: str, *, metric: str = "val_accuracy", ax: Axes | None = None, **kw: Any
) -> Axes:
    """Draw the mean of the seeds over two hyperparameters, as a number and a color; the best is framed.

    Colors span the better half of the values, so that a few that failed do not make the rest alike.

    Parameters
    ----------
    what : Sweep, Table, or list of Run or Lane
        The metric is that of the last epoch.
    x, y : str
        Hyperparameters, ``depth`` or ``width``; nothing else may vary.
    metric : str
        ``train_loss``, ``val_loss``, ``train_accuracy`` or ``val_accuracy``.
    """
    if isinstance(what, Mapping):
        raise TypeError(
            f"what must be a Sweep or a Table, got {shown(what)}; try one of its values"
        )
    part = lines(what, [x, y], None, metric)[""]
    values = [sorted({one.known[name] for one in part}, key=_sorting) for name in (x, y)]
    cells = np.full([len(values[1]), len(values[0])], np.nan)
    for one in part:
        cells[values[1].index(one.known[y]), values[0].index(one.known[x])] = one.mean
    ax = take_axes(ax, (1.8 + 0.72 * cells.shape[1], 1.2 + 0.5 * cells.shape[0]))
    higher = metric.endswith("accuracy")
    limits = {"vmin" if higher else "vmax": np.nanmedian(cells)}
    colors = {"cmap": "cividis" if higher else "cividis_r", "aspect": "auto", "origin": "lower"}
    image = ax.imshow(cells, **{**colors, **limits, **kw})
    best = np.unravel_index(best_of(list(cells.ravel()), metric), cells.shape)
    for at, value in np.ndenumerate(cells):
        light = sum(image.to_rgba(np.array([value]))[0][:3]) > 1.5 or not np.isfinite(value)
        text = f"{value:.1f}" if higher else f"{value:.3g}"
        ax.text(
            *(at[1], at[0], text if np.isfinite(value) else "–"), ha="center", va="center",
            fontsize=10, color="black" if light else "white",
            fontweight="bold" if at == best else "normal"
        )  # fmt: skip
    ax.add_patch(
        load_pyplot().Rectangle(
            (best[1] - 0.5, best[0] - 0.5), 1, 1, fill=False, ec=COLORS[1], lw=3
        )
    )
    ax.set_xticks(range(len(values[0])), map(number, values[0]))
    ax.set_yticks(range(len(values[1])), map(number, values[1]))
    ax.grid(False)
    ax.tick_params(length=0)
    ax.set(xlabel=word(x), ylabel=word(y))
    place = f"{word(x)} {number(values[0][best[1]])}, {word(y)} {number(values[1][best[0]])}"
    top = amount(float(cells[best]), metric)
    ax.set_title(f"{axis_label(metric)}: best {top}", loc="left", fontsize=11)
    rows = [
        f"{word(y)} {number(name)}: {', '.join(amount(v, metric) for v in row)}"
        for name, row in zip(values[1], cells, strict=True)
    ]
    across = f"{word(x)} from {number(values[0][0])} to {number(values[0][-1])}"
    return describe(ax, f"Best {word(metric)} {top} at {place}. By {across}: {'; '.join(rows)}.")


def _sorting(value: Any) -> tuple:
    return (0, value, "") if isinstance(value, (int, float)) else (1, 0, str(value))


def plot_pareto(
    what: Any,
    cost: Callable[[Any], float] | str,
    *,
    metric: str = "val_accuracy",
    label: str = "",
    ax: Any = None,
    **kw: Any,
) -> Axes:
    """Draw the score of each configuration against its cost, and mark those that none beats in both.

    Scores far below the front lie as triangles on the lower edge, so that the front keeps its room.

    Parameters
    ----------
    what : Sweep, Table, list of Run or Lane, or dict of str to (cost, score)
        The score is the mean of the seeds after the last epoch.
    cost : callable or str
        Function of `Hyperparameters` (of a dict for a table), or a hyperparameter; above 0.  For a
        dictionary: what the costs are, in words.
    metric : str
        ``val_accuracy``, ``train_accuracy``, ``val_loss`` or ``train_loss``.
    label : str
        What the cost is, with its unit, where `cost` is a function.
    """
    if isinstance(what, Mapping):
        found, label = _pairs(check_series("what", what), scale(metric)), str(cost)
    else:
        part = read(what, metric)
        if not callable(cost):
            label, cost = label or word(cost), check_choice("cost", cost, part[0].known)
        price_of: Callable[[Any], float] = cost if callable(cost) else itemgetter(cost)
        found = [
            (
                ", ".join(f"{word(name)} {number(one.known[name])}" for name in varying(part)),
                float(price_of(one.config if one.config and callable(cost) else one.known)),
                one.mean,
            )
            for one in part
        ]
    for name, price, _ in found:
        check_number(f"cost of {name!r}", price, above=0, suggest=1)
    higher = metric.endswith("accuracy")
    sign = 1 if higher else -1
    found = sorted(
        (one for one in found if np.isfinite(one[2])), key=lambda one: (one[1], -sign * one[2])
    )
    front: list[tuple[str, float, float]] = []
    for one in found:
        if not front or sign * one[2] > sign * front[-1][2]:
            front.append(one)
    if not front:
        raise ValueError("what must hold a finite score, got none; look why all runs diverged")
    ax = take_axes(ax)
    ax.set_xscale("log")
    costs, scores = np.array([one[1:] for one in found]).T
    line = np.array([one[1:] for one in front])
    # The better half of all scores is shown where it is, and of the front what is no outlier: what lies
    # within six times the distance from its best to its median.
    top = sign * line[:, 1]
    seen = top[top >= np.median(top) - 6 * (top[-1] - np.median(top))]
    edge = min(np.median(sign * scores), seen.min()) - 0.1 * (top[-1] - seen.min())
    out, lost = sign * scores < edge, sign * line[:, 1] < edge
    outside = "v" if higher else "^"
    line[lost, 1] = sign * edge
    ax.plot(costs[~out], scores[~out], "o", color="0.65", ms=5)
    ax.plot(costs[out], np.full(out.sum(), sign * edge), outside, color="0.65", ms=6)
    look: dict[str, Any] = {"color": COLORS[0], "zorder": 3, **kw}
    ax.plot(*line.T, drawstyle="steps-post", lw=2, **look)
    ax.plot(*line[~lost].T, "o", ms=8, **look)
    ax.plot(*line[lost].T, outside, ms=8, **look)
    near = 1.0 if higher else 0.05 * front[-1][2]  # a point of accuracy, or a twentieth of the loss
    cheap = next(one for one in front if abs(one[2] - front[-1][2]) <= near)
    said = f"best: {amount(front[-1][2], metric)}"
    texts = [(front[-1], said)]
    if cheap is not front[-1]:
        less = number(float(f"{front[-1][1] / cheap[1]:.2g}"))
        texts.append((cheap, f"{amount(cheap[2], metric)}, {less} times cheaper"))
    ax.margins(y=0.18)
    for (_, price, score), text in texts:
        at = ax.transAxes.inverted().transform(ax.transData.transform((price, score)))[0]
        align = {"ha": "right" if at > 0.5 else "left", "va": "bottom" if higher else "top"}
        where = {"textcoords": "offset points", "color": INKS[0], "fontweight": "bold"}
        ax.annotate(text, (price, score), (0, 9 * sign), **align, **where)
    beyond = f"{out.sum()} {'below' if higher else 'above'}" if out.any() else ""
    ax.text(
        0.01, 0.01 if higher else 0.97, beyond, transform=ax.transAxes, fontsize=10, color="0.4"
    )
    pyplot = load_pyplot()
    ax.xaxis.set_major_locator(pyplot.LogLocator(subs=(1, 2, 5), numticks=9))
    ax.xaxis.set_major_formatter(lambda value, _: number(value))
    ax.xaxis.set_minor_locator(pyplot.NullLocator())
    ax.set(xlabel=f"{label or 'cost'} (log scale)", ylabel=axis_label(metric))
    names = [f"{name} ({amount(score, metric)}, {number(price)})" for name, price, score in front]
    return describe(
        ax,
        f"{'; '.join(text for _, text in texts).capitalize()}. {len(front)} of {len(found)} are beaten by "
        f"none in {word(metric)} and {label}: {'; '.join(names)}."
        + (f" {beyond} the picture." if beyond else ""),
    )


def _pairs(what: Mapping, factor: float) -> list[tuple[str, float, float]]:
    """Return label, cost and score of each entry, or raise unless all are pairs of numbers."""
    found = []
    for label, pair in what.items():
        try:
            price, score = map(float, pair)
        except (TypeError, ValueError):
            raise TypeError(
                f"what[{label!r}] must be (cost, score), got {shown(pair)}; try (101632, 0.891)"
            ) from None
        found.append((str(label), price, score * factor))
    return found
