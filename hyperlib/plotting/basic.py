"""Draw what lessons measure themselves: digits, histories, seeds, gradient norms and bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np

from hyperlib.arguments import check_choice, check_kind, check_values, many, plain, shown
from hyperlib.plotting.pictures import describe
from hyperlib.plotting.style import (
    COLORS,
    METRICS,
    blank,
    check_numbers,
    check_series,
    figures,
    look,
    take_axes,
    written,
)

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
    labels = [""] * len(X) if y is None else check_values("y", y)
    if len(labels) != len(X):
        raise ValueError(f"y must have {many(len(X), 'label')}, got {len(labels)}; try y[:n]")
    ax = take_axes(ax, (0.8 * len(X) + 0.4, 1.4))
    row = np.concatenate(list(X.detach().cpu().float().reshape(-1, 28, 28).numpy()), axis=1)
    ax.imshow(row, **{"cmap": "gray_r", **kw})
    blank(ax)
    ax.set_xticks([28 * i + 14 for i in range(len(X))], map(written, labels))
    ax.tick_params(length=0)
    told = f": {', '.join(map(str, labels))}" if y is not None else ""
    head = f"Digits in a row, {len(X)} of them" if len(X) > 1 else "A digit"
    return describe(ax, f"{head}{told}.")


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

    metrics: list = list(metric) if isinstance(metric, (list, tuple)) else [metric]
    if not metrics:
        raise ValueError("metric must name at least one metric, got an empty list")
    metrics = [check_choice("metric", name, METRICS) for name in metrics]
    runs = check_series("runs", {"": runs} if isinstance(runs, Run) else runs)
    for label, run in runs.items():
        check_kind(f"runs[{label!r}]", run, Run, "a Run", "train(...)")
    ax = take_axes(ax)
    pairs = [(label, run, name) for label, run in runs.items() for name in metrics]
    for i, (label, run, name) in enumerate(pairs):
        words = [label] if label else []
        if len(metrics) > 1 or not label:
            words.append(METRICS[name])
        epochs = [epoch.epoch for epoch in run.history]
        values = [getattr(epoch, name) for epoch in run.history]
        called = written(", ".join(words), legend=True)
        ax.plot(epochs, values, **{**look(i), "label": called, **kw})
        change = f"from {figures(values[0])} to {figures(values[-1])}"
        told = f"{METRICS[name]} {change} in {many(epochs[-1], 'epoch')}."
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
    series = check_series("values", values)
    check_kind("highest", highest, (Mapping, type(None)), "a dictionary", '{"adam": "the best"}')
    highest = {check_choice("highest", str(k), series): v for k, v in (highest or {}).items()}
    check_kind("ylabel", ylabel, str, "a text", '"accuracy, %"')
    ax = take_axes(ax)
    for i, (label, numbers) in enumerate(series.items()):
        numbers = check_numbers(f"values[{label!r}]", numbers, "[0.5, 0.6]")
        # The dots are spread a little, always in the same way, so that equal values stay visible.
        spread = np.linspace(-0.12, 0.12, len(numbers)) if len(numbers) > 1 else [0]
        style = look(i) | {"linestyle": "none", "alpha": 0.7}
        ax.plot(i + np.asarray(spread), numbers, **{**style, **kw})
        finite = numbers[np.isfinite(numbers)]
        name = " ".join(str(label).split())
        if not len(finite):
            describe(ax, f"{name}: none of {many(len(numbers), 'seed')} has a finite value.")
        else:
            ax.hlines(finite.mean(), i - 0.25, i + 0.25, color=style["color"], linewidth=2.5)
            ranged = f"mean {finite.mean():.3g}, from {finite.min():.3g} to {finite.max():.3g}"
            describe(ax, f"{name}: {ranged} ({len(finite)} of {many(len(numbers), 'seed')}).")
            if text := highest.get(label):
                at = (i + spread[list(numbers).index(finite.max())], finite.max())
                ax.plot(*at, "o", mfc="none", mec="black", mew=2, ms=13)
                ax.annotate(written(text), at, (11, 0), textcoords="offset points", va="center")
                describe(ax, f"{text}: {finite.max():.3g}.")
    ax.set_xticks(range(len(series)), map(written, series))
    ax.set_xlim(-0.5, len(series) - 0.5)
    ax.set_ylabel(written(ylabel))
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
        ax.plot(layers, numbers, **{**look(i), "label": written(label, legend=True), **kw})
        listed = ", ".join(figures(n, ".2g") for n in numbers)
        told = f"gradient norms, first layer to last: {listed}."
        describe(ax, f"{label}: {told}" if label else told.capitalize())
    if any((numbers > 0).any() for numbers in found.values()):
        ax.set_yscale("log")
    ax.set(xlabel="linear layer, first to last", ylabel="gradient norm")
    ax.locator_params(axis="x", integer=True)
    if len(norms) > 1:
        ax.legend()
    return ax


def check_norms(norms: Any, *, finite: bool = False) -> dict[str, np.ndarray]:
    """Return label -> norms of the layers, or raise a clear error; NaN and infinity may be among them or not."""
    found, measure = {}, "gradient_norms(model, X, y)"
    for label, values in check_series("norms", norms).items():
        found[label] = check_numbers(f"norms[{label!r}]", values, measure)
        if (found[label] < 0).any() or (finite and not np.isfinite(found[label]).all()):
            got = shown(values)
            why = f"norms[{label!r}] must be a list of numbers >= 0, got {got}; try {measure}"
            raise ValueError(why)
    return found


def plot_bars(
    values: Mapping[str, float], *, ylabel: str, ax: Axes | None = None, **kw: Any
) -> Axes:
    """Draw one bar for each label, its value written above.

    `values` is a dictionary label -> height; `ylabel` says what the heights are, with the unit.
    """
    given = check_series("values", values).items()
    values = {k: check_kind(f"values[{k!r}]", plain(v), Real, "a number", "0.5") for k, v in given}
    check_kind("ylabel", ylabel, str, "a text", '"accuracy, %"')
    ax = take_axes(ax)
    drawn = [value if np.isfinite(value) else 0 for value in values.values()]
    bars = ax.bar(range(len(values)), drawn, **{"color": COLORS[0], **kw})
    ax.set_xticks(range(len(values)), map(written, values))
    places = _decimals(values.values())
    forms = [f"z,.{places}f" if places < 13 and abs(v) < 1e15 else ".3g" for v in values.values()]
    heights = list(map(figures, values.values(), forms))
    ax.bar_label(bars, [text.replace("no finite number", "–") for text in heights])
    ax.set_ylabel(written(ylabel))
    ax.grid(False, axis="x")
    told = "; ".join(f"{label}: {text}" for label, text in zip(values, heights, strict=True))
    return describe(ax, f"{ylabel[:1].upper()}{ylabel[1:]}: {told}.".removeprefix(": "))


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
