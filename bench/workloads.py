"""What is trained in benchmarks: configurations, data and the arithmetic that they need."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import torch
from torch.nn.functional import adaptive_avg_pool2d

import hyperlib as h

H = h.Hyperparameters
SHAPES = {
    "classic": H(),
    "tiny": H(n_neurons=(32,), batch_size=32),
    "wide": H(n_neurons=(512, 512), batch_size=128),
}


class Workload(NamedTuple):
    """Models to train, their data, and how many of the models the slow peers train."""

    configs: list[H]
    data: h.Data
    sample: int


def rates(n: int, base: H) -> list[H]:
    """Return `n` configurations with learning rates from 3e-4 to 3e-3, all of which learn."""
    if n == 1:
        return [base]
    return [base.replace(lr=3e-4 * 10 ** (i / (n - 1))) for i in range(n)]


def pooled(data: h.Data) -> h.Data:
    """Return the digits as 8x8 pixels."""

    def small(X: torch.Tensor) -> torch.Tensor:
        return adaptive_avg_pool2d(X.view(-1, 1, 28, 28), 8).flatten(1).contiguous()

    parts = {k: getattr(data, k) for k in ("y_train", "y_val", "y_test")}
    parts |= {k: small(getattr(data, k)) for k in ("X_train", "X_val", "X_test")}
    return h.Data(**parts)


def mixed(n: int, seed: int = 0) -> list[H]:
    """Draw widths 16 to 256, depths 1 to 4, dropout and weight decay."""
    rng = random.Random(seed)
    return [
        H(
            n_neurons=tuple(round(2 ** rng.uniform(4, 8)) for _ in range(rng.randint(1, 4))),
            dropout=rng.choice([0.0, 0.1, 0.2, 0.4]),
            weight_decay=rng.choice([0.0, 10 ** rng.uniform(-6, -3)]),
            lr=10 ** rng.uniform(-3.5, -2.5),
        )
        for _ in range(n)
    ]


def shape(name: str) -> tuple[H, h.Data]:
    """Return a workload's configuration and data."""
    data = h.load_mnist()
    return SHAPES[name], pooled(data) if name == "tiny" else data


def _of_rates(n: int, name: str, sample: int) -> Workload:
    base, data = shape(name)
    return Workload(rates(n, base), data, sample)


def workloads() -> dict[str, Callable[[], Workload]]:
    """Return the workloads by name."""
    digits = h.load_mnist()
    found: dict[str, Callable[[], Workload]] = {}
    for n in (1, 8, 32, 256):
        found[f"classic-{n}"] = partial(_of_rates, n, "classic", 4)
    for n in (8, 32, 256):
        found[f"tiny-{n}"] = partial(_of_rates, n, "tiny", 4)
    for n in (1, 8):
        found[f"wide-{n}"] = partial(_of_rates, n, "wide", 2)
    for n in (64, 256):
        found[f"mixed-{n}"] = partial(lambda n: Workload(mixed(n), digits, 32), n)
    return found


def arithmetic(config: H, data: h.Data, n_input: int) -> tuple[float, float]:
    """Count the operations of one model's products: of the steps, and of steps and measuring."""
    sizes = [n_input, *config.n_neurons, data.n_output]
    products = [a * b for a, b in zip(sizes[:-1], sizes[1:], strict=True)]
    forward = 2 * sum(products)
    # Backward: the gradients of all weights, and of the inputs of all layers but the first.
    steps = len(data.y_train) * (2 * forward + 2 * sum(products[1:]))
    measured = (len(data.y_train) + len(data.y_val)) * forward
    return config.epochs * steps, config.epochs * (steps + measured)


def typical(work: Workload, n: int) -> list[H]:
    """Choose about `n` models whose work is on average that of all: one of each share of them."""
    configs, data = work.configs, work.data
    n = min(n, len(configs))
    ordered = sorted(configs, key=lambda c: arithmetic(c, data, data.n_input)[1])
    chosen = [ordered[(2 * i + 1) * len(configs) // (2 * n)] for i in range(n)]
    return sorted(chosen, key=configs.index)


def used_pixels(data: h.Data) -> int:
    """Count the inputs that are not zero in every example: the others need no arithmetic."""
    return int(((data.X_train != 0).any(0) | (data.X_val != 0).any(0)).sum())
