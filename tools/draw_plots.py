"""Draw docs/plots.md, the gallery of `hyperlib.plotting`: python -m tools.draw_plots"""

from __future__ import annotations

import html
import sys
from pathlib import Path
from typing import Any

import matplotlib
from PIL import Image

import hyperlib as h
from hyperlib import plotting
from hyperlib.plotting.pictures import PIXELS, figure_of

ROOT = Path(__file__).resolve().parents[1]
PAGE, FOLDER = ROOT / "docs" / "plots.md", ROOT / "docs" / "pictures"
HEAD = """# Plots

Every figure of a lesson is one call of `hyperlib.plotting`, shown with `plotting.show(...)`.
Each takes `ax=`, to be drawn beside others, and writes its own alt text, which `show(..., alt="...")` replaces.
Pictures have two pixels for each one of the page and keep a white ground in the dark theme.
`python -m tools.draw_plots` makes this page.
"""
GALLERY = {  # the question that a figure answers -> the call
    "How did training go, and which run ended best?": "plotting.plot_curves(sgd)",
    "Which value is best, for each of two optimizers?": 'plotting.plot_dots(both, "lr", by="optimizer")',
    "Which pair of values is best?": 'plotting.plot_heatmap(adam, "lr", "batch_size")',
    "How cheap is a network that is good enough?": 'plotting.plot_pareto(networks, work, label="multiply-adds")',
    "Why is a learning rate too small, right, or too large?": "plotting.plot_paths(valley, paths)",
    "What can a network of this size draw?": "plotting.plot_boundary(spiral_model, X, y)",
    "What do neurons look for?": "plotting.plot_weights(models)",
    "What is chosen, and what is learned?": "plotting.plot_network([784, 128, 64, 32, 10])",
    "Does the gradient reach the first layer?": "plotting.plot_gradient_flow(norms)",
    "Which digits are misread, and as what?": "plotting.plot_mistakes(run.model, data.X_val, data.y_val)",
    "What do the data look like?": "plotting.plot_digits(data.X_train[:10], data.y_train[:10])",
    "Does one run overfit?": 'plotting.plot_history(run, metric=["train_loss", "val_loss"])',
    "How far do seeds differ?": 'plotting.plot_seeds(accuracies, ylabel="validation accuracy, %")',
    "How large is each layer's gradient?": "plotting.plot_gradient_norms(norms)",
    "How large are a few numbers?": 'plotting.plot_bars(parameters, ylabel="parameters")',
}


def prepare() -> dict[str, Any]:
    """Train and measure what the calls name, in about half a minute."""
    data, spirals, table = h.load_mnist().subset(1000), h.make_spirals(), h.load_table("model")
    base = h.Hyperparameters(n_neurons=(32,), epochs=10, lr=3e-3)
    part = table.select(activation="relu", depth=2, width=64)
    sgd = h.sweep(h.grid(base.replace(optimizer="sgd"), lr=[0.01, 0.1, 1.0]), data, seeds=range(5))
    accuracies: dict[str, list[float]] = {}
    for lane in sgd.lanes:
        accuracies.setdefault(f"lr {lane.config.lr:g}", []).append(100 * lane.final.val_accuracy)
    kinds = {"no penalty": base, "L2": base.replace(weight_decay=0.01), "L1": base.replace(l1=3e-4)}
    deep = base.replace(n_neurons=(64,) * 5)
    nets = {"sigmoid": deep.replace(activation="sigmoid"), "ReLU": deep}
    nets["ReLU, He initialization"] = deep.replace(initialization="he")
    built = {name: h.MLP.from_config(config, data, seed=0) for name, config in nets.items()}
    batch = data.X_val[:64], data.y_val[:64]
    ends = ("0.02: creeps", "0.12: gets there", "0.16: zigzags", "0.171: runs away")
    rates = {text: float(text.partition(":")[0]) for text in ends}
    spiral = h.train(base.replace(n_neurons=(16, 16), activation="tanh", epochs=200), spirals)
    return {
        **{"plotting": plotting, "data": data, "sgd": sgd},
        **{"both": part.select(batch_size=64), "adam": part.select(optimizer="adam")},
        "networks": table.select(activation="relu", optimizer="adam", batch_size=64),
        "work": lambda at: 794 * at["width"] + at["width"] ** 2 * (at["depth"] - 1),
        "valley": lambda u, v: (u**2 + 12 * v**2) / 2,
        "paths": {
            name: [(-11 * (1 - lr) ** k, 3.3 * (1 - 12 * lr) ** k) for k in range(31)]
            for name, lr in rates.items()
        },
        **{"spiral_model": spiral.model, "X": spirals.X_val, "y": spirals.y_val},
        "models": {name: h.train(config, data).model for name, config in kinds.items()},
        "norms": {name: h.gradient_norms(model, *batch) for name, model in built.items()},
        **{"run": h.train(base, data), "accuracies": accuracies},
        "parameters": {"16 neurons": 12_730, "64 neurons": 50_890, "256 neurons": 203_530},
    }


def name_of(call: str) -> str:
    """Return what a call draws, such as dots."""
    return call.split("(")[0].removeprefix("plotting.plot_")


def document(alts: dict[str, tuple[str, int]]) -> str:
    """Return the page; `alts` gives the alt text and the width in pixels of each call's picture."""
    parts = [HEAD]
    for question, call in GALLERY.items():
        alt, width = alts[call]
        image = f'<img src="pictures/plot-{name_of(call)}.png" width="{width}" alt="{html.escape(alt)}">'
        parts.append(f"## {question}\n\n```python\n{call}\n```\n\n{image}\n")
    return "\n".join(parts)


def main() -> int:
    """Draw all pictures with two pixels for each one of the page, in few colors, and write the page."""
    matplotlib.use("Agg")
    known, alts = prepare(), {}
    for call in GALLERY.values():
        drawn = figure_of(eval(call, known))
        alts[call] = plotting.alt_text(drawn), round(drawn.get_figwidth() * PIXELS)
        path = FOLDER / f"plot-{name_of(call)}.png"
        drawn.savefig(path, dpi=2 * PIXELS, metadata={"Software": None})
        Image.open(path).convert("RGB").quantize(96).save(path, optimize=True)
    PAGE.write_text(document(alts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
