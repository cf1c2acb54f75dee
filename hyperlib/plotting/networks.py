"""Draw networks: their sizes, what their first neurons look for, their gradients, their mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

from hyperlib.arguments import check_examples, check_logits, check_model, check_size, check_sizes
from hyperlib.models import linear_layers
from hyperlib.plotting.basic import plot_digits
from hyperlib.plotting.pictures import describe
from hyperlib.plotting.style import (
    CHOSEN,
    COLORS,
    INKS,
    LEARNED,
    blank,
    check_series,
    number,
    take_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


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
    if isinstance(sizes, nn.Module) and (layers := linear_layers(sizes)):
        sizes = [layers[0].in_features, *(layer.out_features for layer in layers)]
    sizes = check_sizes(sizes)
    if len(sizes) < 2:
        raise ValueError(
            f"sizes must hold inputs and outputs, got {list(sizes)}; try [784, 128, 10]"
        )
    ax = take_axes(ax, (min(3.2 + 1.6 * len(sizes), 11), 4.2))
    blank(ax)
    last = len(sizes) - 1
    rows = [_rows(size) for size in sizes]
    learned = [(a + 1) * b for a, b in zip(sizes[:-1], sizes[1:], strict=True)]
    thin = {"color": LEARNED, "lw": 0.6, "alpha": 0.35, "zorder": 1, **kw}
    for k, (size, ys) in enumerate(zip(sizes, rows, strict=True)):
        ink = INKS[0] if 0 < k < last else "0.35"
        ax.plot(
            [k] * len(ys),
            ys,
            "o",
            mfc="white",
            mec=CHOSEN if 0 < k < last else "0.35",
            mew=2,
            ms=11,
        )
        if size > len(ys):
            ax.text(k, 0, "⋮", ha="center", va="center", fontsize=17, color=ink)
        ax.text(k, 1.35, f"{size:,}", ha="center", color=ink, fontsize=17, fontweight="bold")
        said = names[0] if k == 0 else names[1] if k == last else "hidden"
        ax.text(k, -1.4, said, ha="center", color="0.35")
        if k < last:
            for a in ys:
                for b in rows[k + 1]:
                    ax.plot([k, k + 1], [a, b], **thin)
            text = f"{size:,} × {sizes[k + 1]:,} + {sizes[k + 1]:,}\n= {learned[k]:,}"
            ax.text(k + 0.5, -1.95, text, ha="center", va="center", color=INKS[1], fontsize=10)
    hidden = ", ".join(f"{size:,}" for size in sizes[1:-1])
    chosen = f"{last - 1} hidden layer{'s' * (last != 2)}" + (f":\n{hidden}" if hidden else "")
    bold: dict[str, Any] = {"fontweight": "bold", "va": "center", "fontsize": 11.5}
    ax.text(last + 0.4, 0.55, f"you choose\n{chosen}", color=INKS[0], **bold)
    ax.text(last + 0.4, -0.55, f"training learns\n{sum(learned):,} numbers", color=INKS[1], **bold)
    ax.set(xlim=(-0.45, last + 0.5), ylim=(-2.25, 1.7))
    counts = ", ".join(f"{count:,}" for count in learned)
    return describe(
        ax,
        f"Training learns {sum(learned):,} numbers; you choose {chosen.replace(chr(10), ' ')}. Layers: "
        f"{', '.join(f'{size:,}' for size in sizes)}; learned between them: {counts}.",
    )


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
    found = {str(k): np.asarray(v, dtype=float) for k, v in check_series("norms", norms).items()}
    for label, values in found.items():
        if values.ndim != 1 or not len(values) or not np.isfinite(values).all() or values.min() < 0:
            raise ValueError(
                f"norms[{label!r}] must be a list of numbers >= 0, got {values.tolist()}; "
                "try gradient_norms(model, X, y)"
            )
    ax = take_axes(ax, (min(2.2 + 2.2 * len(found), 11), 3.9))
    every = np.concatenate([values[values > 0] for values in found.values()])
    low, high = (np.log10([every.min(), every.max()])) if len(every) else (0.0, 1.0)
    blank(ax)
    for k, (label, values) in enumerate(found.items()):
        n, color, ink = len(values), COLORS[k % len(COLORS)], INKS[k % len(INKS)]
        heights = (np.arange(n) + 0.5) / n
        with np.errstate(divide="ignore"):
            widths = 0.06 + 0.64 * (np.log10(values) - low) / max(high - low, 1.0)
        widths = np.where(values > 0, widths, 0.0)
        ax.barh(heights, widths, 0.75 / n, k - widths / 2, **{"color": color, **kw})
        for i in range(n) if n <= 6 else (0, n - 1):
            at = (k + widths[i] / 2 + 0.03, heights[i])
            ax.text(*at, number(float(f"{values[i]:.1g}")), va="center", fontsize=10, color="0.25")
        share = _share(values)
        look: dict[str, Any] = {"ha": "center", "color": ink}
        ax.text(k, 1.06, label, fontweight="bold", fontsize=12, **look)
        ax.text(k, -0.07, f"the first layer gets\n{share}", fontsize=10, va="top", **look)
        describe(ax, f"{label}: of {n} layers, the first gets {share} (norms of the gradient).")
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
    rows = models if isinstance(models, Mapping) else {"": models}
    n, drawn = check_size("n", n), []
    for label, model in check_series("models", rows).items():
        layers = linear_layers(check_model(model))
        side = round(layers[0].in_features ** 0.5) if layers else 0
        if not layers or side * side != layers[0].in_features:
            raise ValueError(
                f"models[{label!r}] must have square images as inputs, got "
                f"{layers[0].in_features if layers else 'no linear layer'}; try MLP(784, ...)"
            )
        weights = layers[0].weight.detach().cpu()[:n].reshape(-1, side, side)
        row = np.full((side + 2, n * (side + 2)), np.nan)
        for k, image in enumerate(weights.numpy()):
            row[:side, k * (side + 2) : k * (side + 2) + side] = image
        drawn.append(row)
    if len({row.shape for row in drawn}) > 1:
        raise ValueError(
            "models must have inputs of one size, got several; try one figure for each"
        )
    ax = take_axes(ax, (1.0 * n + 1.6, 1.05 * len(rows) + 0.5))
    stacked = np.concatenate(drawn)
    top = float(np.nanquantile(np.abs(stacked), 0.995)) or 1.0
    ax.imshow(stacked, **{"cmap": "RdBu_r", "vmin": -top, "vmax": top, **kw})
    blank(ax)
    height = len(drawn[0])
    ax.set_yticks([height * (k + 0.5) - 1 for k in range(len(rows))], list(map(str, rows)))
    ax.tick_params(length=0)
    ax.set_title("red: ink counts for the neuron, blue: against", loc="left", fontsize=11)
    for label, row in zip(rows, drawn, strict=True):
        known = np.abs(row[np.isfinite(row)])
        name = f"{label}: ".replace("\n", ", ") if label else ""
        describe(
            ax,
            f"{name}{100 * (known < top / 20).mean():.0f} % of the weights of "
            f"{min(n, known.size // (height - 2) ** 2)} neurons are near 0 (below 5 % of {top:.2g}).",
        )
    return ax


def plot_mistakes(
    model: nn.Module, X: Tensor, y: Tensor, *, n: int = 10, ax: Axes | None = None, **kw: Any
) -> Axes:
    """Show digits that a network misreads, with "true → predicted", those it is surest of first.

    Parameters
    ----------
    model : Module
    X : Tensor
        Digits, shape (examples, 784), float32.
    y : Tensor
        Labels, shape (examples,), int64.
    n : int
        How many at most, 1 to 20.
    """
    n = check_size("n", n)
    sure, guesses = predict(model, X, y, "plot_mistakes").max(1)
    wrong = (guesses != y).nonzero().flatten()
    order = wrong[sure[wrong].argsort(descending=True, stable=True)][: min(n, 20)]
    head = f"{len(wrong):,} of {len(y):,} misread"
    if not len(order):
        ax = take_axes(ax, (4.0, 1.0))
        blank(ax)
        ax.text(0.5, 0.5, head, transform=ax.transAxes, ha="center", va="center")
        return describe(ax, f"{head}.")
    ax = plot_digits(X[order], ax=ax, **kw)
    pairs = [f"{int(y[i])} → {int(guesses[i])}" for i in order]
    ax.set_xticklabels(pairs, fontweight="bold")
    shown = f"the {len(order)} it is surest of" if len(order) < len(wrong) else "all of them"
    ax.set_title(f"{head}: {shown} (true → predicted)", loc="left", fontsize=11)
    vars(ax)["_told"].pop()
    sentence = f"{head}; {shown}: {', '.join(pairs)}."
    return describe(ax, sentence.replace("→", "read as"))


def predict(model: nn.Module, X: Tensor, y: Tensor, who: str) -> Tensor:
    """Return the probabilities of the classes, without dropout and without gradients."""
    check_model(model)
    check_examples(X, y, f"of {who}")
    check_model(model, X)
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            logits = model(X)
            check_logits(logits, y)
            return logits.softmax(1)
    finally:
        for module, training in modes:
            module.training = training
