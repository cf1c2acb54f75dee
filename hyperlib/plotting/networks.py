"""Draw networks: their sizes, what their first neurons look for, their gradients, their mistakes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import numpy as np

from hyperlib.arguments import check_size, check_sizes, many, shown
from hyperlib.checks import percent
from hyperlib.plotting.basic import check_norms, plot_digits
from hyperlib.plotting.pictures import describe
from hyperlib.plotting.style import COLORS, blank, check_series, ink, number, take_axes, written

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from torch import Tensor, nn


def plot_network(
    sizes: Any, *, names: tuple[str, str] = ("pixels", "digits"), ax: Axes | None = None, **kw: Any
) -> Axes:
    """Draw a network: its sizes, and how many numbers are learned between two layers.

    Hidden sizes, which you choose, have one color, what training learns another, and the sizes that the
    data give are gray.  Large layers are drawn with a few units and "...".

    Parameters
    ----------
    sizes : list of int or Module
        Inputs, hidden layers and outputs, such as ``[784, 128, 64, 32, 10]``, or a network.
    names : tuple of str
        What comes in and what goes out.
    """
    from torch import nn

    from hyperlib.models import linear_layers

    if isinstance(sizes, nn.Module) and (linear := linear_layers(sizes)):
        sizes = [linear[0].in_features, *(layer.out_features for layer in linear)]
    sizes = check_sizes(sizes, "sizes")
    if not isinstance(names, (list, tuple)) or len(names) != 2:
        raise ValueError(f"names must be two texts, got {shown(names)}; try ('pixels', 'digits')")
    if len(sizes) < 2:
        raise ValueError(f"sizes must hold at least two, got {list(sizes)}; try [784, 128, 10]")
    ax = take_axes(ax, (min(3.2 + 1.6 * len(sizes), 11), 4.2))
    blank(ax)
    last, rows = len(sizes) - 1, [_rows(size) for size in sizes]
    learned = [(a + 1) * b for a, b in pairwise(sizes)]
    middle: dict[str, Any] = {"ha": "center", "va": "center"}
    for k, (size, ys) in enumerate(zip(sizes, rows, strict=True)):
        color, said = (ink(0), "hidden") if 0 < k < last else ("0.35", names[k > 0])
        ax.plot([k] * len(ys), ys, "o", mfc="white", mec=color, mew=2, ms=11, zorder=2)
        ax.text(k, 0, "⋮" * (size > len(ys)), fontsize=17, color=color, **middle)
        ax.text(k, 1.45, f"{size:,}", fontsize=17, fontweight="bold", color=color, **middle)
        ax.text(k, -1.35, written(said), color="0.35", **middle)
    thin = {"color": COLORS[1], "lw": 0.6, "alpha": 0.35, "zorder": 1, **kw}
    for k, (before, after) in enumerate(pairwise(sizes)):
        for start, end in product(rows[k], rows[k + 1]):
            ax.plot([k, k + 1], [start, end], **thin)
        text = f"{before:,} × {after:,} + {after:,}\n= {learned[k]:,}"
        ax.text(k + 0.5, -1.95, text, color=ink(1), fontsize=10, **middle)
    hidden = ", ".join(f"{size:,}" for size in sizes[1:-1])
    chosen = many(last - 1, "hidden layer") + (f":\n{hidden}" if hidden else "")
    bold: dict[str, Any] = {"fontweight": "bold", "va": "center", "fontsize": 11.5}
    ax.text(last + 0.4, 0.55, f"you choose\n{chosen}", color=ink(0), **bold)
    ax.text(last + 0.4, -0.55, f"training learns\n{sum(learned):,} numbers", color=ink(1), **bold)
    ax.set(xlim=(-0.45, last + 0.5), ylim=(-2.25, 1.7))
    layers, counts = (", ".join(f"{n:,}" for n in numbers) for numbers in (sizes, learned))
    told = f"Training learns {sum(learned):,} numbers; you choose {chosen}. Layers: {layers}; "
    return describe(ax, f"{told}learned between them: {counts}.".replace("\n", " "))


def _rows(size: int) -> np.ndarray:
    """Return the heights of the units that are drawn: all of 10 at most, else some around a gap."""
    if size <= 10:
        return np.linspace(1, -1, size) * size / 10 if size > 1 else np.zeros(1)
    drawn = min(2 * round(np.log2(size) / 2), 10)  # 10 of 784, 8 of 128, 4 of 32
    return np.delete(np.linspace(1, -1, drawn + 1) * (drawn + 1) / 11, drawn // 2)


def plot_gradient_flow(
    norms: Mapping[str, Sequence[float]], *, ax: Axes | None = None, **kw: Any
) -> Axes:
    """Draw how wide the gradient is in each layer, the last one on top, one network beside the other.

    Widths stand on one log scale: a bar of half the width is not half the gradient.

    Parameters
    ----------
    norms : dict of str to sequence of float
        Label -> what `hyperlib.gradient_norms` returned, one or more numbers.
    """
    found = check_norms(norms, finite=True)
    ax = take_axes(ax, (min(2.2 + 2.2 * len(found), 11), 3.9))
    blank(ax)
    every = np.concatenate([values[values > 0] for values in found.values()])
    low, high = np.log10([every.min(), every.max()]) if len(every) else (0.0, 1.0)
    for k, (label, values) in enumerate(found.items()):
        n, heights = len(values), (np.arange(len(values)) + 0.5) / len(values)
        logs = np.log10(np.where(values > 0, values, 1.0))
        widths = np.where(values > 0, 0.06 + 0.64 * (logs - low) / max(high - low, 1.0), 0.0)
        bars = {"color": COLORS[k % len(COLORS)], **kw}
        ax.barh(heights, widths, 0.75 / n, k - widths / 2, **bars)
        for i in range(n) if n <= 6 else (0, n // 2, n - 1):
            beside, text = k + widths[i] / 2 + 0.03, number(float(f"{values[i]:.1g}"))
            ax.text(beside, heights[i], text, va="center", fontsize=10, color="0.25")
        style: dict[str, Any] = {"ha": "center", "color": ink(k)}
        ax.text(k, 1.06, written(label), fontweight="bold", fontsize=12, **style)
        ax.text(k, -0.07, f"the first layer gets\n{_share(values)}", fontsize=10, va="top", **style)
        told = f"{label}: of {many(n, 'layer')}, the first gets {_share(values)} (norms of the gradient: "
        describe(ax, f"{told}{values.min():.2g} to {values.max():.2g}).")
    ax.set(xlim=(-0.5, len(found) - 0.35), ylim=(-0.28, 1.15))
    ax.set_yticks([0.05, 0.95], ["first layer", "last layer"])
    ax.tick_params(length=0)
    ax.set_xlabel("width: norm of the gradient (log scale)", fontsize=10, color="0.35")
    return ax


def _share(values: np.ndarray) -> str:
    """Return how the first of the norms compares with the last, in words."""
    first, last = values[0], values[-1]
    if first == 0 or last == 0:
        return "no gradient" if first == 0 else "all of it"
    if 0.67 < first / last < 1.5:
        return "as much as the last"
    if first > last:
        return f"{number(float(f'{first / last:.2g}'))} times the last"
    return f"1/{number(float(f'{last / first:.2g}'))} of the last"


def plot_weights(models: Any, *, n: int = 8, ax: Axes | None = None, **kw: Any) -> Axes:
    """Show the weights of the first neurons of the first layer as images, one row for each network.

    Red: ink there speaks for the neuron, blue: against.  All images have one scale.

    Parameters
    ----------
    models : Module or dict of str to Module
        Networks whose inputs are square images, such as 784 pixels.
    n : int
        How many neurons, at least 1; fewer where a network has fewer.
    """
    from hyperlib.models import linear_layers

    rows = check_series("models", models if isinstance(models, Mapping) else {"": models})
    n, drawn = check_size("n", n), []
    for label, model in rows.items():
        first = [layer.weight.detach().cpu()[:n] for layer in linear_layers(model)[:1]]
        side = math.isqrt(first[0].shape[1]) if first else 0
        if not first or side * side != first[0].shape[1]:
            wanted = f"models[{label!r}] must have square images as inputs"
            raise ValueError(f"{wanted}, got {shown(model)}; try MLP(784, ...)")
        weights = first[0]
        images = np.full((n, side + 2, side + 2), np.nan)
        images[: len(weights), :side, :side] = weights.reshape(-1, side, side)
        drawn.append(np.hstack(list(images)))
    if len({row.shape for row in drawn}) > 1:
        raise ValueError("models must have inputs of one size, got several; try a figure for each")
    ax = take_axes(ax, (1.0 * n + 1.6, 1.05 * len(rows) + 0.5))
    sizes = np.abs(drawn)[np.isfinite(drawn)]
    top = float(np.quantile(sizes, 0.995) if len(sizes) else 0) or 1.0
    ax.imshow(np.vstack(drawn), **{"cmap": "RdBu_r", "vmin": -top, "vmax": top, **kw})
    blank(ax)
    ax.set_yticks([len(drawn[0]) * (k + 0.5) - 1 for k in range(len(rows))], map(written, rows))
    ax.tick_params(length=0)
    ax.set_title("red: ink counts for the neuron, blue: against", loc="left", fontsize=11)
    for label, row in zip(rows, drawn, strict=True):
        name, known = f"{label}: ".replace("\n", ", ") if label else "", np.isfinite(row)
        said = "no weight is a finite number."
        if known.any():
            small = percent((np.abs(row[known]) < top / 20).mean())
            said = f"{small} of the weights are near 0 (below 5% of {top:.2g})."
        describe(ax, f"{name}{said}")
    return ax


def plot_mistakes(
    model: nn.Module, X: Tensor, y: Tensor, *, n: int = 10, ax: Axes | None = None, **kw: Any
) -> Axes:
    """Show digits that a network misreads, with "true → predicted", those it is surest of first.

    Parameters
    ----------
    model : Module
    X, y : Tensor
        Digits, shape (examples, 784), float32, and labels, shape (examples,), int64.
    n : int
        How many at most, 1 to 20.
    """
    n = min(check_size("n", n), 20)
    sure, guesses = predict(model, X, y).max(1)
    wrong = (guesses != y).nonzero().flatten()
    order = wrong[sure[wrong].argsort(descending=True, stable=True)][:n]
    head = f"{len(wrong):,} of {len(y):,} misread"
    if not len(order):
        ax = take_axes(ax, (4.0, 1.0))
        blank(ax)
        ax.text(0.5, 0.5, head, transform=ax.transAxes, ha="center", va="center")
        return describe(ax, f"{head}.")
    ax = plot_digits(X[order], ax=ax, **kw)
    pairs = [f"{int(y[i])} → {int(guesses[i])}" for i in order]
    ax.set_xticklabels(pairs, fontweight="bold")
    head += f": the {len(order)} it is surest of" if len(order) < len(wrong) else ": all of them"
    ax.set_title(f"{head} (true → predicted)", loc="left", fontsize=11)
    told = f"{head.replace(':', ';')}: {', '.join(pairs)}.".replace("→", "read as")
    return describe(ax, told, anew=True)


def predict(model: nn.Module, X: Tensor, y: Tensor) -> Tensor:
    """Return the probabilities of the classes, without dropout and without gradients."""
    from hyperlib.models import evaluating
    from hyperlib.tensors import check_reading, logits_of

    check_reading(model, X, y)
    with evaluating(model):
        shares = logits_of(model, X, y).softmax(1)
    if shares.isnan().any():
        raise ValueError("model must give finite logits, got NaN: it diverged; try a smaller lr")
    return shares
