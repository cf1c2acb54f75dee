"""Draw the pictures of docs/sweeps.md and docs/benchmarks.md into docs/pictures.

    python -m tools.draw_docs

The first three explain how a sweep works; the last two show what docs/benchmarks.json holds.  The
same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from hyperlib.plotting import COLORS, LINES, MARKERS

ROOT = Path(__file__).resolve().parents[1]
RESULTS, FOLDER = ROOT / "docs" / "benchmarks.json", ROOT / "docs" / "pictures"
GRAY = "0.85"


def box(ax: Axes, x: float, y: float, w: float, h: float, text: str, color: str) -> None:
    """Draw a rectangle with a text in its middle."""
    ax.add_patch(Rectangle((x, y), w, h, facecolor=color, edgecolor="black"))
    ax.text(x + w / 2, y + h / 2, text, ha="center", va="center")


def blank(width: float, height: float, right: float, top: float) -> tuple[Figure, Axes]:
    """Return a figure with axes from 0 to `right` and `top` that show nothing of themselves."""
    figure = Figure(figsize=(width, height), layout="constrained")
    ax = figure.subplots()
    ax.set(xlim=(0, right), ylim=(0, top), aspect="equal")
    ax.axis("off")
    return figure, ax


def one_wide_product() -> Figure:
    """Three products with the same X, and the one product that gives the same numbers."""
    figure, ax = blank(8, 3.9, 16.4, 8)
    colors = [f"{color}99" for color in COLORS[:3]]
    ax.text(0, 7.6, "one by one: X is read three times", va="center")
    for k, color in enumerate(colors):
        x = 5.6 * k
        box(ax, x, 5, 1.5, 1.6, "X", GRAY)
        ax.text(x + 1.85, 5.8, "·", ha="center", va="center")
        box(ax, x + 2.2, 4.5, 0.9, 2.6, f"$W_{k + 1}$", color)
        ax.text(x + 3.45, 5.8, "=", ha="center", va="center")
        box(ax, x + 3.8, 5, 0.9, 1.6, f"$Z_{k + 1}$", color)
    ax.text(0, 3.6, "side by side: one product, three times as wide", va="center")
    box(ax, 0, 0.9, 1.5, 1.6, "X", GRAY)
    ax.text(1.85, 1.7, "·", ha="center", va="center")
    ax.text(5.25, 1.7, "=", ha="center", va="center")
    for k, color in enumerate(colors):
        box(ax, 2.2 + 0.9 * k, 0.4, 0.9, 2.6, f"$W_{k + 1}$", color)
        box(ax, 5.6 + 0.9 * k, 0.9, 0.9, 1.6, f"$Z_{k + 1}$", color)
    notes = "X: 64 examples x 784 pixels\neach W: 784 pixels x 128 neurons\neach Z: 64 examples x 128 neurons"
    ax.text(9.3, 1.7, notes, va="center")
    return figure


def padding() -> Figure:
    """A lane of width 2 in a tile of width 4: what is zero at first stays zero."""
    figure, ax = blank(8, 3.2, 17, 6.6)
    columns = (("weights before", 5, 0), ("outputs", 3, 6.4), ("weights behind", 4, 11.4))
    for title, rows, x in columns:
        ax.text(x, 6.2, title, va="center")
        for row in range(rows):
            for column in range(4):
                behind = title == "weights behind"
                zero = row >= 2 if behind else column >= 2
                color = "white" if zero else f"{COLORS[0]}99"
                box(ax, x + column, 4.6 - row, 1, 1, "0" if zero else "", color)
    ax.text(4.9, 4.1, "→", ha="center", va="center", fontsize=14)
    ax.text(9.95 + 0.9, 4.1, "→", ha="center", va="center", fontsize=14)
    ax.text(
        0,
        0.1,
        "White: neurons that this lane does not have. Their output is act(0) = 0, so the weights behind\n"
        "them get no gradient; those are zero too, so nothing flows back to the weights before.",
        va="center",
    )
    return figure


def tiles() -> Figure:
    """Five tiles on two cores; a lane that ends early leaves its tile."""
    figure = Figure(figsize=(8, 2.6), layout="constrained")
    ax = figure.subplots()
    plan = (
        ("A", 0, 0, 5, 6),
        ("B", 1, 0, 5, 4),
        ("C", 1, 4, 3, 4),
        ("D", 0, 6, 3, 3),
        ("E", 1, 8, 2, 1.6),
    )
    for k, (name, core, start, lanes, length) in enumerate(plan):
        for lane in range(lanes):
            left_early = 0.45 if (name, lane) == ("A", 4) else 1.0
            place = (start, core + lane * 0.15)
            patch = Rectangle(place, length * left_early - 0.06, 0.13, facecolor=f"{COLORS[k]}99")
            patch.set(edgecolor="black", linewidth=0.6)
            ax.add_patch(patch)
        ax.text(start + 0.1, core + lanes * 0.15 + 0.02, f"tile {name}", va="bottom", fontsize=10)
    ax.annotate("diverged: leaves", (2.7, 0.66), (3.2, 0.68), va="center", fontsize=10)
    ax.set(xlim=(0, 10), ylim=(-0.05, 1.98), xlabel="time")
    ax.set_yticks([0.36, 1.36], ["core 1", "core 2"])
    ax.set_xticks([])
    ax.spines[["top", "right"]].set_visible(False)
    return figure


def scaling() -> Figure:
    """Milliseconds a lane, and the share of the peak, against the number of lanes."""
    rows = json.loads(RESULTS.read_text("utf-8"))["scaling"]["lanes"]
    figure = Figure(figsize=(8, 3.4), layout="constrained")
    left, right = figure.subplots(1, 2)
    for k, name in enumerate(dict.fromkeys(row["network"] for row in rows)):
        own = [row for row in rows if row["network"] == name]
        look = {"color": COLORS[k], "marker": MARKERS[k], "linestyle": LINES[k], "label": name}
        lanes = [row["lanes"] for row in own]
        left.plot(lanes, [row["ms_a_lane"] for row in own], **look)
        right.plot(lanes, [100 * row["share"] for row in own], **look)
    for ax in (left, right):
        ax.set_xscale("log")
        ax.set_xlabel("lanes, log scale")
    left.set_yscale("log")
    left.set_ylabel("milliseconds a lane, log scale")
    right.set_ylabel("share of the peak in the steps, %")
    right.set_ylim(bottom=0)
    left.legend()
    return figure


def peers() -> Figure:
    """How many times longer each way to train takes than a sweep of 32 models, both measuring."""
    found = json.loads(RESULTS.read_text("utf-8"))["workloads"]
    names = [name for name in ("classic-32", "tiny-32") if name in found]
    figure = Figure(figsize=(8, 3.6), layout="constrained")
    axes = figure.subplots(1, len(names), squeeze=False)[0]
    for k, (ax, name) in enumerate(zip(axes, names, strict=True)):
        rows = {p: modes["measuring"]["ratio"] for p, modes in found[name]["rows"].items()}
        rows = {peer: ratio for peer, ratio in rows.items() if ratio}
        order = sorted(rows, key=lambda peer: -rows[peer])
        bars = ax.barh(order, [rows[peer] for peer in order], color=COLORS[k])
        ax.bar_label(bars, fmt="%.1f", padding=2)
        ax.margins(x=0.15)
        ax.set_title(name)
        ax.set_xlabel("times as long as sweep")
    return figure


PICTURES: dict[str, Callable[[], Figure]] = {
    "one-wide-product": one_wide_product,
    "padding": padding,
    "tiles": tiles,
    "scaling": scaling,
    "peers": peers,
}


def draw(folder: Path) -> list[Path]:
    """Write all pictures as SVG files and return their paths."""
    folder.mkdir(exist_ok=True)
    paths = []
    settings: dict[Any, Any] = {
        "svg.hashsalt": "hyperlib",
        "font.size": 10,
        "font.family": "DejaVu Sans",
    }
    for name, picture in PICTURES.items():
        path = folder / f"{name}.svg"
        with matplotlib.rc_context(settings):
            picture().savefig(path, metadata={"Date": None})
        paths.append(path)
    return paths


if __name__ == "__main__":
    print("\n".join(str(path.relative_to(ROOT)) for path in draw(FOLDER)))
    sys.exit(0)
