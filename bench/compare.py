"""Measure `hyperlib.sweep` against other ways to train the same networks.

    python -m bench.compare                 all workloads and peers, about half an hour
    python -m bench.compare --quick         fewer models and repeats, about five minutes
    python -m bench.compare --workloads classic-32 tiny-32 --peers tight loky
    python -m bench.compare --write         also writes docs/benchmarks.md and .json

All ways to train run in turn, in one process, several times, each at two amounts of work: the steps only, and
with loss and accuracy of training and validation examples measured after each epoch.  The tables hold
medians, so that a busy machine disturbs all of them alike.  A slow way trains some of the models and counts
seconds a model.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import sys
import time
from collections.abc import Sequence

import torch

from bench import page
from bench.machine import as_before, by_mm, machine, sgemm_peak
from bench.peers import PEERS, does_not_apply
from bench.workloads import arithmetic, typical, used_pixels, workloads

MODES = {"steps": False, "measuring": True}  # name -> whether each epoch is measured


def measure(names: Sequence[str], peers: Sequence[str], repeats: int, shrink: int) -> dict:
    """Run all peers on all workloads in turn and return what was seen: workload -> results."""
    return {name: measure_one(name, peers, repeats, shrink) for name in names}


def measure_one(name: str, peers: Sequence[str], repeats: int, shrink: int) -> dict:
    """Run all peers on one workload in turn, `repeats` times after a round that warms up."""
    work = workloads()[name]()
    sample = typical(work, max(1, work.sample // shrink))
    rows: dict[str, dict[str, dict]] = {peer: {} for peer in peers}
    for peer in peers:
        for mode, measuring in MODES.items():
            reason = does_not_apply(peer, work, measuring)
            package = PEERS[peer].package
            if package and importlib.util.find_spec(package) is None:
                reason = "not installed"
            rows[peer][mode] = {"reason": reason, "seconds": [], "accuracy": None}
    peaks: dict[str, list[float]] = {"peak_gflops": [], "peak_gflops_mm": []}
    for repeat in range(-1, repeats):
        peaks["peak_gflops"].append(sgemm_peak(torch.get_num_threads()))
        peaks["peak_gflops_mm"].append(sgemm_peak(torch.get_num_threads(), by_mm))
        for peer in peers:
            # Processes have to be started; that is not counted, as sweep's import is not.
            chosen = sample if peer != "loky" else typical(work, max(4, len(sample)))
            chosen = work.configs if PEERS[peer].whole else chosen
            if repeat < 0 and not PEERS[peer].whole:
                chosen = chosen[: os.cpu_count()]
            for mode, measuring in MODES.items():
                row = rows[peer][mode]
                if row["reason"]:
                    continue
                with as_before():
                    start = time.perf_counter()
                    try:
                        accuracy = PEERS[peer].run(chosen, work.data, measuring)
                    except Exception as error:
                        row["reason"] = f"{type(error).__name__}: {error}"[:120]
                        continue
                    seconds = (time.perf_counter() - start) / len(chosen)
                if repeat >= 0:
                    row["seconds"].append(seconds)
                    row["accuracy"] = accuracy
                    row["models"] = [work.configs.index(c) for c in chosen]
                print(f"{name:<12} {peer:<16} {mode:<10} {seconds:9.4f} s a model", file=sys.stderr)
    summarize(rows)
    result = {"models": len(work.configs), "rows": rows}
    result |= {key: statistics.median(values[1:]) for key, values in peaks.items()}
    counted = [arithmetic(c, work.data, used_pixels(work.data)) for c in work.configs]
    for i, mode in enumerate(MODES):
        own = rows.get("sweep", {}).get(mode, {}).get("median")
        if own:
            result[f"gflops_{mode}"] = statistics.fmean(c[i] for c in counted) / own / 1e9
    return result


def summarize(rows: dict[str, dict[str, dict]]) -> None:
    """Put medians, ratios to `sweep` at the same work and the agreement of accuracies into `rows`."""
    for modes in rows.values():
        for row in modes.values():
            row["median"] = statistics.median(row["seconds"]) if row["seconds"] else None
    for peer, modes in rows.items():
        for mode, row in modes.items():
            own = rows.get("sweep", {}).get(mode, {})
            known = row["median"] and own.get("median")
            row["ratio"] = row["median"] / own["median"] if known else None
            if known and peer != "sweep":
                pairs = zip(row["models"], row["accuracy"], strict=True)
                row["difference"] = statistics.fmean(own["accuracy"][i] - a for i, a in pairs)
    for modes in rows.values():
        for row in modes.values():
            row.pop("models", None)
            row["accuracy"] = statistics.fmean(row["accuracy"]) if row["accuracy"] else None


def overhead_of_optuna() -> float | None:
    """Return Optuna's seconds a trial of a function that does nothing; None if it is not installed."""
    try:
        import optuna
    except ImportError:
        return None
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=0))
    start = time.perf_counter()
    study.optimize(lambda trial: trial.suggest_float("lr", 1e-5, 1, log=True), n_trials=100)
    return (time.perf_counter() - start) / 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer models and repeats")
    parser.add_argument("--workloads", nargs="+", choices=list(workloads()))
    parser.add_argument("--peers", nargs="+", choices=list(PEERS))
    parser.add_argument("--repeats", type=int, help="rounds after the first; default 5, quick 2")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md and .json")
    options = parser.parse_args(arguments)
    quick = ["classic-1", "classic-32", "tiny-32", "wide-1", "mixed-64"]
    every = [n for n in workloads() if n not in ("mixed-64", "tiny-8")]
    names = options.workloads or (quick if options.quick else every)
    peers = ["sweep", *(p for p in options.peers or PEERS if p != "sweep")]
    repeats = options.repeats or (2 if options.quick else 5)
    found: dict = {
        "machine": machine(),
        "repeats": repeats,
        "optuna_seconds": overhead_of_optuna(),
    }
    shrink = 2 if options.quick else 1
    found["workloads"] = measure(names, [p for p in peers if not PEERS[p].later], repeats, shrink)
    if later := [p for p in peers if PEERS[p].later]:
        for name, work in measure(names, ["sweep", *later], repeats, shrink).items():
            found["workloads"][name]["rows"] |= {peer: work["rows"][peer] for peer in later}
    print(page.tables(found))
    if options.write:
        page.write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
