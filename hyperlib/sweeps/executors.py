"""Train tiles in threads, in processes, or on a cluster.

Each way is a generator that gets tiles, examples and a number of workers, and yields the number of a tile with
its outcomes as tiles end.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import importlib.util
import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import Any

import torch

from hyperlib.cores import available_cores
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.observations import torch_defaults
from hyperlib.sweeps.lanes import Examples, Lanes, Measure, Outcome
from hyperlib.sweeps.plan import count_parameters
from hyperlib.training import one_thread

# A tile with more parameters than this may use the cores that no other tile needs.  In smaller ones
# torch's threads wait for each other too often: on an idle computer they gain as much, on a busy one
# a sweep takes many times longer.
SHARED_PARAMETERS = 300_000
EXECUTORS = "None, 'loky', 'ray' or a dask Client"


@dataclass(frozen=True)
class Tile:
    """Name lanes that train side by side: their configurations, seed, and what is measured."""

    configs: list[Hyperparameters]
    seed: int
    measure: Measure


Outcomes = list[Outcome | None]  # of a tile; None where a lane was stopped before its end
Train = Callable[[list[Tile], Examples, int], Iterator[tuple[int, Outcomes]]]


def train_tile(tile: Tile, examples: Examples, stop: Callable[[], bool] | None = None) -> Outcomes:
    """Train lanes side by side; one that fails gets an outcome that says why."""
    stop = stop or (lambda: False)
    try:
        with torch_defaults():  # an executor's thread or process may have others
            return Lanes(tile.configs, tile.seed, examples).run(stop, tile.measure)
    except Exception as error:
        if len(tile.configs) == 1:
            return [Outcome((), False, f"{type(error).__name__}: {error}")]
    # One lane's failure, or memory too small for all of them, must not lose the others.
    alone = (replace(tile, configs=[config]) for config in tile.configs)
    return [train_tile(one, examples, stop)[0] for one in alone]


def choose(executor: Any, device: str = "cpu") -> tuple[Train, int]:
    """Return the function that trains tiles there, and how many workers it has."""
    if device != "cpu" and executor is not None:
        why = f"device={device!r} goes with executor=None only, got {executor!r}; try executor=None"
        raise ValueError(why)
    if executor is None:
        # One tile keeps a GPU at work; a second one would only share its memory.
        return _in_threads, _threads() if device == "cpu" else 1
    if isinstance(executor, str) and executor in ("loky", "ray"):
        package = {"loky": "joblib", "ray": "ray"}[executor]
        if importlib.util.find_spec(package) is None:
            raise ImportError(
                f"executor={executor!r} needs {package}, which is not installed; "
                f"try pip install {package} or executor=None"
            )
        if executor == "loky":
            return _in_processes, _threads()
        return _on_ray, _ray_workers()
    if isinstance(executor, str):
        raise ValueError(f"executor must be {EXECUTORS}, got {executor!r}; try executor=None")
    if hasattr(executor, "get_executor") and hasattr(executor, "scatter"):
        workers = max(1, sum(executor.nthreads().values()))
        return functools.partial(_on_client, executor), workers
    raise TypeError(f"executor must be {EXECUTORS}, got {executor!r}; try executor=None")


def _ray_workers() -> int:
    import ray

    if ray.is_initialized():
        return max(1, int(ray.cluster_resources().get("CPU", 1)))
    return _threads()


def _threads() -> int:
    """Return how many threads torch may use, but no more than there are cores for this process."""
    return min(torch.get_num_threads(), available_cores())


# In threads of this process


def _set_up(threads: int = 1) -> None:
    torch.set_num_threads(threads)
    # Numbers below 1e-38, as optimizers' averages reach them, are a hundred times slower.
    torch.set_flush_denormal(True)


@contextlib.contextmanager
def _here(threads: int) -> Iterator[None]:
    """Do in this thread, inside the block only, what `_set_up` does."""
    flushing = (torch.tensor(2e-38) / 4).item() == 0
    with one_thread():
        _set_up(threads)
        try:
            yield
        finally:
            torch.set_flush_denormal(flushing)


def _in_threads(tiles: list[Tile], examples: Examples, workers: int) -> Iterator:
    inside = _threads_inside(tiles, examples, workers)
    if len(tiles) == 1:
        # In a new thread torch's own threads would be more than there are cores, beside those that
        # wait for this one: then they sleep between two calls, and a step takes twice as long.
        with _here(inside):
            outcomes = train_tile(tiles[0], examples)
        yield 0, outcomes
        return
    stop = threading.Event()
    with one_thread(), ThreadPoolExecutor(workers, "sweep", _set_up, (inside,)) as pool:
        futures = {
            pool.submit(train_tile, tile, examples, stop.is_set): n for n, tile in enumerate(tiles)
        }
        try:
            yield from _as_completed(futures)
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)


def _threads_inside(tiles: list[Tile], examples: Examples, workers: int) -> int:
    """Return how many threads each tile may use: more than one if few tiles hold large networks."""
    sizes = (len(examples.used), examples.n_output)
    smallest = min(
        sum(count_parameters(config.n_neurons, *sizes) for config in tile.configs) for tile in tiles
    )
    return max(1, workers // len(tiles)) if smallest > SHARED_PARAMETERS else 1


# In other processes


def _in_process(tile: Tile, examples: Examples) -> Outcomes:
    """Train a tile in a process or on a machine of its own."""
    _keep_freed_memory()
    with one_thread():
        _set_up()
        return train_tile(tile, examples)


@functools.cache
def _keep_freed_memory() -> None:
    """Let the C library keep small freed blocks, as it does unless it is told not to.

    Dask starts its workers, and all processes that are started afterwards, with MALLOC_TRIM_THRESHOLD_=65536.
    Then each matrix of a megabyte is asked of the system anew, page by page, and a tile takes half as long again.
    """
    if "MALLOC_TRIM_THRESHOLD_" not in os.environ or not sys.platform.startswith("linux"):
        return
    # What glibc's own rule comes to: see M_MMAP_THRESHOLD in mallopt(3).  -3 is M_MMAP_THRESHOLD, -1
    # is M_TRIM_THRESHOLD.
    with contextlib.suppress(OSError, AttributeError):  # not glibc
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(-3, 32 * 2**20)
        libc.mallopt(-1, 64 * 2**20)


def _in_processes(tiles: list[Tile], examples: Examples, workers: int) -> Iterator:
    from joblib.externals.loky import get_reusable_executor
    from joblib.externals.loky.process_executor import BrokenProcessPool

    missing = dict(enumerate(tiles))
    for turn in range(3):
        pool = get_reusable_executor(workers)
        futures = {pool.submit(_in_process, tile, examples): n for n, tile in missing.items()}
        try:
            for number, outcomes in _as_completed(futures):
                del missing[number]
                yield number, outcomes
            return
        except BrokenProcessPool:  # a process was killed: once more what it had not done
            if turn == 2:
                raise
        except BaseException:
            pool.shutdown(wait=False, kill_workers=True)
            raise


# On a cluster


def _same(examples: Examples) -> Examples:
    return examples


def _on_client(client: Any, tiles: list[Tile], examples: Examples, workers: int) -> Iterator:
    import dask

    # The examples are the result of a task and not scattered: the scheduler can make them again when
    # the workers that held them are lost.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"}):
        sent = client.submit(_same, examples, pure=False)
    with client.get_executor(pure=False) as pool:
        futures = {pool.submit(_in_process, tile, sent): n for n, tile in enumerate(tiles)}
        yield from _as_completed(futures)


def _on_ray(tiles: list[Tile], examples: Examples, workers: int) -> Iterator:
    import ray

    started = not ray.is_initialized()
    if started:
        ray.init(include_dashboard=False, log_to_driver=False)
    # A tile whose worker is lost is trained again.
    remote = ray.remote(num_cpus=1, max_retries=3)(_in_process)
    waiting: list = []
    try:
        sent = ray.put(examples)
        numbers = {remote.remote(tile, sent): n for n, tile in enumerate(tiles)}
        waiting = list(numbers)
        while waiting:
            ended, waiting = ray.wait(waiting)
            for reference in ended:
                yield numbers[reference], ray.get(reference)
    finally:
        for reference in waiting:
            ray.cancel(reference)
        if started:
            ray.shutdown()


def _as_completed(futures: dict[Future, int]) -> Iterator[tuple[int, Outcomes]]:
    waiting = set(futures)
    try:
        while waiting:
            ended, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in ended:
                yield futures[future], future.result()
    finally:
        for future in waiting:
            future.cancel()
