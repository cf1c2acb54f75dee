"""Measure `sweep` on a GPU beside the processors of the same computer.

python -m bench.gpu             prints what it finds; about five minutes
python -m bench.gpu --write     also puts it into docs/gpu-measured.md and .json
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

import hyperlib as h
from bench.machine import machine
from bench.workloads import H, arithmetic, mixed, rates, shape, used_pixels
from hyperlib.sweeps import plan

PAGE = Path(__file__).resolve().parents[1] / "docs" / "gpu-measured.md"
RESULTS = PAGE.with_suffix(".json")
MIB = 2**20
# Each hyperparameter that a step treats in its own way, at least once.
SMALL = H(n_neurons=(32, 32), epochs=3)
AXES: dict[str, dict[str, Any]] = {
    "Adam, ReLU": {},
    "no hidden layer": {"n_neurons": ()},
    "tanh": {"activation": "tanh"},
    "sigmoid": {"activation": "sigmoid"},
    "leaky ReLU": {"activation": "leaky_relu"},
    "GELU": {"activation": "gelu"},
    "SGD": {"optimizer": "sgd", "lr": 0.05},
    "momentum": {"optimizer": "sgd", "lr": 0.02, "momentum": 0.9},
    "Nesterov": {"optimizer": "sgd", "lr": 0.02, "momentum": 0.9, "nesterov": True},
    "RMSprop": {"optimizer": "rmsprop"},
    "AdamW, decay": {"optimizer": "adamw", "weight_decay": 0.1},
    "Adam, decay": {"weight_decay": 0.001},
    "L1": {"l1": 1e-4},
    "dropout": {"dropout": 0.3},
    "skip connections": {"n_neurons": (32,) * 4, "skip": True},
    "skips and dropout": {"n_neurons": (32,) * 4, "skip": True, "dropout": 0.2},
    "label smoothing": {"label_smoothing": 0.1},
    "cosine, warm-up": {"schedule": "cosine", "warmup": 0.1},
    "patience": {"patience": 1, "epochs": 6},
    "shift and noise": {"shift": 2, "input_noise": 0.1},
    "rotation": {"rotation": 10.0},
}


def same() -> dict[str, dict[str, float]]:
    """Return for each axis how far a GPU's numbers are from the processor's after training."""
    data, found = h.load_mnist().subset(1000), {}
    for name, changes in AXES.items():
        here, there = (
            h.sweep([SMALL.replace(**changes)], data, seeds=3, device=device)
            for device in ("cpu", "cuda")
        )
        pairs = list(zip(here.rows, there.rows, strict=True))
        found[name] = {
            "train_loss": max(abs(b["train_loss"] / a["train_loss"] - 1) for a, b in pairs),
            "val_accuracy": max(abs(b["val_accuracy"] - a["val_accuracy"]) for a, b in pairs),
        }
    return found


def seconds_of(configs: Sequence[H], data: h.Data, device: str, turns: int = 1) -> float:
    """Return the median seconds of a sweep that measures the last epoch, after one that warms up."""
    seconds = []
    for _ in range(1 + turns):
        start = time.perf_counter()
        h.sweep(configs, data, measure="last epoch", device=device)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds[1:])


def undropped(n: int) -> list[H]:
    """Return networks of many sizes without dropout, which the processor draws for each size anew."""
    return [config.replace(dropout=0.0) for config in mixed(n)]


def rooms() -> dict[str, list[dict[str, float]]]:
    """Return seconds with other bytes of a tile and other costs of a step."""
    base, digits = shape("classic")
    kept = plan.ROOMS["cuda"]
    found: dict[str, list[dict[str, float]]] = {"tile_bytes": [], "step_cost": []}
    try:
        for mebibytes in (64, 256, 1024, 4096):
            plan.ROOMS["cuda"] = kept._replace(tile_bytes=mebibytes * MIB)
            seconds = seconds_of(rates(1024, base), digits, "cuda")
            found["tile_bytes"].append({"MiB": mebibytes, "ms": 1000 * seconds / 1024})
        for cost in (30_000, 300_000, 3_000_000, 30_000_000):
            plan.ROOMS["cuda"] = kept._replace(step_cost=cost)
            seconds = seconds_of(undropped(256), digits, "cuda")
            found["step_cost"].append({"parameters": cost, "ms": 1000 * seconds / 256})
    finally:
        plan.ROOMS["cuda"] = kept
    return found


def peak() -> float:
    """Return the float32 TFLOP/s of large products, as `torch.mm` does them by default."""
    a, b = (torch.randn(8192, 8192, device="cuda") for _ in range(2))
    for turns in (2, 5):
        torch.cuda.synchronize()
        start = time.perf_counter()
        for _ in range(turns):
            torch.mm(a, b)
        torch.cuda.synchronize()
    return turns * 2 * 8192**3 / (time.perf_counter() - start) / 1e12


def lanes(highest: float) -> list[dict[str, Any]]:
    """Return milliseconds a model on the processors and on the GPU, and the share of its `highest` TFLOP/s."""
    classic, digits = shape("classic")
    work: list[tuple[str, list[H], h.Data]] = []
    for name, counts in {
        "classic": (1, 8, 64, 256, 1024),
        "tiny": (1, 64, 1024, 4096),
        "wide": (1, 8, 64, 256),
    }.items():
        base, data = shape(name)
        work += [(name, rates(n, base), data) for n in counts]
    work += [
        ("classic, dropout", rates(256, classic.replace(dropout=0.2)), digits),
        ("mixed, no dropout", undropped(256), digits),
        ("mixed", mixed(64), digits),
    ]
    rows = []
    for name, configs, data in work:
        n, pixels = len(configs), used_pixels(data)
        few = configs[:: math.ceil(n / 256)]
        here = seconds_of(few, data, "cpu") / len(few)
        there = seconds_of(configs, data, "cuda", turns=1 if n > 256 else 3) / n
        flops = statistics.mean(arithmetic(c, data, pixels)[0] for c in configs)
        row = {"workload": name, "lanes": n, "cpu_ms": 1000 * here, "cuda_ms": 1000 * there}
        rows.append(row | {"share_of_peak": flops / there / highest / 1e12})
    return rows


def page(found: dict[str, Any]) -> str:
    """Return the page in Markdown."""
    on = found["machine"]
    parts = [
        "# `sweep` on a GPU\n\nMade by `python -m bench.gpu --write`; do not edit.\n"
        f"{found['gpu']}, beside {on['threads']} threads of {on['processor']}; torch {on['torch']}. "
        "Networks as in [benchmarks.md](benchmarks.md), measured after the last epoch.\n",
        "## Milliseconds a model\n\nThe share of the peak is that of the GPU's float32 products, "
        f"{found['peak']:.0f} TFLOP/s with `torch.mm` on matrices of 8,192 by 8,192.\n",
        "| network | lanes of one seed | processors | GPU | times as quick | share of the peak |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| {r['workload']} | {r['lanes']:,} | {r['cpu_ms']:.2f} | {r['cuda_ms']:.2f} "
            f"| {r['cpu_ms'] / r['cuda_ms']:.1f} | {r['share_of_peak']:.1%} |"
            for r in found["lanes"]
        ),
        "\n## How large a tile is\n\n1,024 lanes of the classic network:\n\n"
        "| MiB a tile | ms a model |\n| ---: | ---: |",
        *(f"| {r['MiB']:,} | {r['ms']:.2f} |" for r in found["rooms"]["tile_bytes"]),
        "\n256 mixed lanes, parted by width where padding costs more than a step of so many parameters:"
        "\n\n| parameters | ms a model |\n| ---: | ---: |",
        *(f"| {r['parameters']:,} | {r['ms']:.2f} |" for r in found["rooms"]["step_cost"]),
        "\n## How far its numbers are from the processor's\n\nThe largest difference over three seeds "
        "and all epochs: of the training loss, relative, and of the validation accuracy (of 1,000 digits).\n",
        "| lanes with | training loss | validation accuracy |\n| --- | ---: | ---: |",
        *(
            f"| {name} | {far['train_loss']:.1e} | {far['val_accuracy']:.3f} |"
            for name, far in found["same"].items()
        ),
    ]
    return "\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    on = machine()
    found: dict[str, Any] = {
        "machine": {key: on[key] for key in ("processor", "cores", "threads")}
        | {"torch": on["versions"]["torch"]},
        "gpu": torch.cuda.get_device_name(),
        "peak": peak(),
        "same": same(),
        "rooms": rooms(),
    }
    found["lanes"] = lanes(found["peak"])
    print(page(found))
    if arguments.write:
        RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
