"""Train many configurations at once and write down how each of them went."""

from __future__ import annotations

import contextlib
import csv
import ctypes
import dataclasses
import functools
import hashlib
import importlib.util
import itertools
import json
import math
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from hyperlib.arguments import check_seed, check_size
from hyperlib.data import Data
from hyperlib.sweeps.lanes import Examples, Lanes, Outcome, scalable
from hyperlib.training import Epoch, Hyperparameters, one_thread

# A tile is what trains side by side.  Its weights, gradients, optimizer state and activations are
# read in every step; more than this per thread and they no longer stay in the processor's cache.
TILE_BYTES = 12 * 2**20
# A GPU is idle unless a step has much to do.  Not tuned: none was at hand.
GPU_TILE_BYTES = 2**30
# A step costs 50 to 100 calls however small its matrices are: as much as this many parameters do.
# Lanes of different widths are put into one tile while padding them costs less than that.
STEP_COST = 30_000
# A tile with more parameters than this may use the cores that no other tile needs.  In smaller ones
# torch's threads wait for each other too often: on an idle computer they gain as much, on a busy one
# a sweep takes many times longer.
SHARED_PARAMETERS = 300_000
FORMAT = 1  # of a line in a sweep's file
EXECUTORS = "None, 'loky', 'ray' or a dask Client"


class SweepFileError(OSError):
    """Say that results could not be written; ``found`` is a `Sweep` of all that is done."""

    found: Sweep | None = None


@dataclass(frozen=True)
class Lane:
    """Hold what one configuration did with one seed.

    Attributes
    ----------
    configuration : int
        Place of the configuration in the list that was swept.
    config : Hyperparameters
    seed : int
    history : tuple of Epoch
        One entry an epoch, as `train` writes it; empty if the lane failed.
    diverged : bool
        True when the loss stopped being a finite number.
    reason : str
        Why the lane ended before its last epoch; empty if it did not.
    """

    configuration: int
    config: Hyperparameters
    seed: int
    history: tuple[Epoch, ...]
    diverged: bool
    reason: str


@dataclass(frozen=True)
class Sweep:
    """Hold what a sweep found.

    Attributes
    ----------
    lanes : tuple of Lane
        One for each configuration and seed that was trained, configuration by configuration.
    complete : bool
        False when the sweep was interrupted and some lanes are missing.
    """

    lanes: tuple[Lane, ...]
    complete: bool = True

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One dict for each configuration, seed and epoch; ``pandas.DataFrame(rows)`` is a table.

        A lane that failed has one row, with epoch 0 and NaN for what was not measured.
        """
        rows = []
        for lane in self.lanes:
            known = {"configuration": lane.configuration, "seed": lane.seed} | _fields(lane.config)
            nothing = Epoch(0, *[math.nan] * 5)
            history = lane.history or (nothing,)
            for epoch in history:
                last = epoch is history[-1]
                rows.append(
                    known
                    | dataclasses.asdict(epoch)
                    | {
                        "diverged": lane.diverged and last,
                        "reason": lane.reason if last else "",
                    }
                )
        return rows

    def summary(self) -> list[dict[str, Any]]:
        """Return one dict for each configuration and seed: the last and the best epoch.

        ``best_epoch`` is the epoch with the highest validation accuracy, the first of equals.
        """
        rows = []
        for lane in self.lanes:
            nothing = Epoch(0, *[math.nan] * 5)
            final = lane.history[-1] if lane.history else nothing
            best = max(lane.history, key=lambda epoch: epoch.val_accuracy, default=nothing)
            rows.append(
                {"configuration": lane.configuration, "seed": lane.seed}
                | _fields(lane.config)
                | {
                    "final_epoch": final.epoch,
                    "final_val_loss": final.val_loss,
                    "final_val_accuracy": final.val_accuracy,
                    "best_epoch": best.epoch,
                    "best_val_accuracy": best.val_accuracy,
                    "seconds": sum(epoch.seconds for epoch in lane.history),
                    "diverged": lane.diverged,
                    "reason": lane.reason,
                }
            )
        return rows

    def to_csv(self, path: str | os.PathLike, *, summary: bool = False) -> None:
        """Write `rows`, or the `summary`, as a CSV file with a header.

        Sizes of hidden layers are joined by "-": 128-64-32.
        """
        table = self.summary() if summary else self.rows
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(table[0]) if table else ["configuration", "seed"])
            writer.writeheader()
            for row in table:
                sizes = "-".join(str(size) for size in row["n_neurons"])
                writer.writerow(row | {"n_neurons": sizes})


def _fields(config: Hyperparameters) -> dict[str, Any]:
    return {field.name: getattr(config, field.name) for field in dataclasses.fields(config)}


def grid(base: Hyperparameters, **values: Iterable) -> list[Hyperparameters]:
    """Return `base` with every combination of the given values; the last name varies fastest.

    Parameters
    ----------
    base : Hyperparameters
        Gives the values that do not vary.
    **values : iterable
        For a hyperparameter, the values to try; at least one.

    Raises
    ------
    TypeError
        If a name is no hyperparameter or its values are not a list.
    ValueError
        If a list is empty or holds a value that `Hyperparameters` refuses.

    Examples
    --------
    >>> [(c.lr, c.batch_size) for c in grid(Hyperparameters(), lr=[0.1, 0.01], batch_size=[32, 64])]
    [(0.1, 32), (0.1, 64), (0.01, 32), (0.01, 64)]
    >>> grid(Hyperparameters(), lr=0.1)
    Traceback (most recent call last):
    TypeError: lr must be a list of values to try, got 0.1; try lr=[0.1]
    """
    _check_config("base", base)
    lists = {}
    for name, choices in values.items():
        if isinstance(choices, (str, bytes)) or not isinstance(choices, Iterable):
            raise TypeError(
                f"{name} must be a list of values to try, got {choices!r}; try {name}=[{choices!r}]"
            )
        lists[name] = list(choices)
        if not lists[name]:
            raise ValueError(f"{name} must hold at least one value to try, got an empty list")
    return [
        base.replace(**dict(zip(lists, chosen, strict=True)))
        for chosen in itertools.product(*lists.values())
    ]


def _check_config(name: str, config: object) -> None:
    if not isinstance(config, Hyperparameters):
        raise TypeError(f"{name} must be Hyperparameters, got {config!r}; try Hyperparameters()")


def sweep(
    configs: Iterable[Hyperparameters],
    data: Data,
    *,
    seeds: int | Iterable[int] = 1,
    file: str | os.PathLike | None = None,
    executor: Any = None,
    device: str = "cpu",
    progress: bool = False,
) -> Sweep:
    """Train every configuration with every seed, many of them side by side.

    Each lane (one configuration with one seed) gives what ``train(config, data, seed=seed)`` gives,
    up to rounding: the same initial weights, the same order of the examples, the same dropout.

    Parameters
    ----------
    configs : iterable of Hyperparameters
        What to try, for example from `grid`.
    data : Data
        Training and validation examples; the test part is never read.
    seeds : int or iterable of int
        Each configuration is trained once with each of them; a number n stands for 0 to n - 1.
    file : path, optional
        Where to keep what is done, one line of JSON for each lane.  What the file already holds of
        these configurations, seeds and data is not trained again, so a sweep that was interrupted
        goes on where it stopped.
    executor : None, "loky", "ray" or dask.distributed.Client
        Where to train.  None: in threads of this process, as many as ``torch.get_num_threads()``.
        "loky": in as many processes (needs joblib).  A Client: on its workers.  "ray": on the Ray
        cluster that this process is connected to, or else on this computer.
    device : str
        "cpu", or "cuda" (one of several: "cuda:1") to train the same lanes in larger tiles on a
        GPU, which goes with ``executor=None`` only.  See the section on GPUs in docs/sweeps.md.
    progress : bool
        Show on standard error how many lanes are done: a bar with the time left where tqdm is
        installed, else a line after each chunk.

    Returns
    -------
    Sweep
        A lane that diverges or fails is recorded with its reason, not raised.  An interruption
        from the keyboard ends the sweep and returns what is done, with ``complete`` False.

    Raises
    ------
    TypeError, ValueError
        If an argument is outside what is said above, or `file` is no file of a sweep.
    ImportError
        If `executor` is "loky" or "ray" and joblib or ray is not installed.
    SweepFileError
        If `file` can not be written, for example on a full disk.  It is an OSError; the file keeps
        what was written before, and ``found`` of the error is a `Sweep` of all that is done.

    Notes
    -----
    How lanes share their arithmetic is written in `hyperlib.sweeps.lanes`.

    Examples
    --------
    >>> from hyperlib import load_mnist
    >>> configs = grid(Hyperparameters(n_neurons=(16,), epochs=1), lr=[1e-3, 1e-2])
    >>> found = sweep(configs, load_mnist().subset(100), seeds=[0, 1])
    >>> [(row["lr"], row["seed"], row["epoch"]) for row in found.rows]
    [(0.001, 0, 1), (0.001, 1, 1), (0.01, 0, 1), (0.01, 1, 1)]
    """
    configs, seeds = _check(configs, data, seeds)
    if not isinstance(progress, bool):
        raise TypeError(f"progress must be True or False, got {progress!r}; try progress=True")
    if file is not None and not isinstance(file, (str, os.PathLike)):
        raise TypeError(f"file must be a path, got {file!r}; try file='sweep.jsonl'")
    pool = _choose(executor)
    _check_device(device, executor)
    lanes = [(i, seed) for i in range(len(configs)) for seed in seeds]
    record = None if file is None else _Record(Path(file), data)
    done: dict[tuple[int, int], Outcome] = {}
    if record is not None:
        for i, seed in lanes:
            if (outcome := record.find(configs[i], seed)) is not None:
                done[i, seed] = outcome
    missing = [lane for lane in lanes if lane not in done]
    on_cpu = device == "cpu"
    workers = _workers(executor) if on_cpu else 1
    tile = TILE_BYTES if on_cpu else GPU_TILE_BYTES
    chunks = _plan([(configs[i], seed) for i, seed in missing], data, workers, tile)

    def result(complete: bool) -> Sweep:
        return Sweep(
            tuple(
                Lane(i, configs[i], seed, outcome.history, outcome.diverged, outcome.reason)
                for i, seed in lanes
                if (outcome := done.get((i, seed))) is not None
            ),
            complete,
        )

    complete = True
    if missing:
        tasks = [([configs[missing[j][0]] for j in c], missing[c[0]][1]) for c in chunks]
        bar = _bar(len(done), len(lanes)) if progress else _NoBar()
        try:
            for number, outcomes in pool(tasks, Examples(data, device), workers):
                for j, outcome in zip(chunks[number], outcomes, strict=True):
                    if outcome is not None:
                        done[missing[j]] = outcome
                if record is not None:
                    record.append(*tasks[number], outcomes)
                bar.update(sum(outcome is not None for outcome in outcomes))
        except SweepFileError as error:
            error.found = result(False)
            raise
        except KeyboardInterrupt:
            complete = len(done) == len(lanes)
            kept = "" if file is None else "; call sweep again with this file to go on"
            print(f"interrupted: {len(done)} of {len(lanes)} lanes are done{kept}", file=sys.stderr)
        finally:
            bar.close()
    return result(complete)


class _NoBar:
    """Stand in for a progress bar that is not wanted."""

    def update(self, n: int) -> None:
        pass

    def close(self) -> None:
        pass


class _Lines(_NoBar):
    """Write a line after each chunk."""

    def __init__(self, done: int, total: int):
        self.done, self.total = done, total

    def update(self, n: int) -> None:
        self.done += n
        print(f"{self.done} of {self.total} lanes", file=sys.stderr, flush=True)


def _bar(done: int, total: int) -> Any:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return _Lines(done, total)
    return tqdm(initial=done, total=total, unit="lane")


def _check(configs: object, data: object, seeds: object) -> tuple[list[Hyperparameters], list[int]]:
    if isinstance(configs, Hyperparameters) or not isinstance(configs, Iterable):
        raise TypeError(
            f"configs must be a list of Hyperparameters, got {configs!r}; try [Hyperparameters()]"
        )
    configs = list(configs)
    for i, config in enumerate(configs):
        _check_config(f"configs[{i}]", config)
    if not configs:
        raise ValueError("configs must hold at least one configuration; try [Hyperparameters()]")
    if not isinstance(data, Data):
        raise TypeError(f"data must be Data, got {type(data).__name__}; try load_mnist()")
    if isinstance(seeds, int) and not isinstance(seeds, bool):
        return configs, list(range(check_size("seeds", seeds)))
    if isinstance(seeds, (str, bytes)) or not isinstance(seeds, Iterable):
        raise TypeError(
            f"seeds must be a number of seeds or a list of them, got {seeds!r}; try [0, 1, 2]"
        )
    seeds = [check_seed(f"seeds[{i}]", seed) for i, seed in enumerate(seeds)]
    if not seeds:
        raise ValueError("seeds must hold at least one seed; try [0]")
    if len(set(seeds)) < len(seeds):
        raise ValueError(f"seeds must differ, got {seeds}; the same seed gives the same numbers")
    return configs, seeds


# Which lanes train side by side


def _plan(
    lanes: Sequence[tuple[Hyperparameters, int]],
    data: Data,
    workers: int,
    tile: int = TILE_BYTES,
) -> list[list[int]]:
    """Part the lanes, given as (configuration, seed), into chunks that train side by side."""
    groups: dict[tuple, list[int]] = {}
    for i, (c, seed) in enumerate(lanes):
        alike = (seed, len(c.n_neurons), c.activation, c.optimizer, c.batch_size, c.schedule)
        if c.schedule != "constant":  # the last step's learning rate depends on their number
            alike += (c.epochs,)
        if c.activation == "sigmoid":  # padding is exact only where act(0) = 0
            alike += (c.n_neurons,)
        if not scalable(c.lr):
            alike += (i,)
        groups.setdefault(alike, []).append(i)
    n_train, n_output = len(data.y_train), data.n_output
    chunks = []
    for group in groups.values():
        for alike in _by_width(group, lanes, data.n_input, n_output):
            batch = min(lanes[alike[0]][0].batch_size, n_train)
            widths = _widest(alike, lanes)
            size = 4 * _parameters(widths, data.n_input, n_output) * 4
            size += 4 * batch * 5 * (sum(widths) + n_output)
            pieces = math.ceil(len(alike) * size / tile)
            # A thread of its own pays for lanes that take longer than what a step costs anyway.
            share = math.ceil(workers * len(alike) / len(lanes))
            in_all = len(alike) * _parameters(widths, data.n_input, n_output)
            pieces = max(pieces, min(share, in_all // STEP_COST))
            if pieces > 1 and len(alike) == len(lanes):  # as many tiles for each thread
                pieces = math.ceil(pieces / workers) * workers
            pieces = min(len(alike), pieces)
            chunks += [
                alike[k * len(alike) // pieces : (k + 1) * len(alike) // pieces]
                for k in range(pieces)
            ]
    # The longest first, so that no thread is left with a long one at the end.
    chunks.sort(key=lambda chunk: -sum(_work(lanes[i][0], data) for i in chunk))
    return chunks


def _work(config: Hyperparameters, data: Data) -> int:
    return config.epochs * _parameters(config.n_neurons, data.n_input, data.n_output)


def _parameters(widths: Sequence[int], n_input: int, n_output: int) -> int:
    return sum((a + 1) * b for a, b in itertools.pairwise([n_input, *widths, n_output]))


def _widest(group: list[int], lanes: Sequence[tuple[Hyperparameters, int]]) -> list[int]:
    """Return the widths of the tile that holds these lanes."""
    return [max(sizes) for sizes in zip(*(lanes[i][0].n_neurons for i in group), strict=True)]


def _by_width(
    group: list[int], lanes: Sequence[tuple[Hyperparameters, int]], n_input: int, n_output: int
) -> list[list[int]]:
    """Part lanes of different widths where padding them would cost more than another step."""

    def cost(part: list[int]) -> int:
        return STEP_COST + len(part) * _parameters(_widest(part, lanes), n_input, n_output)

    best, halves = cost(group), None
    for layer in range(len(lanes[group[0]][0].n_neurons)):
        ordered = sorted(group, key=lambda i: lanes[i][0].n_neurons[layer])
        for quarter in (1, 2, 3):
            cut = quarter * len(group) // 4
            if 0 < cut < len(group):
                a, b = ordered[:cut], ordered[cut:]
                if cost(a) + cost(b) < best:
                    best, halves = cost(a) + cost(b), (a, b)
    if halves is None:
        return [group]
    return [part for half in halves for part in _by_width(half, lanes, n_input, n_output)]


# Where lanes train: each of these yields (number of the chunk, its outcomes) as chunks end

Task = tuple[list[Hyperparameters], int]


def train_chunk(
    configs: list[Hyperparameters], seed: int, examples: Examples, stop: Any = None
) -> list[Outcome | None]:
    """Train lanes side by side; one that fails gets an outcome that says why."""
    stop = stop or (lambda: False)
    try:
        return Lanes(configs, seed, examples).run(stop)
    except Exception as error:
        if len(configs) == 1:
            return [Outcome((), False, f"{type(error).__name__}: {error}")]
    # One lane's failure, or memory too small for all of them, is no reason to lose the others.
    return [train_chunk([config], seed, examples, stop)[0] for config in configs]


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


def _in_threads(tasks: list[Task], examples: Examples, workers: int) -> Iterator:
    stop, inside = threading.Event(), _threads_inside(tasks, examples, workers)
    if len(tasks) == 1:
        # In a new thread torch's own threads would be more than there are cores, beside those that
        # wait for this one: then they sleep between two calls, and a step takes twice as long.
        with _here(inside):
            outcomes = train_chunk(*tasks[0], examples)
        yield 0, outcomes
        return
    with one_thread(), ThreadPoolExecutor(workers, "sweep", _set_up, (inside,)) as pool:
        futures = {
            pool.submit(train_chunk, *t, examples, stop.is_set): n for n, t in enumerate(tasks)
        }
        try:
            yield from _as_completed(futures)
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)


def _threads_inside(tasks: list[Task], examples: Examples, workers: int) -> int:
    """Return how many threads each tile may use: more than one if few tiles hold large networks."""
    sizes = (len(examples.used), examples.n_output)
    smallest = min(sum(_parameters(c.n_neurons, *sizes) for c in configs) for configs, _ in tasks)
    return max(1, workers // len(tasks)) if smallest > SHARED_PARAMETERS else 1


def _in_process(configs: list[Hyperparameters], seed: int, examples: Examples) -> list:
    """Train a chunk in a process or on a machine of its own."""
    _keep_freed_memory()
    with one_thread():
        _set_up()
        return train_chunk(configs, seed, examples)


@functools.cache
def _keep_freed_memory() -> None:
    """Let the C library keep small freed blocks, as it does unless it is told not to.

    Dask starts its workers, and all processes that are started afterwards, with
    MALLOC_TRIM_THRESHOLD_=65536.  Then each matrix of a megabyte is asked of the system anew, page by
    page, and a tile takes half as long again.
    """
    if "MALLOC_TRIM_THRESHOLD_" not in os.environ or not sys.platform.startswith("linux"):
        return
    # What glibc's own rule comes to: see M_MMAP_THRESHOLD in mallopt(3).  -3 is M_MMAP_THRESHOLD, -1
    # is M_TRIM_THRESHOLD.
    with contextlib.suppress(OSError, AttributeError):  # not glibc
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(-3, 32 * 2**20)
        libc.mallopt(-1, 64 * 2**20)


def _in_processes(tasks: list[Task], examples: Examples, workers: int) -> Iterator:
    from joblib.externals.loky import get_reusable_executor
    from joblib.externals.loky.process_executor import BrokenProcessPool

    missing = dict(enumerate(tasks))
    for attempt in range(3):
        pool = get_reusable_executor(workers)
        futures = {pool.submit(_in_process, *t, examples): n for n, t in missing.items()}
        try:
            for number, outcomes in _as_completed(futures):
                del missing[number]
                yield number, outcomes
            return
        except BrokenProcessPool:  # a process was killed: once more what it had not done
            if attempt == 2:
                raise
        except BaseException:
            pool.shutdown(wait=False, kill_workers=True)
            raise


def _same(examples: Examples) -> Examples:
    return examples


def _on_client(client: Any, tasks: list[Task], examples: Examples) -> Iterator:
    import dask

    # The examples are the result of a task and not scattered: the scheduler can make them again when
    # the workers that held them are lost.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"}):
        sent = client.submit(_same, examples, pure=False)
    with client.get_executor(pure=False) as pool:
        futures = {pool.submit(_in_process, *t, sent): n for n, t in enumerate(tasks)}
        yield from _as_completed(futures)


def _on_ray(tasks: list[Task], examples: Examples, workers: int) -> Iterator:
    import ray

    started = not ray.is_initialized()
    if started:
        ray.init(include_dashboard=False, log_to_driver=False)
    # A task whose worker is lost is run again.
    chunk = ray.remote(num_cpus=1, max_retries=3)(_in_process)
    waiting: list = []
    try:
        sent = ray.put(examples)
        numbers = {chunk.remote(*t, sent): n for n, t in enumerate(tasks)}
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


def _as_completed(futures: dict[Future, int]) -> Iterator:
    waiting = set(futures)
    try:
        while waiting:
            ended, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in ended:
                yield futures[future], future.result()
    finally:
        for future in waiting:
            future.cancel()


def _choose(executor: Any) -> Any:
    """Return the function that trains chunks there."""
    if executor is None:
        return _in_threads
    if isinstance(executor, str) and executor in ("loky", "ray"):
        package, pool = {"loky": ("joblib", _in_processes), "ray": ("ray", _on_ray)}[executor]
        if importlib.util.find_spec(package) is None:
            raise ImportError(
                f"executor={executor!r} needs {package}, which is not installed; "
                f"try pip install {package} or executor=None"
            )
        return pool
    if isinstance(executor, str):
        raise ValueError(f"executor must be {EXECUTORS}, got {executor!r}; try executor=None")
    if hasattr(executor, "get_executor") and hasattr(executor, "scatter"):
        return lambda tasks, examples, workers: _on_client(executor, tasks, examples)
    raise TypeError(f"executor must be {EXECUTORS}, got {executor!r}; try executor=None")


def _check_device(device: object, executor: Any) -> None:
    if not isinstance(device, str):
        raise TypeError(f"device must be a word, got {device!r}; try 'cpu'")
    kind, _, number = device.partition(":")
    if device != "cpu" and (kind != "cuda" or (number and not number.isdecimal())):
        raise ValueError(f"device must be 'cpu' or 'cuda', got {device!r}; try 'cpu'")
    if device == "cpu":
        return
    if executor is not None:
        raise ValueError(
            f"device={device!r} goes with executor=None only, got {executor!r}; try device='cpu'"
        )
    if int(number or 0) >= torch.cuda.device_count():
        raise ValueError(
            f"device={device!r} must be a GPU that PyTorch can use; it finds "
            f"{torch.cuda.device_count()}: try device='cpu'"
        )


def _workers(executor: Any) -> int:
    if executor == "ray":
        import ray

        if ray.is_initialized():
            return max(1, int(ray.cluster_resources().get("CPU", 1)))
    if executor is None or isinstance(executor, str):
        return torch.get_num_threads()
    return max(1, sum(executor.nthreads().values()))


# The file


class _Record:
    """Keep outcomes in a file, one line for each lane."""

    def __init__(self, path: Path, data: Data):
        self.path = path
        self.data = _fingerprint(data)
        self.found: dict[str, Outcome] = {}
        if not path.parent.is_dir():
            raise ValueError(f"file must lie in a folder that exists, got {path}; make it first")
        if not path.exists():
            return
        lines = path.read_bytes().split(b"\n")
        torn = lines.pop()  # what follows the last newline was not written to its end
        for number, line in enumerate(lines, 1):
            try:
                kept = json.loads(line)
                if kept["format"] != FORMAT:
                    raise ValueError(f"format {kept['format']}")
                history = tuple(Epoch(*[_number(v) for v in epoch]) for epoch in kept["history"])
                self.found[kept["key"]] = Outcome(history, kept["diverged"], kept["reason"])
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(
                    f"line {number} of {path} is no line of a sweep ({error}); "
                    "try another file name"
                ) from error
        if torn:
            if not lines and not torn.startswith(b'{"format"'):
                raise ValueError(f"{path} is no file of a sweep; try another file name")
            with open(path, "r+b") as file:
                file.truncate(path.stat().st_size - len(torn))

    def _key(self, config: Hyperparameters, seed: int) -> str:
        what = json.dumps([_fields(config), seed, self.data], sort_keys=True)
        return hashlib.sha256(what.encode()).hexdigest()

    def find(self, config: Hyperparameters, seed: int) -> Outcome | None:
        outcome = self.found.get(self._key(config, seed))
        return outcome if outcome is None or outcome.history else None  # a failure is tried again

    def append(
        self, configs: list[Hyperparameters], seed: int, outcomes: list[Outcome | None]
    ) -> None:
        lines = []
        for config, outcome in zip(configs, outcomes, strict=True):
            if outcome is not None:
                line = {
                    "format": FORMAT,
                    "key": self._key(config, seed),
                    "seed": seed,
                    "config": _fields(config),
                    "history": [
                        [_word(value) for value in dataclasses.astuple(epoch)]
                        for epoch in outcome.history
                    ],
                    "diverged": outcome.diverged,
                    "reason": outcome.reason,
                }
                lines.append(json.dumps(line, allow_nan=False) + "\n")
        size = None
        try:
            with open(self.path, "ab") as file:
                size = file.tell()
                file.write("".join(lines).encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            if size is not None:  # leave no half of a line
                with contextlib.suppress(OSError):
                    os.truncate(self.path, size)
            raise SweepFileError(
                error.errno,
                f"results could not be written ({error.strerror}); what the file held before is "
                "kept: make room and call sweep again with this file to go on",
                str(self.path),
            ) from error


def _word(value: float) -> float | str:
    """JSON knows no NaN and no infinity: write them as words."""
    return value if math.isfinite(value) else str(value)


def _number(value: float | str) -> float:
    return float(value) if isinstance(value, str) else value


def _fingerprint(data: Data) -> str:
    digest = hashlib.sha256()
    for part in (data.X_train, data.y_train, data.X_val, data.y_val):
        digest.update(str(tuple(part.shape)).encode())
        digest.update(part.contiguous().numpy().tobytes())
    return digest.hexdigest()
