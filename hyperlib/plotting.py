"""Draw the figures of the lessons.

Every ``plot_`` function draws into `ax`, or into new axes where it is None, and returns the axes, so
that figures can be put side by side; more keywords go on to matplotlib.  Series differ in color,
marker and line style: no figure needs color vision.

matplotlib is imported with the first figure: graders and workers import the library and draw nothing.
"""

from __future__ import annotations

import base64
import functools
import html
import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
from torch import Tensor

from hyperlib.arguments import check_choice, shown
from hyperlib.training import Run

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito (2008), Color Universal Design; the light yellow is left out.
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
LINES = ("-", "--", "-.", ":")
METRICS = {
    "train_loss": "training loss",
    "val_loss": "validation loss",
    "train_accuracy": "training accuracy",
    "val_accuracy": "validation accuracy",
}
STYLE = {
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.alpha": 0.3,
    "figure.figsize": (6.0, 3.6),
    "legend.frameon": False,
}


@functools.cache
def _pyplot() -> Any:
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
def _style() -> Iterator[Any]:
    """Give the block pyplot in the style of the course."""
    pyplot = _pyplot()
    with pyplot.rc_context(STYLE):
        yield pyplot


def _axes(ax: Axes | None) -> Axes:
    """Return `ax`, or new axes in the style of the course."""
    if ax is None:
        with _style() as pyplot:
            return pyplot.subplots(layout="constrained")[1]
    if not isinstance(ax, _pyplot().Axes):
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
    with _style() as pyplot:
        made, axes = pyplot.subplots(
            1,
            columns,
            figsize=(min(5.2 * columns, 11), height),
            layout="constrained",
            squeeze=False,
        )
    return made, list(axes[0])


def _look(i: int) -> dict[str, Any]:
    """Return color, marker and line style of series `i`."""
    return {
        "color": COLORS[i % len(COLORS)],
        "marker": MARKERS[i % len(MARKERS)],
        "linestyle": LINES[i % len(LINES)],
    }


def _series(name: str, data: object) -> Mapping:
    """Return `data`, or raise unless it is a dictionary with an entry."""
    if not isinstance(data, Mapping) or not data:
        raise TypeError(
            f"{name} must be a dictionary label -> values with an entry, got {shown(data)}"
        )
    return data


def plot_digits(X: Tensor, y: Tensor | None = None, *, ax: Axes | None = None, **kw: Any) -> Axes:
    """Show digits side by side in one row, with their labels below.

    Parameters
    ----------
    X : Tensor
        Digits, shape (n, 784), 1 to 20 of them.
    y : Tensor, optional
        Labels, shape (n,).

    Raises
    ------
    ValueError
        If `X` has another shape, or `y` another length.
    """
    if not isinstance(X, Tensor) or X.ndim != 2 or X.shape[1] != 784 or not 1 <= len(X) <= 20:
        got = tuple(X.shape) if isinstance(X, Tensor) else type(X).__name__
        raise ValueError(f"X must have shape (n, 784) with n from 1 to 20, got {got}; try X[:10]")
    if y is not None and len(y) != len(X):
        raise ValueError(f"y must have {len(X)} labels, got {len(y)}; try y[:{len(X)}]")
    if ax is None:
        with _style() as pyplot:
            size = (0.8 * len(X) + 0.4, 1.4)
            _, ax = pyplot.subplots(figsize=size, layout="constrained")
    row = np.concatenate(list(X.detach().cpu().reshape(-1, 28, 28).numpy()), axis=1)
    ax.imshow(row, **{"cmap": "gray_r", **kw})
    ax.grid(False)
    ax.set_yticks([])
    ax.set_xticks([28 * i + 14 for i in range(len(X))])
    ax.set_xticklabels([str(int(label)) for label in y] if y is not None else [""] * len(X))
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.tick_params(length=0)
    return ax


def plot_history(
    runs: Run | Mapping[str, Run],
    *,
    metric: str | Sequence[str] = "val_accuracy",
    ax: Axes | None = None,
    **kw: Any,
) -> Axes:
    """Draw a metric against the epoch.

    Parameters
    ----------
    runs : Run or dict of str to Run
        One run, or several with their labels.
    metric : str or list of str
        ``train_loss``, ``val_loss``, ``train_accuracy`` or ``val_accuracy``; several are drawn
        into the same axes.

    Raises
    ------
    TypeError, ValueError
        If there is no run or one of another kind, or `metric` is not one of those four.
    """
    metrics = [metric] if isinstance(metric, str) else list(metric)
    if not metrics:
        raise ValueError("metric must name at least one metric, got an empty list")
    metrics = [check_choice("metric", name, METRICS) for name in metrics]
    if isinstance(runs, Run):
        runs = {"": runs}
    for label, run in _series("runs", runs).items():
        if not isinstance(run, Run):
            raise TypeError(f"runs[{label!r}] must be a Run, got {type(run).__name__}; try train")
    ax = _axes(ax)
    pairs = [(label, run, name) for label, run in runs.items() for name in metrics]
    for i, (label, run, name) in enumerate(pairs):
        words = [label] if label else []
        if len(metrics) > 1 or not label:
            words.append(METRICS[name])
        epochs = [epoch.epoch for epoch in run.history]
        values = [getattr(epoch, name) for epoch in run.history]
        ax.plot(epochs, values, **{**_look(i), "label": ", ".join(words), **kw})
    ax.set_xlabel("epoch")
    kinds = {METRICS[name].split()[-1] for name in metrics}
    ax.set_ylabel(METRICS[metrics[0]] if len(metrics) == 1 else " and ".join(sorted(kinds)))
    ax.locator_params(axis="x", integer=True)
    if len(pairs) > 1:
        ax.legend()
    return ax


def plot_seeds(
    values: Mapping[str, Sequence[float]], *, ylabel: str, ax: Axes | None = None, **kw: Any
) -> Axes:
    """Draw one dot a seed and a bar for the mean of the finite ones, a column for each label.

    Parameters
    ----------
    values : dict of str to sequence of float
        Label -> one number a seed.
    ylabel : str
        What the numbers are, with the unit.

    Raises
    ------
    TypeError, ValueError
        If `values` is not a dictionary of lists of numbers, none of them empty.
    """
    ax = _axes(ax)
    for i, (label, numbers) in enumerate(_series("values", values).items()):
        numbers = np.asarray(numbers, dtype=float)
        if numbers.ndim != 1 or len(numbers) == 0:
            raise ValueError(f"values[{label!r}] must be a list of numbers, got {numbers.tolist()}")
        # The dots are spread a little, always in the same way, so that equal values stay visible.
        spread = np.linspace(-0.12, 0.12, len(numbers)) if len(numbers) > 1 else [0]
        look = _look(i) | {"linestyle": "none", "alpha": 0.7}
        ax.plot(i + np.asarray(spread), numbers, **{**look, **kw})
        finite = numbers[np.isfinite(numbers)]
        if len(finite):
            ax.hlines(finite.mean(), i - 0.25, i + 0.25, color=look["color"], linewidth=2.5)
    ax.set_xticks(range(len(values)), list(values))
    ax.set_xlim(-0.5, len(values) - 0.5)
    ax.set_ylabel(ylabel)
    return ax


def plot_gradient_norms(
    norms: Mapping[str, Sequence[float]], *, ax: Axes | None = None, **kw: Any
) -> Axes:
    """Draw the gradient norm of each linear layer on a log axis.

    Parameters
    ----------
    norms : dict of str to sequence of float
        Label -> what `hyperlib.gradient_norms` returned.

    Raises
    ------
    TypeError
        If `norms` is not a dictionary with an entry.
    """
    ax = _axes(ax)
    for i, (label, numbers) in enumerate(_series("norms", norms).items()):
        layers = range(1, len(numbers) + 1)
        ax.plot(layers, numbers, **{**_look(i), "label": label, **kw})
    ax.set_yscale("log")
    ax.set_xlabel("linear layer, first to last")
    ax.set_ylabel("gradient norm")
    ax.locator_params(axis="x", integer=True)
    if len(norms) > 1:
        ax.legend()
    return ax


def plot_bars(
    values: Mapping[str, float], *, ylabel: str, ax: Axes | None = None, **kw: Any
) -> Axes:
    """Draw one bar for each label, its value written above.

    Parameters
    ----------
    values : dict of str to float
        Label -> height.
    ylabel : str
        What the heights are, with the unit.

    Raises
    ------
    TypeError
        If `values` is not a dictionary with an entry.
    """
    _series("values", values)
    ax = _axes(ax)
    bars = ax.bar(list(values), list(values.values()), **{"color": COLORS[0], **kw})
    ax.bar_label(
        bars, [f"{v:,.0f}" if float(v).is_integer() else f"{v:.3g}" for v in values.values()]
    )
    ax.set_ylabel(ylabel)
    ax.grid(False, axis="x")
    return ax


def picture(shown: Figure | Axes, *, alt: str) -> str:
    """Return a figure as an HTML ``<figure>`` with its PNG inside, and close it.

    JupyterLab drops the alt text of an image output but keeps that of an ``<img>`` in HTML.
    The PNG has no date and no program version in it, so that the same figure gives the same bytes.

    Parameters
    ----------
    shown : Figure or Axes
    alt : str
        What the figure shows, for a reader who does not see it.  Required.

    Raises
    ------
    TypeError
        If `shown` is neither a figure nor axes.
    ValueError
        If `alt` is empty.
    """
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError("alt must say what the figure shows, got nothing; try one sentence")
    pyplot = _pyplot()
    drawn = shown.figure if isinstance(shown, pyplot.Axes) else shown
    if not isinstance(drawn, pyplot.Figure):
        raise TypeError(
            f"expected a figure or axes, got {type(shown).__name__}; try plot_seeds(...)"
        )
    buffer = io.BytesIO()
    drawn.savefig(buffer, format="png", dpi=90, metadata={"Software": None})
    pyplot.close(drawn)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return (
        f'<figure style="margin:0"><img alt="{html.escape(alt, quote=True)}" '
        f'style="max-width:100%" src="data:image/png;base64,{data}"></figure>'
    )


class _Picture:
    """A figure, shown as HTML where that is possible and as its alt text elsewhere."""

    def __init__(self, shown: Figure | Axes, alt: str):
        self.html = picture(shown, alt=alt)
        self.alt = alt

    def __repr__(self) -> str:
        return f"Figure: {self.alt}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self.html}


def show(shown: Figure | Axes, *, alt: str) -> None:
    """Show a figure in the notebook and close it.

    Parameters
    ----------
    shown : Figure or Axes
    alt : str
        What the figure shows, for a reader who does not see it.  Required.

    Raises
    ------
    TypeError, ValueError
        As for `picture`.
    """
    from IPython.display import display

    display(_Picture(shown, alt))
