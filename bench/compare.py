"""Measure `hyperlib.sweep` against other ways to train the same networks.

    python -m bench.compare                 all workloads and peers, about a quarter of an hour
    python -m bench.compare --quick         fewer models and repeats, about three minutes
    python -m bench.compare --workloads classic-32 tiny-32 --peers tight loky
    python -m bench.compare --write         also writes docs/benchmarks.md and .json

All ways to train run in turn, in one process, several times; the table holds medians, so that a
busy machine disturbs all of them alike.  A slow way trains some of the models and counts seconds a
model.  `sweep`, `train` and the tight loop measure loss and accuracy of training and validation
examples after each epoch; the others do what they do by default.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import logging
import math
import os
import platform
import random
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn.functional import adaptive_avg_pool2d, cross_entropy

import hyperlib as h
from hyperlib.sweeps.matmul import product
from hyperlib.training import make_optimizer
from tools import draw_docs

ROOT = Path(__file__).resolve().parents[1]
RESULTS, PAGE = draw_docs.RESULTS, ROOT / "docs" / "benchmarks.md"
H = h.Hyperparameters


# -- workloads ----------------------------------------------------------------------------------


class Workload(NamedTuple):
    """Hold models to train, the data, and how many of the models the slow peers train."""

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


def workloads() -> dict[str, Callable[[], Workload]]:
    """Return the workloads by name."""
    digits = h.load_mnist()
    classic, tiny = H(), H(n_neurons=(32,), batch_size=32)
    wide = H(n_neurons=(512, 512), batch_size=128)
    found = {
        f"classic-{n}": lambda n=n: Workload(rates(n, classic), digits, 4) for n in (1, 8, 32, 256)
    }
    for n in (8, 32, 256):
        found[f"tiny-{n}"] = lambda n=n: Workload(rates(n, tiny), pooled(digits), 4)
    for n in (1, 8):
        found[f"wide-{n}"] = lambda n=n: Workload(rates(n, wide), digits, 2)
    for n in (64, 256):
        found[f"mixed-{n}"] = lambda n=n: Workload(mixed(n), digits, 32)
    return found


# -- ways to train: each takes configurations and data and returns final validation accuracies -----


def by_sweep(configs: Sequence[H], data: h.Data) -> list[float]:
    """hyperlib.sweep, threads of one process"""
    table = h.sweep(configs, data).summary()
    # What its threads spent on steps, measuring left out, is the share of each of them.  A single
    # lane is one tile; its seconds are those of all threads that it uses.
    tiles_at_once = min(torch.get_num_threads(), len(table))
    took = sum(row["seconds"] for row in table) / tiles_at_once / len(table)
    _steps.setdefault("sweep", []).append(took)
    return [row["final_val_accuracy"] for row in table]


_steps: dict[str, list[float]] = {}  # seconds a model of the steps alone, round by round


def by_train(configs: Sequence[H], data: h.Data) -> list[float]:
    """hyperlib.train, one by one, one thread"""
    runs = [h.train(config, data, seed=0) for config in configs]
    _steps.setdefault("train", []).append(statistics.fmean(run.seconds for run in runs))
    return [run.final.val_accuracy for run in runs]


def by_tight(
    configs: Sequence[H], data: h.Data, threads: int = 1, *, measuring: bool = True
) -> list[float]:
    """tight loop: tensors in memory, fused optimizer"""
    torch.set_num_threads(threads)
    results, accuracy = [], math.nan
    for config in configs:
        model = h.MLP(data.n_input, config.n_neurons, data.n_output, dropout=config.dropout, seed=0)
        optimizer = make_optimizer(config, model)
        shuffle = torch.Generator().manual_seed(0)
        for _ in range(config.epochs):
            model.train()
            for rows in torch.randperm(len(data.y_train), generator=shuffle).split(
                config.batch_size
            ):
                loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            if not measuring:
                continue
            model.eval()
            with torch.no_grad():
                for X, y in ((data.X_train, data.y_train), (data.X_val, data.y_val)):
                    logits = model(X)
                    cross_entropy(logits, y).item()
                    accuracy = (logits.argmax(1) == y).float().mean().item()
        results.append(accuracy)
    return results if measuring else []


def by_steps(configs: Sequence[H], data: h.Data) -> list[float]:
    """tight loop, steps only: without measuring"""
    return by_tight(configs, data, measuring=False)


def by_tight_2(configs: Sequence[H], data: h.Data) -> list[float]:
    """tight loop: the same with all cores"""
    return by_tight(configs, data, os.cpu_count() or 1)


def by_loky(configs: Sequence[H], data: h.Data) -> list[float]:
    """tight loop in processes of one thread (joblib, loky)"""
    import joblib

    n = os.cpu_count() or 1
    parts = [list(configs[i::n]) for i in range(n)]
    done = joblib.Parallel(n, backend="loky")(joblib.delayed(by_tight)(p, data) for p in parts)
    return [done[i % n][i // n] for i in range(len(configs))]


def by_loader(configs: Sequence[H], data: h.Data) -> list[float]:
    """TensorDataset and DataLoader, as in most tutorials"""
    from torch.utils.data import DataLoader, TensorDataset

    torch.set_num_threads(1)
    results, took = [], 0.0
    for config in configs:
        torch.manual_seed(0)
        model = h.MLP(data.n_input, config.n_neurons, data.n_output, dropout=config.dropout)
        optimizer = torch.optim.Adam(
            model.parameters(), lr=config.lr, weight_decay=config.weight_decay
        )
        train = DataLoader(TensorDataset(data.X_train, data.y_train), config.batch_size, True)
        val = DataLoader(TensorDataset(data.X_val, data.y_val), config.batch_size)
        for _ in range(config.epochs):
            start = time.perf_counter()
            model.train()
            for X, y in train:
                optimizer.zero_grad()
                loss = cross_entropy(model(X), y)
                loss.backward()
                optimizer.step()
            took += time.perf_counter() - start
            model.eval()
            with torch.no_grad():
                right = sum((model(X).argmax(1) == y).sum().item() for X, y in val)
        results.append(right / len(data.y_val))
    _steps.setdefault("dataloader", []).append(took / len(configs))
    return results


def by_skorch(configs: Sequence[H], data: h.Data) -> list[float]:
    """skorch.NeuralNetClassifier"""
    from skorch import NeuralNetClassifier
    from skorch.dataset import Dataset
    from skorch.helper import predefined_split

    torch.set_num_threads(1)
    results = []
    for config in configs:
        torch.manual_seed(0)
        net = NeuralNetClassifier(
            h.MLP(data.n_input, config.n_neurons, data.n_output, dropout=config.dropout),
            criterion=nn.CrossEntropyLoss,
            optimizer=torch.optim.Adam,
            optimizer__weight_decay=config.weight_decay,
            lr=config.lr,
            batch_size=config.batch_size,
            max_epochs=config.epochs,
            train_split=predefined_split(Dataset(data.X_val, data.y_val)),
            verbose=0,
        )
        net.fit(data.X_train, data.y_train)
        results.append(net.history[-1, "valid_acc"])
    return results


def by_lightning(configs: Sequence[H], data: h.Data) -> list[float]:
    """lightning.Trainer"""
    import lightning
    from torch.utils.data import DataLoader, TensorDataset

    class Module(lightning.LightningModule):
        def __init__(self, config: H):
            super().__init__()
            self.config = config
            self.net = h.MLP(data.n_input, config.n_neurons, data.n_output, dropout=config.dropout)

        def training_step(self, batch, index):
            return cross_entropy(self.net(batch[0]), batch[1])

        def validation_step(self, batch, index):
            self.log("accuracy", (self.net(batch[0]).argmax(1) == batch[1]).float().mean())

        def configure_optimizers(self):
            return torch.optim.Adam(
                self.parameters(), lr=self.config.lr, weight_decay=self.config.weight_decay
            )

    torch.set_num_threads(1)
    logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)
    results = []
    for config in configs:
        torch.manual_seed(0)
        module = Module(config)
        trainer = lightning.Trainer(
            accelerator="cpu",
            max_epochs=config.epochs,
            logger=False,
            enable_checkpointing=False,
            enable_progress_bar=False,
            enable_model_summary=False,
            num_sanity_val_steps=0,
        )
        trainer.fit(
            module,
            DataLoader(TensorDataset(data.X_train, data.y_train), config.batch_size, True),
            DataLoader(TensorDataset(data.X_val, data.y_val), 250),
        )
        results.append(trainer.callback_metrics["accuracy"].item())
    return results


def by_sklearn(configs: Sequence[H], data: h.Data) -> list[float]:
    """sklearn.neural_network.MLPClassifier, float32"""
    from sklearn.neural_network import MLPClassifier

    torch.set_num_threads(1)
    X, y = data.X_train.numpy(), data.y_train.numpy()
    X_val, y_val = data.X_val.numpy(), data.y_val.numpy()
    results = []
    for config in configs:
        model = MLPClassifier(
            config.n_neurons,
            batch_size=config.batch_size,
            learning_rate_init=config.lr,
            max_iter=config.epochs,
            alpha=0.0,
            n_iter_no_change=config.epochs + 1,
            random_state=0,
        )
        results.append(float(model.fit(X, y).score(X_val, y_val)))
    return results


def by_jax(configs: Sequence[H], data: h.Data) -> list[float]:
    """JAX: jit of vmap (over the models) of scan (over the steps)"""
    import jax
    import jax.numpy as jnp

    config = configs[0]
    starts = [
        [
            (p.detach().numpy())
            for p in h.MLP(data.n_input, config.n_neurons, 10, seed=0).parameters()
        ]
    ] * len(configs)
    p0 = [jnp.stack(ps) for ps in zip(*starts, strict=True)]
    X, y = jnp.asarray(data.X_train.numpy()), jnp.asarray(data.y_train.numpy())

    def logits(p, x):
        for i in range(0, len(p), 2):
            x = x @ p[i].T + p[i + 1]
            x = jax.nn.relu(x) if i < len(p) - 2 else x
        return x

    def loss(p, x, t):
        return -jnp.mean(jax.nn.log_softmax(logits(p, x))[jnp.arange(len(t)), t])

    def step(lr, state, rows):
        p, m, v, n = state
        g = jax.grad(loss)(p, X[rows], y[rows])
        m = [0.9 * a + 0.1 * b for a, b in zip(m, g, strict=True)]
        v = [0.999 * a + 0.001 * b * b for a, b in zip(v, g, strict=True)]
        c1, c2 = 1 - 0.9**n, 1 - 0.999**n
        p = [w - lr * (a / c1) / (jnp.sqrt(b / c2) + 1e-8) for w, a, b in zip(p, m, v, strict=True)]
        return (p, m, v, n + 1), None

    def run(lr, p, rows):
        zero = [jnp.zeros_like(w) for w in p]
        state, _ = jax.lax.scan(lambda s, r: step(lr, s, r), (p, zero, zero, 1.0), rows)
        return state[0]

    shuffle = torch.Generator().manual_seed(0)
    n = len(data.y_train) // config.batch_size * config.batch_size
    rows = torch.cat(
        [torch.randperm(len(data.y_train), generator=shuffle)[:n] for _ in range(config.epochs)]
    ).view(-1, config.batch_size)
    key = (len(configs), config.n_neurons)
    if key not in _compiled:
        _compiled[key] = jax.jit(jax.vmap(run, in_axes=(0, 0, None)))
    p = _compiled[key](jnp.asarray([c.lr for c in configs]), p0, jnp.asarray(rows.numpy()))
    out = jax.vmap(logits, in_axes=(0, None))(p, jnp.asarray(data.X_val.numpy()))
    return np.asarray((out.argmax(2) == data.y_val.numpy()).mean(1)).tolist()


_compiled: dict = {}

PEERS: dict[str, tuple[Callable, str | None]] = {
    "sweep": (by_sweep, None),
    "train": (by_train, None),
    "tight": (by_tight, None),
    "tight-steps": (by_steps, None),
    "tight-all-cores": (by_tight_2, None),
    "loky": (by_loky, "joblib"),
    "dataloader": (by_loader, None),
    "skorch": (by_skorch, "skorch"),
    "lightning": (by_lightning, "lightning"),
    "sklearn": (by_sklearn, "sklearn"),
    "jax": (by_jax, "jax"),
}
WHOLE = {"sweep", "jax"}  # train all models of a workload at once
# Importing some of these makes plain loops in the same process slower, so they run after all others.
LATER = {"skorch", "lightning", "sklearn", "jax"}


def does_not_apply(peer: str, work: Workload) -> str | None:
    """Say why a peer cannot do a workload, or None."""
    varied = {(c.n_neurons, c.dropout, c.weight_decay) for c in work.configs}
    if peer == "jax" and len(varied) > 1:
        return "one shape only"
    if peer == "sklearn" and any(c.dropout for c in work.configs):
        return "no dropout"
    return None


# -- measuring ----------------------------------------------------------------------------------


@contextlib.contextmanager
def as_before():
    """Restore torch's threads, and let no library write to the screen."""
    threads = torch.get_num_threads()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        torch.set_num_threads(threads)


def sgemm_peak(threads: int, multiply_once: Callable = product) -> float:
    """Return the GFLOP/s of large matrix products, one on each of `threads` threads."""
    operands = [[torch.randn(1024, 1024) for _ in range(3)] for _ in range(threads)]

    def multiply(parts: list[torch.Tensor]) -> None:
        for _ in range(4):
            multiply_once(*parts)

    with as_before(), ThreadPoolExecutor(threads) as pool:
        torch.set_num_threads(1)
        list(pool.map(multiply, operands))
        start = time.perf_counter()
        list(pool.map(multiply, operands))
        seconds = time.perf_counter() - start
    return 4 * threads * 2 * 1024**3 / seconds / 1e9


def by_mm(a: torch.Tensor, b: torch.Tensor, out: torch.Tensor) -> None:
    """Multiply as the peers do: torch.mm, which is MKL."""
    torch.mm(a, b, out=out)


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


def measure(names: Sequence[str], peers: Sequence[str], repeats: int, shrink: int) -> dict:
    """Run all peers on all workloads in turn and return what was seen."""
    found: dict = {"workloads": {}}
    for name in names:
        work = workloads()[name]()
        configs, data = work.configs, work.data
        sample = typical(work, max(1, work.sample // shrink))
        rows = {}
        for peer in peers:
            run, package = PEERS[peer]
            reason = does_not_apply(peer, work)
            if package and importlib.util.find_spec(package) is None:
                reason = "not installed"
            rows[peer] = {"what": run.__doc__, "reason": reason, "seconds": [], "accuracy": None}
        peaks, peaks_of_mm = [], []
        _steps.clear()
        for repeat in range(-1, repeats):  # the first round warms up
            peaks.append(sgemm_peak(torch.get_num_threads()))
            peaks_of_mm.append(sgemm_peak(torch.get_num_threads(), by_mm))
            for peer in peers:
                if rows[peer]["reason"]:
                    continue
                # Processes have to be started; that is not counted, as sweep's import is not.
                several = sample if peer != "loky" else typical(work, max(4, len(sample)))
                chosen = configs if peer in WHOLE else several
                if repeat < 0 and peer not in WHOLE:
                    chosen = chosen[: os.cpu_count()]
                with as_before():
                    start = time.perf_counter()
                    try:
                        accuracy = PEERS[peer][0](chosen, data)
                    except Exception as error:
                        rows[peer]["reason"] = f"{type(error).__name__}: {error}"[:120]
                        continue
                    seconds = (time.perf_counter() - start) / len(chosen)
                if repeat >= 0:
                    rows[peer]["seconds"].append(seconds)
                    rows[peer]["accuracy"] = accuracy
                    rows[peer]["models"] = [configs.index(c) for c in chosen]
                print(f"{name:<12} {peer:<16} {seconds:9.4f} s a model", file=sys.stderr)
        result = summarize(rows, configs, data)
        result["peak_gflops"] = statistics.median(peaks[1:])
        result["peak_gflops_mm"] = statistics.median(peaks_of_mm[1:])
        found["workloads"][name] = result
    return found


def summarize(rows: dict, configs: Sequence[H], data: h.Data) -> dict:
    """Return medians, ratios and the agreement of accuracies of a workload."""
    for row in rows.values():
        row["median"] = statistics.median(row["seconds"]) if row["seconds"] else None
    own = dict(rows.get("sweep", {}))
    for row in rows.values():
        row["ratio"] = (
            row["median"] / own["median"] if row["median"] and own.get("median") else None
        )
        if row["accuracy"] and own.get("accuracy"):
            pairs = [
                (a, own["accuracy"][i]) for i, a in zip(row["models"], row["accuracy"], strict=True)
            ]
            row["difference"] = statistics.fmean(b - a for a, b in pairs)
        row.pop("models", None)
        row["accuracy"] = statistics.fmean(row["accuracy"]) if row["accuracy"] else None
    used = int(((data.X_train != 0).any(0) | (data.X_val != 0).any(0)).sum())
    result = {"models": len(configs), "rows": rows}
    if own.get("median"):
        alone = {way: statistics.median(seconds[1:]) for way, seconds in _steps.items()}
        steps = result["sweep_steps_seconds"] = alone["sweep"]
        if {"train", "dataloader"} <= {*alone}:
            result["loader_steps_over_train_steps"] = alone["dataloader"] / alone["train"]
        counted = [arithmetic(c, data, used) for c in configs]
        result["gflops_steps"] = statistics.fmean(c[0] for c in counted) / steps / 1e9
        result["gflops"] = statistics.fmean(c[1] for c in counted) / own["median"] / 1e9
        best = [rows[p]["median"] for p in ("tight", "tight-all-cores") if p in rows]
        best = [seconds for seconds in best if seconds]
        result["best_tight_over_sweep"] = min(best) / own["median"] if best else None
        tight = rows.get("tight-steps", {}).get("median")
        result["tight_steps_over_sweep_steps"] = tight / steps if tight else None
    return result


def overhead_of_optuna() -> float | None:
    """Return Optuna's seconds a trial of a function that does nothing."""
    try:
        import optuna
    except ImportError:
        return None
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=0))
    start = time.perf_counter()
    study.optimize(lambda trial: trial.suggest_float("lr", 1e-5, 1, log=True), n_trials=100)
    return (time.perf_counter() - start) / 100


def machine() -> dict:
    """Return what figures depend on."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        name = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor()
    versions = {}
    for package in (
        "torch",
        "numpy",
        "joblib",
        "skorch",
        "lightning",
        "scikit-learn",
        "jax",
        "optuna",
        "distributed",
        "ray",
    ):
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            versions[package] = "not installed"
    return {
        "processor": name,
        "cores": os.cpu_count(),
        "threads": torch.get_num_threads(),
        "load_before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "system": platform.system(),
        "python": platform.python_version(),
        "versions": versions,
    }


# -- telling ------------------------------------------------------------------------------------


def tables(found: dict) -> str:
    """Return the results as Markdown."""
    lines = []
    for name, work in found["workloads"].items():
        lines += [
            f"### {name}: {work['models']} model{'s' * (work['models'] > 1)}",
            "",
            "| way to train | ms a model | times `sweep` | validation accuracy | `sweep` minus this |",
            "| --- | ---: | ---: | ---: | ---: |",
        ]
        for row in work["rows"].values():
            if row["median"] is None:
                lines.append(f"| {row['what']} | {row['reason']} | | | |")
                continue
            ratio = f"{row['ratio']:.1f}" if row["ratio"] else ""
            accuracy = f"{row['accuracy']:.4f}" if row["accuracy"] else ""
            difference = f"{row['difference']:+.4f}" if "difference" in row else ""
            lines.append(
                f"| {row['what']} | {row['median'] * 1e3:.1f} | {ratio} | "
                f"{accuracy} | {difference} |"
            )
        lines.append("")
        if "gflops" in work:
            peak, of_mm = work["peak_gflops"], work["peak_gflops_mm"]
            lines += [
                f"- Products: {work['gflops']:.0f} GFLOP/s, in the steps alone "
                f"{work['gflops_steps']:.0f}. Large ones in the same process and on as many threads: "
                f"{of_mm:.0f} by `torch.mm`, {peak:.0f} by the quicker of MKL and oneDNN; the steps "
                f"reach {work['gflops_steps'] / of_mm:.0%} and {work['gflops_steps'] / peak:.0%} of "
                "these. Pixels that are zero everywhere are not counted.",
                f"- Steps alone: {work['sweep_steps_seconds'] * 1e3:.1f} ms a model.",
            ]
        for key, text in (
            (
                "best_tight_over_sweep",
                "The quicker tight loop takes {:.1f} times as long as `sweep`",
            ),
            (
                "tight_steps_over_sweep_steps",
                "its steps on one thread {:.1f} times those of `sweep`",
            ),
        ):
            if work.get(key):
                lines.append(f"- {text[0].upper()}{text[1:].format(work[key])}.")
        lines.append("")
    return "\n".join(lines)


def targets(found: dict) -> str:
    """Return a table of what was aimed at, and what was measured."""
    lines = ["| what | target | measured | met |", "| --- | ---: | ---: | --- |"]

    def line(what: str, least: float, value: float | None, form: str = "{:.1f}") -> None:
        if value is not None:
            met = "yes" if value >= least else "no"
            lines.append(f"| {what} | {form.format(least)} | {form.format(value)} | {met} |")

    def times(name: str, peer: str) -> float | None:
        """Return how many times longer a peer takes than `sweep`; None if it was not measured."""
        rows = found["workloads"].get(name, {}).get("rows", {})
        return rows.get(peer, {}).get("ratio")

    for name, least_tight, least_loky in (
        ("classic-32", 4, 3),
        ("tiny-32", 10, 10),
        ("wide-1", 1, None),
        ("wide-8", 1, 1),
        ("mixed-256", 2, 2),
    ):
        line(f"{name}: tight loop, one thread, over `sweep`", least_tight, times(name, "tight"))
        all_cores = times(name, "tight-all-cores")
        line(f"{name}: tight loop, all cores, over `sweep`", least_tight, all_cores)
        if least_loky:
            line(f"{name}: loky over `sweep`", least_loky, times(name, "loky"))
    for peer in ("dataloader", "skorch", "lightning", "sklearn"):
        line(f"classic-32: {peer} over `sweep`", 6, times("classic-32", peer))
        line(f"tiny-32: {peer} over `sweep`", 20, times("tiny-32", peer))
    if "classic-32" in found["workloads"]:
        work = found["workloads"]["classic-32"]
        rows = work["rows"]
        steps = work["gflops_steps"]
        whom = "classic-32: share of the peak of "
        line(whom + "`torch.mm`", 0.6, steps / work["peak_gflops_mm"], "{:.0%}")
        line(whom + "the quicker library", 0.6, steps / work["peak_gflops"], "{:.0%}")
        if all(rows.get(peer, {}).get("median") for peer in ("train", "dataloader", "tight")):
            own = rows["train"]["median"]
            line("`train`: DataLoader loop over it", 1.7, rows["dataloader"]["median"] / own)
            alone = work.get("loader_steps_over_train_steps")
            line("`train`: DataLoader loop over it, the steps of both alone", 1.7, alone)
            line("`train`: tight loop over it", 1 / 1.1, rows["tight"]["median"] / own, "{:.2f}")
    scaling = found.get("scaling", {})
    if rows := [r for r in scaling.get("lanes", ()) if r["network"] == "classic"]:
        cost = {row["lanes"]: row["ms_a_lane"] for row in rows}
        most = max(row["peak_mib"] or 0 for row in rows)
        line("1,000 lanes: as quick a lane as with 32", 0.9, cost[32] / cost[1000], "{:.2f}")
        line("1,000 lanes: MiB below 1,024", 0, 1024 - most, "{:.0f}")
    if part := scaling.get("executors"):
        for name in ("Dask", "Ray"):
            share = part["seconds"][name] / part["seconds"]["threads"] - 1
            line(f"{name}: time above threads, below 5 %", -0.05, -share, "{:.1%}")
    return "\n".join(lines)


def document(found: dict) -> str:
    """Return the text of docs/benchmarks.md."""
    from tools import bench_scaling  # which itself needs what is defined here

    m = found["machine"]
    versions = ", ".join(f"{k} {v}" for k, v in m["versions"].items())
    optuna = found.get("optuna_seconds")
    extra = f"Optuna adds {optuna * 1e3:.1f} ms to each trial (TPE, in memory).\n" if optuna else ""
    return f"""# Benchmarks

Made by `make bench ARGS=--write`; do not edit.
Milliseconds a model are medians of {found["repeats"]} rounds in which all ways to train took turns, after a
round that warms up.
"Times `sweep`" says how many times longer a model takes than in `sweep`; all runs have 5 epochs.
`sweep`, `train` and the tight loop measure loss and accuracy of training and validation examples
after each epoch. The others do less: what they do by default.
Slow ways train some of the models of a workload, chosen so that their work is on average that of
all. The last column compares the same configurations.
skorch, Lightning, scikit-learn and JAX were not measured in the rounds of the plain loops, because
importing some of them makes plain loops slower. Their ratios are to the `sweep` of their own rounds.

Machine: {m["processor"]}, {m["cores"]} cores, {m["system"]}; Python {m["python"]}; {versions}.
`sweep` uses {m["threads"]} threads. Each way not said to use all cores runs on one thread;
loky uses one process a core.
Load of the machine before the start: {m["load_before"]} (0 is idle; figures of a busy machine are less certain).
{extra}
## Workloads

- classic: 784-128-64-32-10, the 3,000 training digits, batches of 64, Adam, learning rates from 3e-4 to 3e-3.
- tiny: 64-32-10, digits of 8x8 pixels, batches of 32. wide: 784-512-512-10, batches of 128.
- mixed: widths 16 to 256, depths 1 to 4, dropout, weight decay and learning rate drawn at random.

## Targets

How many times longer others take than `sweep`, unless said otherwise.

{targets(found)}

![Bars: how many times longer each way to train takes than sweep, for 32 models of the classic
and of the tiny network. The tables below hold the same numbers.](pictures/peers.svg)

## Results

{tables(found)}
{bench_scaling.document(found.get("scaling", {}))}"""


def write(changes: dict) -> None:
    """Put results into docs/benchmarks.json, beside other ones, and write docs/benchmarks.md."""
    found = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    changes["scaling"] = found.get("scaling", {}) | changes.get("scaling", {})
    # Ways that were not measured this time keep their rows, with the ratio of their own run.
    for name, work in changes.get("workloads", {}).items():
        kept = found.get("workloads", {}).get(name, {"rows": {}})
        work["rows"] = kept["rows"] | work["rows"]
        changes["workloads"][name] = kept | work
    found |= changes
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    PAGE.write_text(document(found), "utf-8")
    draw_docs.draw(draw_docs.FOLDER)
    print(f"Written: docs/{RESULTS.name}, docs/{PAGE.name} and docs/pictures")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer models and repeats")
    parser.add_argument("--workloads", nargs="+", choices=list(workloads()))
    parser.add_argument("--peers", nargs="+", choices=list(PEERS))
    parser.add_argument("--repeats", type=int, help="rounds after the first; default 5, quick 2")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md and .json")
    options = parser.parse_args(arguments)
    quick = ["classic-32", "tiny-32", "wide-1", "mixed-64"]
    every = [n for n in workloads() if n not in ("mixed-64", "tiny-8")]
    names = options.workloads or (quick if options.quick else every)
    peers = ["sweep", *(p for p in options.peers or PEERS if p != "sweep")]
    repeats = options.repeats or (2 if options.quick else 5)
    about = machine()
    found = {"machine": about, "repeats": repeats, "optuna_seconds": overhead_of_optuna()}
    shrink = 2 if options.quick else 1
    found |= measure(names, [p for p in peers if p not in LATER], repeats, shrink)
    if later := [p for p in peers if p in LATER]:
        for name, work in measure(names, ["sweep", *later], repeats, shrink)["workloads"].items():
            found["workloads"][name]["rows"] |= {peer: work["rows"][peer] for peer in later}
    print(tables(found))
    if options.write:
        write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
