"""Draw what lessons measure themselves: digits, histories, seeds, gradient norms and bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np

from hyperlib.arguments import check_choice, check_kind, plain
from hyperlib.plotting.pictures import describe
from hyperlib.plotting.style import COLORS, METRICS, blank, check_series, look, take_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from torch import Tensor

    from hyperlib.training import Run


def plot_digits(X: Tensor, y: Tensor | None = None, *, ax: Axes | None = None, **kw: Any) -> Axes:
    """Show digits side by side in one row, with their labels below.

    Parameters
    ----------
    X : Tensor
        Digits, shape (n, 784), 1 to 20 of them.
    y : Tensor, optional
        Labels, shape (n,).
    """
    from torch import Tensor

    if not isinstance(X, Tensor) or X.ndim != 2 or X.shape[1] != 784 or not 1 <= len(X) <= 20:
        got = tuple(X.shape) if isinstance(X, Tensor) else type(X).__name__
        raise ValueError(f"X must have shape (n, 784) with n from 1 to 20, got {got}; try X[:10]")
    if y is not None and len(y) != len(X):
        raise ValueError(f"y must have {len(X)} labels, got {len(y)}; try y[:{len(X)}]")
    ax = take_axes(ax, (0.8 * len(X) + 0.4, 1.4))
    row = np.concatenate(list(X.detach().cpu().reshape(-1, 28, 28).numpy()), axis=1)
    ax.imshow(row, **{"cmap": "gray_r", **kw})
    blank(ax)
    labels = [str(int(label)) for label in y] if y is not None else [""] * len(X)
    ax.set_xticks([28 * i + 14 for i in range(len(X))], labels)
    ax.tick_params(length=0)
    told = f": {', '.join(labels)}" if y is not None else ""
    return describe(ax, f"Digits in a row, {len(X)} of them{told}.")


def plot_history(
    runs: Run | Mapping[str, Run],
    *,
    metric: str | Sequence[str] = "val_accuracy",
    ax: Axes | None = None,
    **kw: Any,
) -> Axes:
    """Draw one or several metrics of single runs against the epoch, with a legend.

    Parameters
    ----------
    runs : Run or dict of str to Run
        One run, or several with their labels.
    metric : str or list of str
        ``train_loss``, ``val_loss``, ``train_accuracy`` or ``val_accuracy``; several are drawn into the same axes.
    """
    from hyperlib.training import Run

    metrics = [metric] if isinstance(metric, str) else list(metric)
    if not metrics:
        raise ValueError("metric must name at least one metric, got an empty list")
    metrics = [check_choice("metric", name, METRICS) for name in metrics]
    if isinstance(runs, Run):
        runs = {"": runs}
    for label, run in check_series("runs", runs).items():
        if not isinstance(run, Run):
            raise TypeError(f"runs[{label!r}] must be a Run, got {type(run).__name__}; try train")
    ax = take_axes(ax)
    pairs = [(label, run, name) for label, run in runs.items() for name in metrics]
    for i, (label, run, name) in enumerate(pairs):
        words = [label] if label else []
        if len(metrics) > 1 or not label:
            words.append(METRICS[name])
        epochs = [epoch.epoch for epoch in run.history]
        values = [getattr(epoch, name) for epoch in run.history]
        ax.plot(epochs, values, **{**look(i), "label": ", ".join(words), **kw})
        told = f"{METRICS[name]} from {values[0]:.3g} to {values[-1]:.3g} in {epochs[-1]} epochs."
        describe(ax, f"{label}: {told}" if label else told.capitalize())
    ax.set_xlabel("epoch")
    kinds = {METRICS[name].split()[-1] for name in metrics}
    ax.set_ylabel(METRICS[metrics[0]] if len(metrics) == 1 else " and ".join(sorted(kinds)))
    ax.locator_params(axis="x", integer=True)
    if len(pairs) > 1:
        ax.legend()
    return ax


def plot_seeds(
    values: Mapping[str, Sequence[float]],
    *,
    ylabel: str,
    highest: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    **kw: Any,
) -> Axes:
    """Draw one dot a seed and a bar for the mean of the finite ones, a column for each label.

    Parameters
    ----------
    values : dict of str to sequence of float
        Label -> one number a seed.
    ylabel : str
        What the numbers are, with the unit.
    highest : dict of str to str, optional
        Label -> what to say of its highest dot, which gets a ring.
    """
    series, highest = check_series("values", values), highest or {}
    for label in highest:
        check_choice("highest", label, series)
    ax = take_axes(ax)
    for i, (label, numbers) in enumerate(series.items()):
        numbers = np.asarray(numbers, dtype=float)
        if numbers.ndim != 1 or len(numbers) == 0:
            raise ValueError(f"values[{label!r}] must be a list of numbers, got {numbers.tolist()}")
        # The dots are spread a little, always in the same way, so that equal values stay visible.
        spread = np.linspace(-0.12, 0.12, len(numbers)) if len(numbers) > 1 else [0]
        style = look(i) | {"linestyle": "none", "alpha": 0.7}
        ax.plot(i + np.asarray(spread), numbers, **{**style, **kw})
        finite = numbers[np.isfinite(numbers)]
        name = " ".join(str(label).split())
        if not len(finite):
            describe(ax, f"{name}: none of {len(numbers)} seeds has a finite value.")
        else:
            ax.hlines(finite.mean(), i - 0.25, i + 0.25, color=style["color"], linewidth=2.5)
            ranged = f"mean {finite.mean():.3g}, from {finite.min():.3g} to {finite.max():.3g}"
            describe(ax, f"{name}: {ranged} ({len(finite)} of {len(numbers)} seeds).")
            if text := highest.get(label):
                at = (i + spread[list(numbers).index(finite.max())], finite.max())
                ax.plot(*at, "o", mfc="none", mec="black", mew=2, ms=13)
                ax.annotate(text, at, (11, 0), textcoords="offset points", va="center")
                describe(ax, f"{text}: {finite.max():.3g}.")
    ax.set_xticks(range(len(values)), list(values))
    ax.set_xlim(-0.5, len(values) - 0.5)
    ax.set_ylabel(ylabel)
    return ax


def plot_gradient_norms(
    norms: Mapping[str, Sequence[float]], *, ax: Axes | None = None, **kw: Any
) -> Axes:
    """Draw the gradient norm of each linear layer on a log axis.

    `norms` is a dictionary label -> what `hyperlib.gradient_norms` returned.
    """
    found, ax = check_norms(norms), take_axes(ax)
    for i, (label, numbers) in enumerate(found.items()):
        layers = range(1, len(numbers) + 1)
        ax.plot(layers, numbers, **{**look(i), "label": label, **kw})
        told = f"gradient norms, first layer to last: {', '.join(f'{n:.2g}' for n in numbers)}."
        describe(ax, f"{label}: {told}" if label else told.capitalize())
    ax.set_yscale("log")
    ax.set(xlabel="linear layer, first to last", ylabel="gradient norm")
    ax.locator_params(axis="x", integer=True)
    if len(norms) > 1:
        ax.legend()
    return ax


def check_norms(norms: Any, *, finite: bool = False) -> dict[str, np.ndarray]:
    """Return label -> norms of the layers, or raise a clear error; NaN and infinity may be among them or not."""
    found = {str(k): np.asarray(v, dtype=float) for k, v in check_series("norms", norms).items()}
    for label, values in found.items():
        wrong = values.ndim != 1 or not len(values) or (values < 0).any()
        if wrong or (finite and not np.isfinite(values).all()):
            raise ValueError(
                f"norms[{label!r}] must be a list of numbers >= 0, got {values.tolist()}; "
                "try gradient_norms(model, X, y)"
            )
    return found


def plot_bars(
    values: Mapping[str, float], *, ylabel: str, ax: Axes | None = None, **kw: Any
) -> Axes:
    """Draw one bar for each label, its value written above.

    `values` is a dictionary label -> height; `ylabel` says what the heights are, with the unit.
    """
    given = check_series("values", values).items()
    values = {k: check_kind(f"values[{k!r}]", plain(v), Real, "a number", "0.5") for k, v in given}
    ax = take_axes(ax)
    bars = ax.bar(list(values), list(values.values()), **{"color": COLORS[0], **kw})
    places = _decimals(values.values())
    heights = [f"{value:,.{places}f}" for value in values.values()]
    ax.bar_label(bars, heights)
    ax.set_ylabel(ylabel)
    ax.grid(False, axis="x")
    told = "; ".join(f"{label}: {text}" for label, text in zip(values, heights, strict=True))
    return describe(ax, f"{ylabel[:1].upper()}{ylabel[1:]}: {told}.")


def _decimals(values: Iterable[float]) -> int:
    """Return the decimals of all bars: three digits of the longest, at most two more for the shortest.

    Examples
    --------
    >>> [_decimals(values) for values in ([73.4, 3.53], [1234, 0.5], [0.25, 0.5], [3, 8, 0])]
    [1, 1, 2, 0]
    """
    sizes = [abs(float(value)) for value in values if value and np.isfinite(value)] or [1.0]
    longest, shortest = (-int(np.floor(np.log10(size))) for size in (max(sizes), min(sizes)))
    most = max(0, longest + 2, min(shortest, longest + 4))
    return max(len(f"{size:.{most}f}".partition(".")[2].rstrip("0")) for size in sizes)
