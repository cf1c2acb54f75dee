"""Measure `sweep` against other ways to train the same small networks, side by side.

    python -m tools.bench_sweep            all workloads, five epochs
    python -m tools.bench_sweep --quick    one epoch, fewer lanes

Every way trains the same models.  The ways take turns, several times over, and the table shows
medians in seconds for one model, so a machine that is slow for a while is slow for all of them.
Only `sweep` and `train` measure losses and accuracies after each epoch; all others only train.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import random
import statistics
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import nn
from torch.nn.functional import adaptive_avg_pool2d, cross_entropy

import hyperlib as h
from hyperlib.lanes import Examples, Lanes
from hyperlib.sweeps import _plan, _set_up
from hyperlib.training import make_optimizer, one_thread

DOCS = Path(__file__).resolve().parent.parent / "docs"
H = h.Hyperparameters


def small_pixels(data: h.Data) -> h.Data:
    """Return the digits as 8 x 8 pixels."""

    def shrink(X: torch.Tensor) -> torch.Tensor:
        return adaptive_avg_pool2d(X.view(-1, 1, 28, 28), 8).flatten(1).contiguous()

    return h.Data(
        shrink(data.X_train), data.y_train, shrink(data.X_val), data.y_val,
        shrink(data.X_test), data.y_test,
    )  # fmt: skip


def workloads(data: h.Data, epochs: int, lanes: int) -> dict[str, tuple[list[H], h.Data, str]]:
    """Return configurations, data and a description of each workload."""

    def rates(base: H) -> list[H]:
        return h.grid(base, lr=[10 ** (-3.5 + 1.5 * i / lanes) for i in range(lanes)])

    draw = random.Random(0)
    mixed = [
        H(
            n_neurons=tuple(draw.randint(16, 256) for _ in range(draw.randint(1, 4))),
            lr=10 ** draw.uniform(-3.5, -2),
            dropout=draw.choice([0.0, 0.0, draw.uniform(0.05, 0.5)]),
            weight_decay=draw.choice([0.0, 10 ** draw.uniform(-5, -2)]),
            epochs=epochs,
        )
        for _ in range(lanes)
    ]
    return {
        "classic": (rates(H(epochs=epochs)), data, "784-128-64-32-10, batch 64, Adam"),
        "tiny": (
            rates(H(n_neurons=(32,), batch_size=32, epochs=epochs)),
            small_pixels(data),
            "64-32-10, batch 32, Adam",
        ),
        "wide": (
            rates(H(n_neurons=(512, 512), batch_size=128, epochs=epochs))[:: max(1, lanes // 4)],
            data,
            "784-512-512-10, batch 128, Adam",
        ),
        "mixed": (mixed, data, "1 to 4 layers of 16 to 256, dropout, weight decay, Adam"),
    }


# Ways to train one model; each returns a function from inputs to predicted labels


def model_of(c: H, d: h.Data) -> h.MLP:
    return h.MLP(d.n_input, c.n_neurons, d.n_output, dropout=c.dropout, seed=0)


def tight(c: H, d: h.Data) -> nn.Module:
    """The loop of `train` without measuring: tensors in memory, fused optimizer."""
    model = model_of(c, d)
    optimizer = make_optimizer(c, model)
    shuffle = torch.Generator().manual_seed(0)
    for _ in range(c.epochs):
        for rows in torch.randperm(len(d.y_train), generator=shuffle).split(c.batch_size):
            loss = cross_entropy(model(d.X_train[rows]), d.y_train[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model


def loader(c: H, d: h.Data) -> nn.Module:
    """The loop of most tutorials."""
    model = model_of(c, d)
    optimizer = torch.optim.Adam(model.parameters(), lr=c.lr, weight_decay=c.weight_decay)
    examples = torch.utils.data.TensorDataset(d.X_train, d.y_train)
    batches = torch.utils.data.DataLoader(examples, batch_size=c.batch_size, shuffle=True)
    for _ in range(c.epochs):
        for X, y in batches:
            loss = cross_entropy(model(X), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model


def scikit_learn(c: H, d: h.Data) -> object:
    from sklearn.neural_network import MLPClassifier

    return MLPClassifier(
        c.n_neurons,
        learning_rate_init=c.lr,
        batch_size=c.batch_size,
        max_iter=c.epochs,
        alpha=c.weight_decay,
        random_state=0,
    ).fit(d.X_train.numpy(), d.y_train.numpy())


def skorch(c: H, d: h.Data) -> object:
    from skorch import NeuralNetClassifier

    return NeuralNetClassifier(
        model_of(c, d),
        criterion=nn.CrossEntropyLoss,
        optimizer=torch.optim.Adam,
        lr=c.lr,
        optimizer__weight_decay=c.weight_decay,
        batch_size=c.batch_size,
        max_epochs=c.epochs,
        train_split=None,
        iterator_train__shuffle=True,
        verbose=0,
    ).fit(d.X_train.numpy(), d.y_train.numpy())


def lightning(c: H, d: h.Data) -> nn.Module:
    from lightning import LightningModule, Trainer

    class Module(LightningModule):
        def __init__(self) -> None:
            super().__init__()
            self.model = model_of(c, d)

        def training_step(self, batch: list, index: int) -> torch.Tensor:
            return cross_entropy(self.model(batch[0]), batch[1])

        def configure_optimizers(self) -> torch.optim.Optimizer:
            return torch.optim.Adam(self.parameters(), lr=c.lr, weight_decay=c.weight_decay)

    examples = torch.utils.data.TensorDataset(d.X_train, d.y_train)
    module = Module()
    Trainer(
        max_epochs=c.epochs,
        accelerator="cpu",
        logger=False,
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
    ).fit(module, torch.utils.data.DataLoader(examples, batch_size=c.batch_size, shuffle=True))
    return module.model


def accuracy(model: object, d: h.Data) -> float:
    """Return the accuracy on the validation digits of what one of these ways trained."""
    if isinstance(model, nn.Module):
        return h.evaluate(model, d.X_val, d.y_val)[1]
    return float((model.predict(d.X_val.numpy()) == d.y_val.numpy()).mean())


# Measuring


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def steps_only(configs: list[H], d: h.Data, threads: int) -> None:
    """Train as `sweep` does, without measuring losses and accuracies."""
    examples = Examples(d)

    def chunk(members: list[int]) -> None:
        tile = Lanes([configs[i] for i in members], 0, examples)
        with torch.no_grad():
            for _ in range(configs[0].epochs):
                order = torch.randperm(len(d.y_train), generator=tile.shuffle)
                for rows in order.split(tile.batch_size):
                    tile.step(rows)

    with one_thread(), ThreadPoolExecutor(threads, initializer=_set_up) as pool:
        list(pool.map(chunk, _plan([(c, 0) for c in configs], d, threads)))


def in_loky(configs: list[H], d: h.Data) -> None:
    from joblib.externals.loky import get_reusable_executor

    list(get_reusable_executor(2, timeout=600).map(_one_of_loky, configs, [d] * len(configs)))


def _one_of_loky(c: H, d: h.Data) -> None:
    with one_thread():
        tight(c, d)


def in_one_thread(act: Callable, *arguments: object) -> object:
    with one_thread():
        return act(*arguments)


def peak(threads: int) -> float:
    """Return the matrix arithmetic that this process reaches, in GFLOP/s."""
    A, B = torch.randn(768, 768), torch.randn(768, 768)
    outs = [torch.empty(768, 768) for _ in range(threads)]

    def multiply(out: torch.Tensor) -> None:
        for _ in range(6):
            torch.mm(A, B, out=out)

    with one_thread(), ThreadPoolExecutor(threads) as pool:
        list(pool.map(multiply, outs))
        return 6 * threads * 2 * 768**3 / seconds(lambda: list(pool.map(multiply, outs))) / 1e9


def arithmetic(configs: list[H], d: h.Data) -> float:
    """Return the GFLOP of the matrix products that these configurations need, without padding."""
    used = int((d.X_train != 0).any(0).sum())
    total = 0
    for c in configs:
        sizes = [d.n_input if c.weight_decay or c.l1 else used, *c.n_neurons, d.n_output]
        adds = [a * b for a, b in zip(sizes[:-1], sizes[1:], strict=True)]
        total += c.epochs * len(d.y_train) * 2 * (3 * sum(adds) - adds[0])
    return total / 1e9


def bench(configs: list[H], d: h.Data, repeats: int, threads: int) -> dict:
    """Let all ways take turns; return medians in seconds a model."""
    n = len(configs)
    some = configs[n // 2 :][:1]  # a way whose cost a model does not depend on their number
    alike = len({c.n_neurons for c in configs}) == 1
    one = some if alike else configs[: max(4, n // 4)]

    def each(way: Callable, chosen: list[H]) -> Callable[[], None]:
        return lambda: [in_one_thread(way, c, d) for c in chosen]

    def both(chosen: list[H]) -> None:
        threads_before = torch.get_num_threads()
        torch.set_num_threads(threads)
        for c in chosen:
            tight(c, d)
        torch.set_num_threads(threads_before)

    base = some if alike else configs
    ways: dict[str, tuple[Callable[[], object], int]] = {
        "sweep": (lambda: h.sweep(configs, d), n),
        "sweep, steps only": (lambda: steps_only(configs, d, threads), n),
        "tight loop, 1 thread": (each(tight, base), len(base)),
        f"tight loop, {threads} threads": (lambda: both(one), len(one)),
        "train (measures too)": (each(lambda c, d: h.train(c, d), one), len(one)),
        "DataLoader loop": (each(loader, one), len(one)),
    }
    missing = []
    if find_spec("joblib"):
        ways["tight loop, loky 2 x 1"] = (
            lambda: in_loky((base * 4)[: max(4, len(base))], d),
            max(4, len(base)),
        )
    else:
        missing.append("tight loop, loky 2 x 1")
    peers = {
        "scikit-learn": ("sklearn", scikit_learn),
        "skorch": ("skorch", skorch),
        "Lightning": ("lightning", lightning),
    }
    for name, (module, way) in peers.items():
        if find_spec(module):
            ways[name] = (each(way, one), len(one))
        else:
            missing.append(name)
    times: dict[str, list[float]] = {name: [] for name in ways}
    peaks = []
    for repeat in range(repeats + 1):
        for name, (act, models) in ways.items():
            taken = seconds(act) / models
            if repeat:  # the first turn warms up
                times[name].append(taken)
        if repeat:
            peaks.append(peak(threads))
    found = {name: statistics.median(t) for name, t in times.items()}
    best = min(v for k, v in found.items() if k.startswith("tight") and "loky" not in k)
    # Agreement: the same configurations trained by `train`, and by the peers that are there
    chosen = list(range(0, n, max(1, n // 4)))
    mine = [
        lane.history[-1].val_accuracy for lane in h.sweep([configs[i] for i in chosen], d).lanes
    ]
    its = [h.train(configs[i], d).final.val_accuracy for i in chosen]
    c = some[0]
    others = {
        "train": h.train(c, d).final.val_accuracy,
        "DataLoader loop": accuracy(loader(c, d), d),
    }
    for name, (module, way) in peers.items():
        if find_spec(module):
            others[name] = accuracy(in_one_thread(way, c, d), d)
    steps = found["sweep, steps only"]
    return {
        "models": n,
        "epochs": c.epochs,
        "seconds_per_model": found,
        "times_as_long_as_sweep": {k: v / found["sweep"] for k, v in found.items()},
        "best_tight_over_sweep": best / found["sweep"],
        "best_tight_over_steps": best / steps,
        "sgemm_peak_gflops": statistics.median(peaks),
        "share_of_peak": arithmetic(configs, d) / n / steps / statistics.median(peaks),
        "largest_difference_of_accuracy_from_train": max(
            abs(a - b) for a, b in zip(mine, its, strict=True)
        ),
        "val_accuracy_of_one": others,
        "not_installed": missing,
    }


def table(results: dict, about: dict) -> str:
    lines = [
        "# Benchmarks of `sweep`",
        "",
        "Written by `make bench`; do not edit.",
        "Seconds for one model, medians of turns taken side by side in one process.",
        "Only `sweep` and `train` measure losses and accuracies after each epoch; the others only train.",
        "Read the ratios: how fast the machine is, and what else ran on it, is the same for all.",
        "",
        f"{about['cores']} cores, {about['threads']} threads, {about['machine']}, "
        f"torch {about['torch']}, Python {about['python']}; load before the start {about['load']}; "
        f"{about['repeats']} turns.",
    ]
    for name, (what, r) in results.items():
        lines += [
            "",
            f"## {name}",
            "",
            f"{what}; {r['models']} models, {r['epochs']} epochs, 3,000 digits.",
            "",
            "| way | seconds a model | times as long as sweep |",
            "| --- | ---: | ---: |",
        ]
        for way, taken in sorted(r["seconds_per_model"].items(), key=lambda item: item[1]):
            lines.append(f"| {way} | {taken:.4f} | {r['times_as_long_as_sweep'][way]:.2f} |")
        lines += [f"| {way} | not installed | |" for way in r["not_installed"]]
        others = ", ".join(f"{k} {v:.3f}" for k, v in r["val_accuracy_of_one"].items())
        lines += [
            "",
            f"- Best tight loop over sweep {r['best_tight_over_sweep']:.2f}, "
            f"over its steps alone {r['best_tight_over_steps']:.2f}.",
            f"- Matrix products of the steps: {100 * r['share_of_peak']:.0f} % of the sgemm peak of "
            f"{r['sgemm_peak_gflops']:.0f} GFLOP/s.",
            f"- Validation accuracy: sweep and `train` differ by at most "
            f"{r['largest_difference_of_accuracy_from_train']:.4f}; one configuration: {others}.",
        ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workloads", nargs="*", help="classic, tiny, wide, mixed; default: all")
    parser.add_argument("--quick", action="store_true", help="one epoch, fewer lanes and turns")
    parser.add_argument("--repeats", type=int, help="turns after the warm-up")
    chosen = parser.parse_args(arguments)
    repeats = chosen.repeats or (3 if chosen.quick else 5)
    warnings.filterwarnings("ignore")  # the peers' advice on few epochs and few workers
    logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)
    threads = torch.get_num_threads()
    about = {
        "cores": os.cpu_count(),
        "threads": threads,
        "machine": platform.machine(),
        "torch": torch.__version__,
        "python": platform.python_version(),
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "not known",
        "repeats": repeats,
    }
    every = workloads(h.load_mnist(), 1 if chosen.quick else 5, 32)
    names = chosen.workloads or list(every)
    for name in names:
        if name not in every:
            parser.error(f"{name} is no workload; expected {', '.join(every)}")
    results = {}
    for name in names:
        configs, d, what = every[name]
        results[name] = (what, bench(configs, d, repeats, threads))
        text = table(results, about)
        (DOCS / "benchmarks.md").write_text(text, encoding="utf-8")
        kept = {"about": about} | {k: {"what": w} | r for k, (w, r) in results.items()}
        (DOCS / "benchmarks.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
