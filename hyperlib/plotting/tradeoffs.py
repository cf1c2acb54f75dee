"""Draw two things against each other: two hyperparameters, or the cost and the score."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from hyperlib.arguments import check_choice, check_number, check_share, shown
from hyperlib.plotting.measured import best_of, in_order, lines, named
from hyperlib.plotting.pictures import describe
from hyperlib.plotting.style import (
    COLORS,
    METRICS,
    across,
    amount,
    axis_label,
    check_series,
    ink,
    load_pyplot,
    number,
    take_axes,
    word,
    written,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_heatmap(
    what: Any, x: str, y: str, *, metric: str = "val_accuracy", ax: Any = None, **kw: Any
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
        raise TypeError(f"what must be a Sweep or a Table, got {shown(what)}; try its values")
    part = lines(what, [x, y], None, metric)[""]
    columns, rows = (in_order(one.known[name] for one in part) for name in (x, y))
    cells = np.full([len(rows), len(columns)], np.nan)
    texts = np.full(cells.shape, "not measured", dtype=object)
    for one in part:
        place = rows.index(one.known[y]), columns.index(one.known[x])
        cells[place], texts[place] = one.mean, amount(one.mean, metric)
    if (best := best_of(list(cells.ravel()), metric)) < 0:
        raise ValueError("what must hold a finite mean, got none; look why all runs diverged")
    higher, at = metric.endswith("accuracy"), divmod(best, len(columns))
    ax = take_axes(ax, (1.8 + 0.72 * len(columns), 1.2 + 0.5 * len(rows)))
    half = {"vmin" if higher else "vmax": np.nanmedian(cells), "origin": "lower"}
    style = {"cmap": "cividis" if higher else "cividis_r", "aspect": "auto"}
    form = ".3f" if cells[at] >= 0.01 else ".3g"
    image = ax.imshow(cells, **{**style, **half, **kw})
    for (i, k), value in np.ndenumerate(cells):
        dark = np.isfinite(value) and sum(image.to_rgba(np.array([value]))[0][:3]) < 1.5
        text = texts[i, k].removesuffix("%") if higher else f"{value:{form}}"
        text = "–" if np.isnan(value) else text
        style = {"ha": "center", "va": "center", "color": "white" if dark else "black"}
        weight = "bold" if (i, k) == at else "normal"
        ax.text(k, i, text, fontsize=10, fontweight=weight, **style)
    corner, frame = (at[1] - 0.5, at[0] - 0.5), {"fill": False, "ec": COLORS[1], "lw": 3}
    ax.add_patch(load_pyplot().Rectangle(corner, 1, 1, **frame))
    ax.set_xticks(range(len(columns)), map(number, columns))
    ax.set_yticks(range(len(rows)), map(number, rows))
    ax.grid(False)
    ax.tick_params(length=0)
    top = texts[at] if higher else f"{cells[at]:{form}}"
    ax.set(xlabel=word(x), ylabel=word(y))
    ax.set_title(f"{axis_label(metric)}: best {top}", loc="left", fontsize=11)
    told = [f"{word(y)} {number(k)}: {', '.join(row)}" for k, row in zip(rows, texts, strict=True)]
    return describe(
        ax,
        f"Best {word(metric)} {top} at {word(x)} {number(columns[at[1]])}, {word(y)} "
        f"{number(rows[at[0]])}. By {word(x)} from {number(columns[0])} to {number(columns[-1])}: "
        f"{'; '.join(told)}.",
    )


def plot_pareto(
    what: Any,
    cost: Callable[[Any], float] | str,
    *,
    metric: str = "val_accuracy",
    label: str = "cost",
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
    check_choice("metric", metric, METRICS)
    found, label = _priced(what, cost, metric, label)
    sign = 1 if (higher := metric.endswith("accuracy")) else -1
    diverged = sum(not np.isfinite(one[2]) for one in found)
    found = [one for one in found if np.isfinite(one[2])]
    front: list[tuple[str, float, float]] = []
    for one in sorted(found, key=lambda one: (one[1], -sign * one[2])):
        if not front or sign * one[2] > sign * front[-1][2] or one[1:] == front[-1][1:]:
            front.append(one)
    if not front:
        raise ValueError("what must hold a finite score, got none; look why all runs diverged")
    ax = take_axes(ax)
    ax.set_xscale("log")
    costs, scores = np.array([one[1:] for one in found]).T
    line = np.array([one[1:] for one in front])
    # The better half of all scores is shown where it is, and of the front what is not an outlier: what lies
    # within six times the distance from its best to its median.
    top = sign * line[:, 1]
    seen = top[top >= np.median(top) - 6 * (top[-1] - np.median(top))].min()
    edge = min(np.median(sign * scores), seen) - 0.1 * (top[-1] - seen)
    out, lost, outside = sign * scores < edge, top < edge, "v" if higher else "^"
    line[lost, 1] = sign * edge
    ax.plot(costs[~out], scores[~out], "o", color="0.65", ms=5)
    ax.plot(costs[out], np.full(out.sum(), sign * edge), outside, color="0.65", ms=6)
    style: dict[str, Any] = {"color": COLORS[0], "zorder": 3, **kw}
    ax.plot(*line.T, drawstyle="steps-post", lw=2, **style)
    ax.plot(*line[~lost].T, "o", ms=8, **style)
    ax.plot(*line[lost].T, outside, ms=8, **style)
    ax.margins(y=0.18)
    ax.autoscale_view()
    near = 1.0 if higher else 0.05 * abs(front[-1][2])  # percentage points; a twentieth of the loss
    cheap = next(one for one in front if abs(one[2] - front[-1][2]) <= near)
    texts = [(front[-1], f"best: {amount(front[-1][2], metric)}")]
    if cheap[1] < front[-1][1]:
        less = number(float(f"{front[-1][1] / cheap[1]:.2g}"))
        less = f"{less} times cheaper" if less != "1" else "a little cheaper"
        texts.append((cheap, f"{amount(cheap[2], metric)}, {less}"))
    for (_, *point), text in texts:
        align = {"ha": "right" if across(ax, *point)[0] > 0.45 else "left", "fontweight": "bold"}
        above = {"va": "bottom" if higher else "top", "color": ink(0), **align}
        ax.annotate(text, point, (0, 9 * sign), textcoords="offset points", **above)
    counts = {"below" if higher else "above": out.sum(), "diverged": diverged}
    beyond = ", ".join(f"{count} {where}" for where, count in counts.items() if count)
    ax.text(0.01, 0.01 if higher else 0.95, beyond, transform=ax.transAxes, size=10, color="0.4")
    decades, pyplot = np.ptp(np.log10(costs)), load_pyplot()
    subs = (1, 2, 5) if decades < 1.5 else (1, 3) if decades < 3 else (1,)
    ax.xaxis.set_major_locator(pyplot.LogLocator(subs=subs, numticks=9))
    ax.xaxis.set_major_formatter(lambda value, _: number(value))
    ax.xaxis.set_minor_locator(pyplot.NullLocator())
    # Names stand on the free side of the front, from its best point on, where they have room.
    header = os.path.commonprefix([one[0] for one in found]).rpartition(" ")[0]
    size, kept = ax.get_window_extent().size / ax.figure.dpi, [(np.inf, sign * np.inf)]
    for name, *point in [one for one in reversed(front) if sign * one[2] >= edge]:
        text = name[len(header) :].strip()
        (x, y), long = across(ax, *point) * size, 0.09 * len(text)
        x -= long * (left := x + long > size[0])
        if len(text) <= 14 and not any(sign * (b - y) < 0.2 and a < x + long for a, b in kept):
            kept.append((x, y))
            side = {"ha": "right" if left else "left", "va": "top" if higher else "bottom"}
            at = {"xytext": (-7 if left else 5, -4 * sign), "textcoords": "offset points"}
            ax.annotate(written(text), point, **at, **side, fontsize=10, color="0.25")
    ax.set(xlabel=f"{written(label)} (log scale)", ylabel=axis_label(metric))
    names = [f"{name} ({amount(score, metric)}, {number(price)})" for name, price, score in front]
    told = f"{'; '.join(text for _, text in texts).capitalize()}. {len(front)} of {len(found)} "
    told += f"{'is' if len(front) == 1 else 'are'} beaten by none in {word(metric)} and {label}: "
    told += f"{'; '.join(names)}."
    return describe(ax, f"{told} Not in the picture: {beyond}." if beyond else told)


def _priced(
    what: Any, cost: Any, metric: str, label: str
) -> tuple[list[tuple[str, float, float]], str]:
    """Return label, cost above 0 and score of each configuration, and what the cost is."""
    found: list[tuple[str, float, float]] = []
    if isinstance(what, Mapping):
        for name, pair in check_series("what", what).items():
            try:
                price, score = map(float, pair)
            except (TypeError, ValueError):
                raise TypeError(
                    f"what[{name!r}] must be (cost, score), got {shown(pair)}; try (101632, 0.891)"
                ) from None
            if metric.endswith("accuracy") and not np.isnan(score):
                score = 100 * check_share(f"accuracy of {name!r}", score, suggest=0.89)
            found.append((name, price, score))
        label = str(cost)
    else:
        for name, one in named(what, metric):
            if callable(cost):
                price = cost(one.config or one.known)
            else:
                sizes = [n for n, value in one.known.items() if isinstance(value, (int, float))]
                price, label = one.known[check_choice("cost", cost, sizes)], word(cost)
            found.append((name, price, one.mean))
    checked = [check_number(f"cost of {name!r}", n, above=0, suggest=1) for name, n, _ in found]
    return [(name, n, score) for (name, _, score), n in zip(found, checked, strict=True)], label
