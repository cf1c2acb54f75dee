"""Draw functions of two numbers: a loss with the steps that descend it, a model and its boundary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

from hyperlib.arguments import shown
from hyperlib.plotting.networks import predict
from hyperlib.plotting.pictures import describe
from hyperlib.plotting.style import (
    COLORS,
    INKS,
    MARKERS,
    blank,
    check_series,
    figure,
    take_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Point = tuple[float, float]


def plot_paths(
    loss: Callable[[Any, Any], Any],
    paths: Mapping[str, Any],
    *,
    lowest: Point = (0.0, 0.0),
    view: tuple[Point, Point] | None = None,
    ax: Axes | Sequence[Axes] | None = None,
    **kw: Any,
) -> list[Axes]:
    """Draw the valley of a loss and the steps of one descent in each panel.

    A path that leaves the panel ends there with an arrow and the number of the step.

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
    ax : Axes or list of Axes, optional
        One for each path.

    Returns
    -------
    list of Axes

    Raises
    ------
    TypeError, ValueError
        If `paths` is no dictionary, a path has another shape, or the number of axes is another.
    """
    found = {str(title): _path(title, path) for title, path in check_series("paths", paths).items()}
    panels = _panels(ax, len(found))
    center = np.asarray(lowest, dtype=float)
    if view is None:
        reach = np.abs([path[0] - center for path in found.values()]).max(0)
        reach = np.maximum(reach * (1.2, 1.9), 0.5 * reach.max() or 1.0)
        (left, bottom), (right, top) = center - reach, center + reach
    else:
        (left, right), (bottom, top) = view
    U, V = np.meshgrid(np.linspace(left, right, 121), np.linspace(bottom, top, 121))
    heights = np.vectorize(lambda u, v: float(loss(u, v)), otypes=[float])(U, V)
    low = float(loss(*center))
    # Equal steps of the root are equal steps of distance where the valley is a quadratic.
    levels = low + (heights.max() - low) * np.linspace(0, 1, 11)[1:] ** 2
    for k, (panel, (title, path)) in enumerate(zip(panels, found.items(), strict=True)):
        panel.contour(U, V, heights, levels=levels, colors="0.8", linewidths=1)
        blank(panel)
        panel.set(xlim=(left, right), ylim=(bottom, top))
        inside = ((path >= (left, bottom)) & (path <= (right, top))).all(1)
        gone = int(np.argmin(inside)) if not inside.all() else 0
        i = 1 if gone else (0, 2, 3, 5)[k % 4]  # what runs away has one color in all panels
        _draw_path(panel, path[: gone or len(path)], path[gone] if gone else None, COLORS[i], kw)
        if gone:
            panel.text(
                *(0.97, 0.04, f"gone after step {gone}"), transform=panel.transAxes, ha="right",
                color=INKS[i], fontsize=10, bbox={"fc": "white", "ec": "none", "pad": 2}
            )  # fmt: skip
        panel.plot(*center, "*", color="black", ms=14, zorder=5)
        panel.set_title(title, loc="left", color=INKS[i], fontweight="bold", fontsize=11)
        if k == 0:
            look: dict[str, Any] = {
                "textcoords": "offset points",
                "fontsize": 10,
                "zorder": 6,
                "ha": "center",
            }
            panel.annotate("start", tuple(path[0]), (0, 9), **look)
            panel.annotate(
                "lowest point",
                tuple(center),
                (0, -19),
                bbox={"fc": "white", "ec": "none", "pad": 1},
                **look,
            )
        steps = len(path) - 1
        told = (
            f"after step {gone} of {steps} it has left the picture"
            if gone
            else f"{steps} steps take the loss from {loss(*path[0]):.3g} to {loss(*path[-1]):.3g}; the "
            f"last point is {np.linalg.norm(path[-1] - center):.2g} from the lowest one, the start "
            f"{np.linalg.norm(path[0] - center):.2g}"
        )
        describe(panel, f"{title}: {told}.")
    return panels


def _path(title: object, path: Any) -> np.ndarray:
    """Return a path as an array up to its first point that is not finite."""
    try:
        points = np.asarray(path, dtype=float)
    except (TypeError, ValueError):
        points = np.empty(0)
    if points.ndim != 2 or points.shape[1:] != (2,) or not np.isfinite(points[:1]).all():
        raise ValueError(
            f"paths[{title!r}] must have shape (steps + 1, 2) and a finite start, got {shown(path)}; "
            "try [(u, v), (u, v)]"
        )
    bad = ~np.isfinite(points).all(1)
    points[bad] = 1e300  # far outside of any panel
    return points[: int(np.argmax(bad)) + 1] if bad.any() else points


def _panels(ax: Any, count: int) -> list[Axes]:
    if ax is None:
        return list(figure(count, height=2.9)[1])
    panels = [take_axes(one) for one in (ax if isinstance(ax, (list, tuple, np.ndarray)) else [ax])]
    if len(panels) != count:
        raise ValueError(
            f"ax must hold {count} axes, one for each path, got {len(panels)}; try None"
        )
    return panels


def _draw_path(
    ax: Any, points: np.ndarray, outside: np.ndarray | None, color: str, kw: dict
) -> None:
    """Draw the points inside the panel, and an arrow to its edge where the next one is outside."""
    ax.plot(*points.T, **{"color": color, "marker": "o", "ms": 4.5, "lw": 1.8, "zorder": 3, **kw})
    ax.plot(*points[0], "o", color="black", ms=9, zorder=4)
    if outside is None:
        return
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    way = outside - points[-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = (np.where(way > 0, (right, top), (left, bottom)) - points[-1]) / way
    edge = points[-1] + way * np.nanmin(np.where(way == 0, np.nan, shares))
    ax.annotate(
        "",
        edge,
        points[-1],
        arrowprops={"arrowstyle": "-|>", "color": color, "lw": 1.8, "shrinkA": 0},
    )


def plot_boundary(
    model: nn.Module, X: Tensor, y: Tensor, *, ax: Axes | None = None, **kw: Any
) -> Axes:
    """Draw where a network decides for which class, and the examples; wrong ones have a black rim.

    The surer the network, the stronger the color; the black line is the boundary.

    Parameters
    ----------
    model : Module
    X : Tensor
        Inputs, shape (n, 2), float32.
    y : Tensor
        Labels, shape (n,), int64.
    """
    guesses = predict(model, X, y, "plot_boundary").argmax(1)
    if X.shape[1] != 2:
        raise ValueError(f"X must have shape (n, 2), got {tuple(X.shape)}; try two features")
    ax = take_axes(ax, (3.9, 4.1))
    points, labels, right = X.cpu().numpy(), y.cpu().numpy(), (guesses == y).cpu().numpy()
    low, high = points.min(0), points.max(0)
    margin = 0.12 * np.maximum(high - low, 1e-9)
    (left, bottom), (end, top) = low - margin, high + margin
    U, V = np.meshgrid(np.linspace(left, end, 241), np.linspace(bottom, top, 241))
    grid = torch.tensor(np.stack([U.ravel(), V.ravel()], 1), dtype=X.dtype, device=X.device)
    classes = torch.zeros(len(grid), dtype=torch.int64, device=y.device)
    shares: Any = predict(model, grid, classes, "plot_boundary").cpu().numpy()
    shares = shares.reshape(*U.shape, -1)
    n = shares.shape[-1]
    colors = np.array(
        [int(COLORS[k % len(COLORS)][i : i + 2], 16) / 255 for k in range(n) for i in (1, 3, 5)]
    )
    best = shares.argmax(-1)
    sure = (shares.max(-1) * n - 1) / max(n - 1, 1)
    picture = 1 - (1 - colors.reshape(n, 3)[best]) * (0.12 + 0.38 * sure[..., None])
    ax.imshow(picture, extent=(left, end, bottom, top), origin="lower", aspect="auto", zorder=0)
    for k in range(n):
        others = np.delete(shares, k, -1).max(-1) if n > 1 else np.zeros(U.shape)
        lead = shares[..., k] - others
        if lead.min() < 0 < lead.max():
            ax.contour(U, V, lead, levels=[0], colors="black", linewidths=1.6)
    for k in np.unique(labels):
        for part, rim, width in ((right, "white", 0.6), (~right, "black", 1.6)):
            at = points[(labels == k) & part]
            look = {"color": COLORS[k % len(COLORS)], "mec": rim, "mew": width, "ms": 6}
            ax.plot(*at.T, MARKERS[k % len(MARKERS)], **{**look, **kw})
    blank(ax)
    said = f"{100 * right.mean():.0f} % of {len(labels):,} points right"
    ax.set_xlabel(said)
    return describe(ax, f"{said}, {int((~right).sum())} on the wrong side of the boundary.")
