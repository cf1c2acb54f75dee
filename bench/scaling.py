"""Measure how `sweep` scales, what executors cost, and where the time of a step goes.

    python -m bench.scaling               all parts, about twenty minutes
    python -m bench.scaling --parts lanes profile
    python -m bench.scaling --write       also puts them into docs/benchmarks.md and .json

`make bench` runs this after `bench.compare`.  Each number of lanes runs in a process of its own,
so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import torch

import hyperlib as h
from bench import page
from bench.machine import as_before, sgemm_peak
from bench.peers import by_tight, by_tight_on_all_cores
from bench.workloads import H, arithmetic, rates, shape, used_pixels
from hyperlib.sweeps.lanes import Examples, Lanes
from hyperlib.training import one_thread

LANES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 1000)


# -- lanes against seconds a lane ------------------------------------------------------------------


def peak_memory() -> float | None:
    """Return the most MiB that this process has held; None on Windows."""
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def one_number_of_lanes(name: str, n: int) -> dict:
    """Sweep `n` lanes in this process."""
    config, data = shape(name)
    before = peak_memory()
    h.sweep(rates(4, config), data)  # warms up
    peak = sgemm_peak(torch.get_num_threads())
    start = time.perf_counter()
    table = h.sweep(rates(n, config), data).summary()
    seconds = time.perf_counter() - start
    steps = sum(row["seconds"] for row in table)  # of one thread each
    threads = min(torch.get_num_threads(), n)
    products = n * arithmetic(config, data, used_pixels(data))[0] / 1e9
    return {
        "seconds": seconds,
        "peak_mib": peak_memory(),
        "before_mib": before,
        "share": products / (steps / threads) / (peak * threads / torch.get_num_threads()),
    }


def lanes(repeats: int) -> list[dict]:
    """Return medians for each network and number of lanes."""
    seen: dict[tuple[str, int], list[dict]] = {}
    for repeat in range(repeats):
        for name in ("classic", "tiny"):
            for n in LANES:
                out = subprocess.run(
                    [sys.executable, "-m", "bench.scaling", "--one", name, str(n)],
                    cwd=page.ROOT,
                    capture_output=True,
                    text=True,
                    check=True,
                ).stdout
                seen.setdefault((name, n), []).append(json.loads(out))
                print(f"{name} {n} ({repeat + 1} of {repeats})", file=sys.stderr)
    rows: list[dict] = []
    for (name, n), runs in seen.items():
        middle: dict[str, Any] = {
            key: None if runs[0][key] is None else statistics.median(run[key] for run in runs)
            for key in runs[0]
        }
        rows.append(
            {"network": name, "lanes": n, "ms_a_lane": 1e3 * middle["seconds"] / n} | middle
        )
    return rows


# -- one lane, wide layers: where side by side gains nothing ---------------------------------------


def widths(repeats: int) -> list[dict]:
    """Compare `sweep` with the tight loop for 1 and 4 lanes of one and two hidden layers of a width."""
    data = h.load_mnist()
    found = []
    for width in (32, 128, 512, 1024, 2048):
        for n in (1, 4):
            configs = rates(n, H(n_neurons=(width, width), batch_size=128, epochs=2))
            ways: dict[str, Callable] = {
                "sweep": lambda configs=configs: h.sweep(configs, data),
                "one": lambda configs=configs: by_tight(configs, data, True),
                "all": lambda configs=configs: by_tight_on_all_cores(configs, data, True),
            }
            seen: dict[str, list[float]] = {way: [] for way in ways}
            for repeat in range(-1, repeats):
                for way, run in ways.items():
                    with as_before():
                        start = time.perf_counter()
                        run()
                        seconds = (time.perf_counter() - start) / n
                    if repeat >= 0:
                        seen[way].append(seconds)
            row = {way: statistics.median(values) for way, values in seen.items()}
            found.append({"width": width, "lanes": n} | row)
            print(f"width {width}, {n} lanes: {row}", file=sys.stderr)
    return found


# -- executors -------------------------------------------------------------------------------------


def executors(repeats: int, seconds: float = 10.0) -> dict:
    """Return seconds of the same tiles in threads, processes, Dask and Ray, workers started before."""
    import distributed
    import ray

    data = h.load_mnist()
    workers = torch.get_num_threads()
    # Four lanes a tile.  Different batch sizes make different tiles.
    probe = [H(batch_size=b, epochs=2) for b in (56, 60, 64, 68)]
    configs = [c.replace(lr=lr) for c in probe for lr in (5e-4, 1e-3, 2e-3, 3e-3)]
    h.sweep(configs, data)  # the first sweep takes longer: tiles sized by it would be too short
    start = time.perf_counter()
    h.sweep(configs, data)
    each = (time.perf_counter() - start) * workers / len(probe)
    epochs = max(2, math.ceil(2 * seconds / each))
    configs = [c.replace(epochs=epochs) for c in configs]

    seen: dict[str, list[float]] = {}
    with (
        distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
        try:
            ways = {"threads": None, "loky": "loky", "Dask": client, "Ray": "ray"}
            for way in ways.values():  # starts the processes and loads torch in each of them
                h.sweep([c.replace(epochs=1) for c in configs], data, executor=way)
            for _ in range(repeats):
                for name, way in ways.items():
                    start = time.perf_counter()
                    table = h.sweep(configs, data, executor=way)
                    seen.setdefault(name, []).append(time.perf_counter() - start)
                    assert table.complete
                    print(f"{name}: {seen[name][-1]:.1f} s", file=sys.stderr)
        finally:
            ray.shutdown()
    return {
        "tiles": len(probe),
        "workers": workers,
        "epochs": epochs,
        "seconds": {name: statistics.median(values) for name, values in seen.items()},
    }


def ray_tune_trial(trials: int = 40) -> float | None:
    """Return Ray Tune's seconds a trial of a function that does nothing; None if not installed."""
    try:
        from ray import tune
    except ImportError:
        return None
    import ray

    workers = torch.get_num_threads()
    with tempfile.TemporaryDirectory() as folder:
        ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
        try:
            start = time.perf_counter()
            tune.Tuner(
                lambda config: {"loss": config["lr"]},
                param_space={"lr": tune.loguniform(1e-5, 1)},
                tune_config=tune.TuneConfig(num_samples=trials, metric="loss", mode="min"),
                run_config=tune.RunConfig(storage_path=folder, verbose=0),
            ).fit()
            return (time.perf_counter() - start) / trials
        finally:
            ray.shutdown()


# -- where the time of a step goes -----------------------------------------------------------------

# What a call of torch does in a step, by the name that its profiler gives it.
ROLES = {
    "aten::addmm": "first layer, forward and the gradient of its weights",
    "mkldnn::_linear_pointwise": "first layer, forward and the gradient of its weights",
    "aten::mul": "the last one's results, into their place",
    "aten::baddbmm": "later layers: forward, gradients of their weights, back to the layer before",
    "aten::_fused_adam_": "Adam",
    "aten::mul_": "outputs times the learning rate",
    "aten::clamp_min": "ReLU",
    "aten::threshold_backward": "ReLU, backward",
    "aten::index_select": "gathering the mini-batch",
    "aten::amax": "softmax",
    "aten::sub_": "softmax",
    "aten::exp_": "softmax",
    "aten::sum": "softmax",
    "aten::div_": "softmax",
}


def profile(name: str, n: int) -> dict:
    """Return where one thread's time goes in the steps of an epoch of a tile with `n` lanes."""
    from torch.profiler import ProfilerActivity
    from torch.profiler import profile as record

    config, data = shape(name)
    with one_thread(), torch.no_grad():
        torch.set_flush_denormal(True)
        tile = Lanes(rates(n, config), 0, Examples(data))
        order = torch.randperm(len(data.y_train))

        def epoch() -> float:
            start = time.perf_counter()
            for rows in order.split(config.batch_size):
                tile.step(rows)
            return time.perf_counter() - start

        epoch()
        steps = math.ceil(len(order) / config.batch_size)
        alone = statistics.median(epoch() for _ in range(5)) / steps
        with record(activities=[ProfilerActivity.CPU]) as seen:
            epoch()
        torch.set_flush_denormal(False)
    events = seen.key_averages()
    whole = sum(event.self_cpu_time_total for event in events)
    found = [
        {
            "call": event.key,
            "role": ROLES.get(event.key, ""),
            "calls": event.count / steps,
            "share": event.self_cpu_time_total / whole,
        }
        for event in events
        if event.self_cpu_time_total / whole >= 0.01
    ]
    found.sort(key=lambda row: -row["share"])
    return {
        "lanes": n,
        "us_a_lane_and_step": 1e6 * alone / n,
        "calls": sum(event.count for event in events) / steps,
        "rows": found,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts."""
    parts = ("lanes", "widths", "executors", "profile")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parts", nargs="+", choices=parts, default=list(parts))
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put them into docs/benchmarks.*")
    parser.add_argument("--one", nargs=2, metavar=("NETWORK", "LANES"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(one_number_of_lanes(options.one[0], int(options.one[1]))))
        return 0
    warnings.simplefilter("ignore")
    found: dict = {f"rounds of {part}": options.repeats for part in options.parts}
    if "lanes" in options.parts:
        found["lanes"] = lanes(options.repeats)
    if "widths" in options.parts:
        found["widths"] = widths(options.repeats)
    if "executors" in options.parts:
        found["executors"] = executors(options.repeats)
        found["ray_tune_seconds"] = ray_tune_trial()
    if "profile" in options.parts:
        found["profile"] = {"classic": profile("classic", 6), "tiny": profile("tiny", 16)}
    print(page.scaling(found))
    if options.write:
        page.write({"scaling": found})
    return 0


if __name__ == "__main__":
    sys.exit(main())
