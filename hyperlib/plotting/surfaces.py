"""Draw functions of two numbers: a loss with the steps that descend it, a model and its boundary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from hyperlib.arguments import check_kind, check_list, many, shown
from hyperlib.checks import percent
from hyperlib.plotting.networks import predict
from hyperlib.plotting.pictures import describe
from hyperlib.plotting.style import (
    COLORS,
    PAPER,
    blank,
    check_numbers,
    check_series,
    figure,
    figures,
    ink,
    look,
    take_axes,
    written,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from torch import Tensor, nn

Point = tuple[float, float]


def plot_paths(
    loss: Callable[[Any, Any], Any],
    paths: Mapping[str, Any],
    *,
    lowest: Point = (0.0, 0.0),
    view: tuple[Point, Point] | None = None,
    ax: Axes | Sequence[Axes] | None = None,
    **kw: Any,
) -> list[Any]:
    """Draw the valley of a loss and the steps of one descent in each panel; return a list of axes.

    A path that leaves its panel ends there with an arrow and the number of the step.

    Parameters
    ----------
    loss : callable
        ``loss(u, v)`` returns a number.
    paths : dict of str to array
        Title of a panel, such as ``"learning rate 0.02: creeps"``, -> points, shape (steps + 1, 2),
        the start first.
    lowest : tuple of float
        Where the loss is lowest; the panels are centered there.
    view : tuple, optional
        Limits ``((left, right), (bottom, top))`` of all panels; None shows the starts with room around.
    ax : list of Axes, optional
        One for each path.
    """
    found = {title: _path(title, path) for title, path in check_series("paths", paths).items()}
    panels = _panels(ax, len(found))
    check_kind("loss", loss, Callable, "a function", "lambda u, v: u**2 + v**2")
    center = check_numbers("lowest", lowest, "(0, 0)", 2)
    if view is None:
        reach = np.abs([path[0] - center for path in found.values()]).max(0)
        reach = np.maximum(reach * (1.2, 1.9), 0.5 * reach.max() or 1.0)
        low, high = center - reach, center + reach
    else:
        sides = check_list("view", view, "two pairs of numbers", "((-1, 1), (-1, 1))")
        sides = [check_numbers("a part of view", side, "(-1, 1)", 2) for side in sides]
        if len(sides) != 2 or not np.ptp(sides, axis=1).all():
            raise ValueError(f"view must be two pairs wider than 0, got {shown(view)}; try None")
        low, high = np.sort(sides).T
    U, V = np.meshgrid(*np.linspace(low, high, 121).T)
    heights = np.vectorize(lambda u, v: float(loss(u, v)), otypes=[float])(U, V)
    # Equal steps of the root are equal steps of distance where the valley is a quadratic.
    least = float(loss(*center))
    levels = least + (heights.max() - least) * np.linspace(0, 1, 11)[1:] ** 2
    for k, (panel, (title, path)) in enumerate(zip(panels, found.items(), strict=True)):
        blank(panel)
        if (np.diff(levels) > 0).all():  # a loss that is everywhere the same has no lines
            panel.contour(U, V, heights, levels=levels, colors="0.8", linewidths=1)
        panel.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
        inside, steps = ((path >= low) & (path <= high)).all(1), len(path) - 1
        gone = 0 if inside.all() else int(np.argmin(inside))
        i = 1 if gone else (0, 2, 3, 5)[k % 4]  # what runs away has one color in all panels
        style = {"color": COLORS[i], "marker": "o", "ms": 4.5, "lw": 1.8, "zorder": 3, **kw}
        panel.plot(*path[: gone or None].T, **style)
        panel.plot(*path[0], "o", color="black", ms=9, zorder=4)
        if gone:
            _draw_exit(panel, path[gone - 1], path[gone], i, gone)
            told = f"after step {gone} of {steps} it has left the picture"
        else:
            far = [np.linalg.norm(at - center) for at in path[[0, -1]]]
            told = (
                f"{many(steps, 'step')} take{'s' * (steps == 1)} the loss from {figures(float(loss(*path[0])))} "
                f"to {figures(float(loss(*path[-1])))}; the "
                f"last point is {far[1]:.2g} from the lowest one, the start {far[0]:.2g}"
            )
        panel.plot(*center, "*", color="black", ms=14, zorder=5)
        panel.set_title(written(title), loc="left", color=ink(i), fontweight="bold", fontsize=11)
        near = inside & (abs(path - center) < 0.16 * (high - low)).all(1)
        below = (center[0], min([center[1], *path[near, 1]]))  # the word stands clear of the path
        for text, at, away in (("start", path[0], 9), ("lowest point", below, -19)):
            if k == 0:
                style = {"fontsize": 10, "zorder": 6, "ha": "center", "bbox": PAPER}
                panel.annotate(text, at, (0, away), textcoords="offset points", **style)
        describe(panel, f"{title}: {told}.")
    return panels


def _path(title: object, path: Any) -> np.ndarray:
    """Return a path as an array up to its first point that is not finite."""
    try:
        points = np.asarray(path, dtype=float).copy()
    except (TypeError, ValueError, RuntimeError):  # torch: it requires grad
        points = np.empty(0)
    if points.ndim != 2 or points.shape[1:] != (2,) or not np.isfinite(points[:1]).all():
        wanted = f"paths[{title!r}] must have shape (steps + 1, 2) and a finite start"
        raise ValueError(f"{wanted}, got {shown(path)}; try [(u, v), (u, v)]")
    bad = ~np.isfinite(points).all(1)
    points[bad] = 1e300  # far outside of any panel
    return points[: int(np.argmax(bad)) + 1] if bad.any() else points


def _panels(ax: Any, count: int) -> list[Any]:
    if ax is None:
        return list(figure(count, height=2.9)[1])
    panels = [take_axes(one) for one in (ax if isinstance(ax, (list, tuple, np.ndarray)) else [ax])]
    if len(panels) != count:
        raise ValueError(f"ax must hold {count} axes, one a path, got {len(panels)}; try None")
    return panels


def _draw_exit(ax: Any, last: np.ndarray, outside: np.ndarray, i: int, step: int) -> None:
    """Draw an arrow from the last point inside to the edge where the path leaves, with the step."""
    low, high = np.array([ax.get_xlim(), ax.get_ylim()]).T
    way = outside - last
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = (np.where(way > 0, high, low) - last) / way
    edge = last + way * np.nanmin(np.where(way == 0, np.nan, shares))
    arrow = {"arrowstyle": "-|>", "color": COLORS[i], "shrinkA": 0, "lw": 1.8}
    ax.annotate("", edge, last, arrowprops=arrow)
    style = {"ha": "right", "color": ink(i), "fontsize": 10, "bbox": PAPER}
    ax.text(0.97, 0.04, f"gone after step {step}", transform=ax.transAxes, **style)


def plot_boundary(
    model: nn.Module, X: Tensor, y: Tensor, *, ax: Axes | None = None, **kw: Any
) -> Axes:
    """Draw where a network decides for which class, and the examples; wrong ones have a black rim.

    The surer the network, the stronger the color; the black line is the boundary.

    Parameters
    ----------
    model : Module
    X, y : Tensor
        Inputs, shape (n, 2), float32, and labels, shape (n,), int64.
    """
    import torch

    from hyperlib.tensors import check_model

    check_model(model)
    if getattr(X, "ndim", 0) != 2 or X.shape[1] != 2:
        raise ValueError(f"X must have shape (n, 2), got {shown(X)}; try make_spirals().X_val")
    right = (predict(model, X, y).argmax(1) == y).cpu().numpy()
    ax = take_axes(ax, (3.9, 4.1))
    points, labels = X.detach().cpu().numpy(), y.cpu().numpy()
    low, high = points.min(0), points.max(0)
    margin = 0.12 * np.where(high > low, high - low, 1.0)
    U, V = np.meshgrid(*np.linspace(low - margin, high + margin, 241).T)
    grid = torch.tensor(np.stack([U.ravel(), V.ravel()], 1), dtype=X.dtype, device=X.device)
    nothing = torch.zeros(len(grid), dtype=torch.int64, device=y.device)
    shares: Any = predict(model, grid, nothing).cpu().numpy()
    n, shares = shares.shape[1], shares.reshape(*U.shape, -1)
    hexes = [COLORS[k % len(COLORS)][i : i + 2] for k in range(n) for i in (1, 3, 5)]
    colors = np.array([int(text, 16) / 255 for text in hexes]).reshape(n, 3)
    sure = (shares.max(-1) * n - 1) / max(n - 1, 1)  # 0: all classes alike, 1: one class alone
    ground = 1 - (1 - colors[shares.argmax(-1)]) * (0.12 + 0.38 * sure[..., None])
    blank(ax)
    ax.imshow(ground, extent=(U.min(), U.max(), V.min(), V.max()), origin="lower", aspect="auto")
    for k in range(n if n > 1 else 0):
        lead = shares[..., k] - np.delete(shares, k, -1).max(-1)
        if lead.min() < 0 < lead.max():
            ax.contour(U, V, lead, levels=[0], colors="black", linewidths=1.6)
    for k in np.unique(labels):
        for part, rim, width in ((right, "white", 0.6), (~right, "black", 1.6)):
            style = look(k) | {"linestyle": "", "mec": rim, "mew": width, "ms": 6}
            ax.plot(*points[(labels == k) & part].T, **{**style, **kw})
    said = f"{percent(right.mean())} of {many(len(labels), 'point')} right"
    ax.set_xlabel(said)
    return describe(ax, f"{said}, {(~right).sum():,} on the wrong side of the boundary.")
