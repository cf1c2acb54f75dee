"""Give every figure one look: colors, markers, words and numbers.

matplotlib is imported with the first figure: graders and workers import the library and draw nothing.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from hyperlib.arguments import shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito (2008), Color Universal Design; the light yellow is left out.
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
# The same for text, darkened where it takes that to have a contrast of 4.5 with white (WCAG 2.2, 1.4.3).
INKS = ("#0072B2", "#B85100", "#007A59", "#A3507E", "#8A5F00", "#20719F", "#000000")
CHOSEN, LEARNED = COLORS[0], COLORS[1]  # what a person chooses, what training learns
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
LINES = ("-", "--", "-.", ":")
METRICS = {
    "train_loss": "training loss",
    "val_loss": "validation loss",
    "train_accuracy": "training accuracy",
    "val_accuracy": "validation accuracy",
}
WORDS = {
    "lr": "learning rate",
    "n_neurons": "neurons of each layer",
    "batch_size": "batch size",
    "weight_decay": "weight decay",
    "l1": "L1 penalty",
    "init_scale": "scale of the initial weights",
    "depth": "hidden layers",
    "width": "neurons a layer",
    "n_train": "training digits",
}
STYLE = {
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.alpha": 0.3,
    "figure.figsize": (6.0, 3.6),
    "legend.frameon": False,
}


@functools.cache
def load_pyplot() -> Any:
    """Return ``matplotlib.pyplot``, imported without its words on standard error.

    Where it finds no folder to write to, or its list of fonts takes long to make, it says so on
    standard error: an output of the learner's cell on this machine and not on another.
    """
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        import matplotlib.pyplot as pyplot
    finally:
        logger.setLevel(level)
    return pyplot


@contextmanager
def in_style() -> Iterator[Any]:
    """Give the block pyplot in the style of the course."""
    pyplot = load_pyplot()
    with pyplot.rc_context(STYLE):
        yield pyplot


def take_axes(ax: Axes | None, size: tuple[float, float] | None = None) -> Axes:
    """Return `ax`, or new axes in the style of the course in a figure of that size in inches."""
    if ax is None:
        with in_style() as pyplot:
            return pyplot.subplots(layout="constrained", figsize=size)[1]
    if not isinstance(ax, load_pyplot().Axes):
        raise TypeError(f"ax must be matplotlib axes, got {shown(ax)}; try plt.subplots()[1]")
    return ax


def figure(columns: int = 1, *, height: float = 3.6) -> tuple[Figure, Sequence[Axes]]:
    """Return a figure and its axes, `columns` side by side, in the style of the course.

    Parameters
    ----------
    columns : int
        Axes side by side, at least 1.
    height : float
        Height of the figure in inches.

    Examples
    --------
    >>> len(figure(2)[1])
    2
    """
    with in_style() as pyplot:
        made, axes = pyplot.subplots(
            1,
            columns,
            figsize=(min(5.2 * columns, 11), height),
            layout="constrained",
            squeeze=False,
        )
    return made, list(axes[0])


def inches(ax: Any) -> tuple[float, float]:
    """Return width and height of axes on paper, before the layout makes room for labels."""
    box = ax.get_window_extent()
    return box.width / ax.figure.dpi, box.height / ax.figure.dpi


def look(i: int) -> dict[str, Any]:
    """Return color, marker and line style of series `i`."""
    return {
        "color": COLORS[i % len(COLORS)],
        "marker": MARKERS[i % len(MARKERS)],
        "linestyle": LINES[i % len(LINES)],
    }


def check_series(name: str, data: object) -> Mapping:
    """Return `data`, or raise unless it is a dictionary with an entry."""
    if not isinstance(data, Mapping) or not data:
        raise TypeError(
            f"{name} must be a dictionary label -> values with an entry, got {shown(data)}"
        )
    return data


def blank(ax: Axes) -> None:
    """Take grid, ticks and frame away."""
    ax.grid(False)
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_visible(False)


def word(name: str) -> str:
    """Return what to call a hyperparameter, a metric or a cost in a figure."""
    return WORDS.get(name) or METRICS.get(name) or name.replace("_", " ")


def number(value: Any) -> str:
    """Return a value as short text: 0.003, 1e-05, 64, 128-64-32, relu."""
    if isinstance(value, (tuple, list)):
        return "-".join(map(number, value)) or "none"
    if isinstance(value, (str, bool)):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= 1000 and value == int(value) else f"{value:.4g}"


def scale(metric: str) -> float:
    """Return the factor of a metric in a figure: accuracies are shown in per cent."""
    return 100.0 if metric.endswith("accuracy") else 1.0


def amount(value: float, metric: str) -> str:
    """Return a metric's value, as it is shown, with its unit: 88.4 %, 0.412."""
    if not np.isfinite(value):
        return "diverged"
    return f"{value:.1f} %" if metric.endswith("accuracy") else f"{value:.3g}"


def axis_label(metric: str) -> str:
    """Return a metric with its unit."""
    return METRICS[metric] + (", %" if metric.endswith("accuracy") else "")


def label_ends(
    ax: Axes, ends: Sequence[tuple[float, float, str, str, bool]], header: str = ""
) -> None:
    """Write labels right of the axes, each at the height of its line's end and none over another.

    Parameters
    ----------
    ax : Axes
        Its limits must be final.
    ends : sequence of (x, y, text, color, bold)
        Where each line ends, in data units.
    header : str
        Stands above the labels.
    """
    size, (low, high) = 10.0, ax.get_ylim()
    to_axes = ax.transLimits.transform
    gap = 1.3 * size / 72 / inches(ax)[1]
    order = sorted(ends, key=lambda end: end[1])
    wanted = [
        float(np.clip(to_axes(ax.transScale.transform((x, y)))[1], 0, 1)) for x, y, *_ in order
    ]
    found = spread(wanted, gap)
    if header:
        look: dict[str, Any] = {
            "transform": ax.transAxes,
            "va": "center",
            "color": "0.35",
            "fontsize": size,
        }
        ax.text(1.03, found[-1] + gap, header, **look)
    for (x, y, text, color, bold), at in zip(order, found, strict=True):
        ax.annotate(
            text,
            (x, float(np.clip(y, low, high))),
            (1.03, at),
            textcoords="axes fraction",
            va="center",
            color=color,
            fontsize=size,
            fontweight="bold" if bold else "normal",
            arrowprops={
                "arrowstyle": "-",
                "color": color,
                "lw": 0.8,
                "shrinkA": 1,
                "relpos": (0, 0.5),
            },  # fmt: skip
            annotation_clip=False,
        )


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Return sorted places moved apart to at least `gap`, as little as that takes.

    Neighbors that are too near become one block, whose middle stays where theirs was.

    Examples
    --------
    >>> spread([0.0, 1.0, 1.0], 0.5)
    [0.0, 0.75, 1.25]
    """
    blocks: list[tuple[float, int]] = []  # middle, members
    for place in places:
        block = (place, 1)
        while blocks and block[0] - blocks[-1][0] < gap * (block[1] + blocks[-1][1]) / 2:
            middle, members = blocks.pop()
            both = members + block[1]
            block = ((middle * members + block[0] * block[1]) / both, both)
        blocks.append(block)
    return [
        middle + gap * (k - (members - 1) / 2) for middle, members in blocks for k in range(members)
    ]
