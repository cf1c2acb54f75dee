"""The machine that benchmarks run on: what it is, and how quickly it multiplies."""

from __future__ import annotations

import contextlib
import os
import platform
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import torch

from hyperlib.sweeps.matmul import product


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
