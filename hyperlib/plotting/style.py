"""Give every figure one look: colors, markers, words and numbers.

matplotlib is imported with the first figure: graders and workers import the library and draw nothing.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from numbers import Real
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from hyperlib.arguments import check_kind, check_number, check_size, elements, shown
from hyperlib.checks import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito (2008), Color Universal Design; the light yellow is left out.
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
# The same for text, darkened where it takes that to have a contrast of 4.5 with white (WCAG 2.2, 1.4.3).
INKS = ("#0072B2", "#B85100", "#007A59", "#A3507E", "#8A5F00", "#20719F", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
LINES = ("-", "--", "-.", ":")
METRICS = {
    "train_loss": "training loss",
    "val_loss": "validation loss",
    "train_accuracy": "training accuracy",
    "val_accuracy": "validation accuracy",
}
WORDS = METRICS | {
    "lr": "learning rate",
    "n_neurons": "neurons of each layer",
    "init_scale": "scale of the initial weights",
    "shift": "shift (pixels)",
    "rotation": "rotation (degrees)",
    "depth": "hidden layers",
    "width": "neurons a layer",
    "n_train": "training digits",
}
PAPER = {"fc": "white", "ec": "none", "pad": 1}  # behind words that lie on lines
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
    """Give the block pyplot in the style of the course, whatever style is set outside, a dark one too."""
    pyplot = load_pyplot()
    with pyplot.style.context(["default", STYLE]):
        yield pyplot


def styled(plot: Callable[..., Any]) -> Callable[..., Any]:
    """Let a plot on axes of its own be drawn as if no style were set: its colors are made for white."""

    @functools.wraps(plot)
    def drawn(*args: Any, ax: Any = None, **kw: Any) -> Any:
        with load_pyplot().style.context("default") if ax is None else nullcontext():
            return plot(*args, ax=ax, **kw)

    return drawn


def take_axes(ax: Axes | None, size: tuple[float, float] | None = None) -> Axes:
    """Return `ax`, or new axes in the style of the course in a figure of that size in inches."""
    if ax is None:
        with in_style() as pyplot:
            return pyplot.subplots(layout="constrained", figsize=size)[1]
    return check_kind("ax", ax, load_pyplot().Axes, "matplotlib axes", "plt.subplots()[1]")


def figure(columns: int = 1, *, height: float = 3.6) -> tuple[Figure, Sequence[Axes]]:
    """Return a figure and its axes, `columns` side by side (at least 1), `height` inches high.

    Examples
    --------
    >>> len(figure(2)[1])
    2
    """
    height = check_number("height", height, above=0, suggest=3.6)
    size = (min(5.2 * check_size("columns", columns), 11), height)
    with in_style() as pyplot:
        made, axes = pyplot.subplots(1, columns, figsize=size, layout="constrained", squeeze=False)
    return made, list(axes[0])


def look(i: int) -> dict[str, Any]:
    """Return color, marker and line style of series `i`."""
    return {
        "color": COLORS[i % len(COLORS)],
        "marker": MARKERS[i % len(MARKERS)],
        "linestyle": LINES[i % len(LINES)],
    }


def ink(i: int) -> str:
    """Return the color of text about series `i`."""
    return INKS[i % len(INKS)]


def check_series(name: str, data: object) -> dict[str, Any]:
    """Return `data` with its labels as text, or raise unless it is a dictionary with an entry."""
    if not isinstance(data, Mapping) or not data:
        again = f"dict(enumerate({name}))" if elements(data) else '{"first": ..., "second": ...}'
        wanted = f"{name} must be a dictionary label -> values"
        raise TypeError(f"{wanted}, got {shown(data)}; try {again}")
    found = {str(label): values for label, values in data.items()}
    if len(found) < len(data):
        raise ValueError(f"{name} must have labels that differ as text, got {shown(list(data))}")
    return found


def check_numbers(name: str, values: Any, suggest: str, n: int = 0) -> np.ndarray:
    """Return a list of numbers as an array, or raise; where `n` is given it holds so many, all finite."""
    found = elements(values)
    if not found or not all(isinstance(value, Real) for value in found) or n not in (0, len(found)):
        raise ValueError(f"{name} must be a list of numbers, got {shown(values)}; try {suggest}")
    return np.asarray([check_number(name, v, suggest=0) for v in found] if n else found, float)


def written(text: object, *, legend: bool = False) -> str:
    """Return a text as matplotlib draws it letter for letter: two $ make no formula, a first _ hides no label."""
    found = str(text).replace("$", r"\$")
    return "\u200b" * (legend and found.startswith("_")) + found  # a space without a width


def figures(value: float, form: str = ".3g") -> str:
    """Return a number as a text, or in words that it is none."""
    return f"{value:{form}}" if np.isfinite(value) else "no finite number"


def blank(ax: Axes) -> None:
    """Take grid, ticks and frame away."""
    ax.grid(False)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)


def word(name: str) -> str:
    """Return what to call a hyperparameter or a metric in a figure."""
    return WORDS.get(name, name.replace("_", " "))


def number(value: Any) -> str:
    """Return a value as short text: 0.003, 0.00001, 50,816, 128-64-32, relu."""
    if isinstance(value, (tuple, list)):
        return "-".join(map(number, value)) or "none"
    if isinstance(value, (str, bool)):
        return str(value)
    text = f"{value:,.0f}" if 999.95 <= abs(value) < 1e15 else f"{value:.4g}"
    plain = text.endswith(("e-05", "e-06"))  # written out, as in the lessons
    return np.format_float_positional(float(text), trim="-") if plain else text


def amount(value: float, metric: str) -> str:
    """Return a metric's value, accuracies in percent, with its unit: 88.4%, 0.412."""
    if not np.isfinite(value):
        return "diverged"
    return percent(value, 100) if metric.endswith("accuracy") else f"{value:.3g}"


def axis_label(metric: str) -> str:
    """Return what to call a metric, with its unit."""
    return METRICS[metric] + (", %" if metric.endswith("accuracy") else "")


def height_of(ax: Any) -> float:
    """Return the height of axes in inches, before the layout makes room for labels."""
    return ax.get_window_extent().height / ax.figure.dpi


def across(ax: Any, x: float, y: float) -> tuple[float, float]:
    """Return where a point lies in axes whose limits are final, from 0 to 1."""
    return tuple(ax.transAxes.inverted().transform(ax.transData.transform((x, y))))


def label_ends(ax: Any, ends: Sequence[Any], header: str = "") -> None:
    """Write labels right of the axes, each beside its line's end and none over another.

    `ends` holds x and y of the end, the text, the number of the series, and whether it is the best one.
    The limits of the axes must be final.  `header` stands above the labels.
    """
    (low, high), gap = ax.get_ylim(), 0.18 / height_of(ax)  # inches: 1.3 lines of 10 points
    # A line without a point ends at the bottom.
    order = sorted(((x, y if y >= low else low, *rest) for x, y, *rest in ends), key=itemgetter(1))
    places = spread([float(np.clip(across(ax, *end[:2])[1], 0, 1)) for end in order], gap)
    if header:
        at = (1.03, places[-1] + gap)
        ax.text(*at, written(header), transform=ax.transAxes, va="center", color="0.35", size=10)
    for (x, y, text, i, best), place in zip(order, places, strict=True):
        line = {"arrowstyle": "-", "color": ink(i), "lw": 0.8, "shrinkA": 1, "relpos": (0, 0.5)}
        line["ls"] = "-" if x >= max(end[0] for end in ends) else ":"  # across the axes: no curve
        weight = "bold" if best else "normal"
        style: dict[str, Any] = {"color": ink(i), "fontsize": 10, "fontweight": weight}
        style |= {"xytext": (1.03, place), "textcoords": "axes fraction", "va": "center"}
        at = (np.clip(x, *ax.get_xlim()), min(y, high))
        ax.annotate(written(text), at, **style, annotation_clip=False, arrowprops=line)


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Return sorted places moved apart to at least `gap`, neighbors that are too near around their middle.

    Examples
    --------
    >>> spread([0.0, 1.0, 1.0], 0.5)
    [0.0, 0.75, 1.25]
    """
    blocks: list[tuple[float, int]] = []  # middle, members
    for middle, count in [(place, 1) for place in places]:
        while blocks and middle - blocks[-1][0] < gap * (count + blocks[-1][1]) / 2:
            before, members = blocks.pop()
            middle = (before * members + middle * count) / (members + count)
            count += members
        blocks.append((middle, count))
    return [middle + gap * (k - (n - 1) / 2) for middle, n in blocks for k in range(n)]
