"""Train many configurations at once and write down how each of them went.

A *lane* is one configuration with one seed.  Lanes that train side by side are a *tile*.  `plan` puts lanes into
tiles, `executors` trains tiles on threads, processes or a cluster, `lanes` is the arithmetic of a tile (with
`layers`, `updates` and `matmul`), and `record` keeps what is done in a file.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from hyperlib.arguments import (
    check_choice,
    check_flag,
    check_kind,
    check_list,
    check_seed,
    check_size,
    plain,
)
from hyperlib.augmentation import augments, check_augmentation
from hyperlib.bars import progress_bar
from hyperlib.data import Data, check_data
from hyperlib.hyperparameters import Hyperparameters, check_config
from hyperlib.observations import torch_defaults
from hyperlib.sweeps import executors
from hyperlib.sweeps.lanes import PARTS, Examples, Measure, Outcome
from hyperlib.sweeps.plan import ROOMS, plan_tiles
from hyperlib.sweeps.record import Record
from hyperlib.training import Epoch

MEASURE = ("each epoch", "last epoch")
MOST_SEEDS = 100_000  # a larger number is a seed, and not how many
NOTHING = Epoch(0, *[math.nan] * 5)  # of a lane that failed


class SweepInterrupted(RuntimeError):
    """Report that a sweep lacks lanes; a notebook shows the message alone, without the lines that led to it."""

    def _render_traceback_(self) -> list[str]:
        return [f"SweepInterrupted: {self}"]


class SweepFileError(OSError):
    """Report that results could not be written; ``found`` is a `Sweep` of all that is done."""

    found: Sweep


@dataclass(frozen=True)
class Lane:
    """Record what one configuration did with one seed.

    Attributes
    ----------
    configuration : int
        Place of the configuration in the list that was swept.
    config : Hyperparameters
    seed : int
    history : tuple of Epoch
        One entry an epoch, as `train` writes it, with NaN for what was not measured; empty if the lane failed.
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

    @property
    def final(self) -> Epoch:
        """The last epoch; epoch 0 with NaN if the lane failed."""
        return self.history[-1] if self.history else NOTHING

    @property
    def best(self) -> Epoch:
        """The epoch with the highest validation accuracy, the first of equals.

        Epoch 0 with NaN where that is not known: the lane failed, or not each epoch was measured.
        """
        if any(math.isnan(epoch.val_accuracy) for epoch in self.history):
            return NOTHING
        return max(self.history, key=lambda epoch: epoch.val_accuracy, default=NOTHING)


@dataclass(frozen=True)
class Sweep:
    """Record what a sweep found.

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

        NaN stands for what was not measured.  A lane that failed has one row, with epoch 0.
        """
        rows = []
        for lane in self.lanes:
            for epoch in lane.history or (NOTHING,):
                last = epoch is lane.final
                ended = {"diverged": lane.diverged and last, "reason": lane.reason if last else ""}
                rows.append(_known(lane) | dataclasses.asdict(epoch) | ended)
        return rows

    def summary(self) -> list[dict[str, Any]]:
        """Return one dict for each configuration and seed: the last and the best epoch.

        ``best_epoch`` is the epoch with the highest validation accuracy, the first of equals; 0 if
        the lane failed or not each epoch was measured.
        """
        return [
            _known(lane)
            | {
                "final_epoch": lane.final.epoch,
                "final_val_loss": lane.final.val_loss,
                "final_val_accuracy": lane.final.val_accuracy,
                "best_epoch": lane.best.epoch,
                "best_val_accuracy": lane.best.val_accuracy,
                "seconds": sum(epoch.seconds for epoch in lane.history),
                "diverged": lane.diverged,
                "reason": lane.reason,
            }
            for lane in self.lanes
        ]

    def by_configuration(self) -> list[tuple[Lane, ...]]:
        """Return the lanes of each configuration, in the order of the seeds.

        Raises
        ------
        SweepInterrupted
            If lanes are missing.  It is a RuntimeError.

        Examples
        --------
        >>> from hyperlib import load_mnist
        >>> tiny = Hyperparameters(n_neurons=(16,), epochs=1)
        >>> found = sweep(grid(tiny, lr=[0.1, 0.01]), load_mnist().subset(100), seeds=2)
        >>> [[(lane.config.lr, lane.seed) for lane in lanes] for lanes in found.by_configuration()]
        [[(0.1, 0), (0.1, 1)], [(0.01, 0), (0.01, 1)]]
        """
        if not self.complete:
            raise SweepInterrupted(
                f"the sweep was interrupted when {len(self.lanes)} of its lanes were done, expected all of "
                "them; run this cell again, or take those that are done from `lanes`"
            )
        groups = itertools.groupby(self.lanes, key=lambda lane: lane.configuration)
        return [tuple(lanes) for _, lanes in groups]


def _known(lane: Lane) -> dict[str, Any]:
    known = {"configuration": lane.configuration, "seed": lane.seed}
    return known | dataclasses.asdict(lane.config)


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
        If a name is not a hyperparameter or its values are not a list.
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
    check_config("base", base)
    lists = {}
    for name, choices in values.items():
        again = f"{name}={{}}.points(5)" if hasattr(choices, "points") else f"{name}=[{{}}]"
        lists[name] = check_list(name, choices, "a list of values to try", again)
        if not lists[name]:
            raise ValueError(f"{name} must hold at least one value to try, got an empty list")
    every = itertools.product(*lists.values())
    return [base.replace(**dict(zip(lists, chosen, strict=True))) for chosen in every]


def sweep(
    configs: Iterable[Hyperparameters],
    data: Data,
    *,
    seeds: int | Iterable[int] = 1,
    measure: str = "each epoch",
    parts: Iterable[str] = PARTS,
    file: str | os.PathLike | None = None,
    executor: Any = None,
    device: str = "cpu",
    progress: bool | None = None,
) -> Sweep:
    """Train every configuration with every seed, many of them side by side.

    Each lane (one configuration with one seed) gives what ``train(config, data, seed=seed)`` gives, up to
    rounding: the same initial weights, the same order of the examples, the same dropout, the same augmentation.

    Parameters
    ----------
    configs : iterable of Hyperparameters
        What to try, for example from `grid`.
    data : Data
        Training and validation examples; the test part is never read.
    seeds : int or iterable of int
        Each configuration is trained once with each of them; a number n stands for 0 to n - 1.
    measure : {"each epoch", "last epoch"}
        When loss and accuracy are measured: after each epoch, as `train` does it, or only after a
        lane's last one, which takes a third less time.  The training is the same.  A lane with
        patience is measured on the validation examples after each epoch in any case.
    parts : iterable of {"train", "val"}
        On which examples they are measured.
    file : path, optional
        Where to keep what is done, one line of JSON for each lane.  What the file already holds of
        these configurations, seeds and data is not trained again, so a sweep that was interrupted
        goes on where it stopped.  A lane of which less was measured than is asked for is trained
        again; one of which more was measured is taken with all its numbers.
    executor : None, "loky", "ray" or dask.distributed.Client
        Where to train.  None: in threads of this process, as many as ``torch.get_num_threads()`` but no more than
        the process has cores.  "loky": in as many processes (needs joblib).  A Client: on its workers.  "ray": on
        the Ray cluster that this process is connected to, or else on this computer.
    device : {"cpu", "cuda"}
        "cuda": on this computer's GPU, a hundred and more lanes at a time; with ``executor=None`` only.  It is
        for sweeps of hundreds of lanes that share their seeds: see docs/sweeps.md.
    progress : bool, optional
        Show on standard error how many lanes are done, with the time left.  Left out: only in a notebook
        that somebody watches, when it takes more than two seconds; see `hyperlib.bars`.

    Returns
    -------
    Sweep
        A lane that diverges or fails is recorded with its reason, not raised.  An interruption
        from the keyboard ends the sweep and returns what is done, with ``complete`` False.

    Raises
    ------
    TypeError, ValueError
        If an argument is outside what is said above, `file` is not a file of a sweep, or a configuration
        moves, turns or mirrors examples that are not square images.
    ImportError
        If `executor` is "loky" or "ray" and joblib or ray is not installed.
    RuntimeError
        If `device` is "cuda" and PyTorch finds no GPU that it can use.
    SweepFileError
        If `file` cannot be written, for example on a full disk.  It is an OSError; the file keeps
        what was written before, and ``found`` of the error is a `Sweep` of all that is done.

    Warns
    -----
    UserWarning
        If `file` holds lines that are not whole.  They are left out.

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
    configs = _check_configs(configs)
    check_data("data", data)
    for config in configs:
        check_augmentation(config, data.n_input)
    seeds = check_seeds(seeds)
    measured = check_measure(measure, parts)
    progress = None if progress is None else check_flag("progress", progress)
    check_kind("file", file, (str, os.PathLike, type(None)), "a path", "file='sweep.jsonl'")
    device = check_device(device)
    train, workers = executors.choose(executor, device)
    lanes = [(i, seed) for i in range(len(configs)) for seed in seeds]
    done: dict[tuple[int, int], Outcome] = {}
    record = None
    if file is not None:
        record = Record(Path(file), data)
        for i, seed in lanes:
            if (outcome := record.find(configs[i], seed, measured)) is not None:
                done[i, seed] = outcome
    missing = [lane for lane in lanes if lane not in done]
    if not missing:
        return _found(configs, lanes, done)
    places = plan_tiles([(configs[i], seed) for i, seed in missing], data, workers, device)
    tiles = [
        executors.Tile([configs[missing[k][0]] for k in tile], missing[tile[0]][1], measured)
        for tile in places
    ]
    bar = progress_bar(initial=len(done), total=len(lanes), unit="lane", shown=progress)
    try:
        with torch_defaults():
            if record is not None:  # a file that cannot be written is told before any training
                _keep(record, dataclasses.replace(tiles[0], configs=[]), [])
            whole = any(augments(configs[i]) for i, _ in missing)
            examples = Examples(data, whole=whole, device=device)
            for number, outcomes in train(tiles, examples, workers):
                for k, outcome in zip(places[number], outcomes, strict=True):
                    if outcome is not None:
                        done[missing[k]] = outcome
                        bar.update()
                if record is not None:
                    _keep(record, tiles[number], outcomes)
    except SweepFileError as error:
        error.found = _found(configs, lanes, done, complete=False)
        raise
    except KeyboardInterrupt:
        again = "run this again" if file is None else "call sweep again with this file to go on"
        print(f"interrupted, lanes done: {len(done)} of {len(lanes)}; {again}", file=sys.stderr)
    finally:
        bar.close()
    return _found(configs, lanes, done, complete=len(done) == len(lanes))


def _found(
    configs: list[Hyperparameters],
    lanes: list[tuple[int, int]],
    done: dict[tuple[int, int], Outcome],
    *,
    complete: bool = True,
) -> Sweep:
    """Return the lanes that are done, in the order in which they were asked for."""
    ended = [(i, seed, done[i, seed]) for i, seed in lanes if (i, seed) in done]
    return Sweep(
        tuple(Lane(i, configs[i], seed, o.history, o.diverged, o.reason) for i, seed, o in ended),
        complete,
    )


def _keep(record: Record, tile: executors.Tile, outcomes: executors.Outcomes) -> None:
    try:
        record.append(tile.configs, tile.seed, tile.measure, outcomes)
    except OSError as error:
        raise SweepFileError(
            error.errno,
            f"results could not be written ({error.strerror}); what the file held before is "
            "kept: make room and call sweep again with this file to go on, or with another one",
            str(record.path),
        ) from error


def _check_configs(configs: Any) -> list[Hyperparameters]:
    check_kind("configs", configs, Iterable, "a list of Hyperparameters", "[Hyperparameters()]")
    configs = [check_config(f"configs[{i}]", config) for i, config in enumerate(configs)]
    if not configs:
        raise ValueError("configs must hold at least one configuration; try [Hyperparameters()]")
    return configs


def check_seeds(seeds: object) -> list[int]:
    """Return the seeds that a number or a list stands for, or raise a clear error."""
    if isinstance(n := plain(seeds), int) and not isinstance(n, bool):
        if check_size("seeds", n) > MOST_SEEDS:
            raise ValueError(f"seeds must be at most {MOST_SEEDS:,}, got {n}; try [{n}]")
        return list(range(n))
    listed = check_list("seeds", seeds, "a number of seeds or a list of them", "[0, 1, 2]")
    checked = [check_seed(f"seeds[{i}]", seed) for i, seed in enumerate(listed)]
    if not checked:
        raise ValueError("seeds must hold at least one seed; try [0]")
    if len(set(checked)) < len(checked):
        raise ValueError(f"seeds must differ, got {checked}; the same seed gives the same numbers")
    return checked


def check_device(device: object) -> str:
    """Return "cpu" or "cuda", or raise a clear error."""
    device = check_choice("device", device, ROOMS)
    if device == "cuda" and not torch.cuda.is_available():
        raise RuntimeError("device='cuda' needs a GPU, and PyTorch finds none; try device='cpu'")
    return device


def check_measure(measure: object, parts: object) -> Measure:
    """Return what is to be measured, or raise a clear error."""
    each_epoch = check_choice("measure", measure, MEASURE) == MEASURE[0]
    listed = check_list("parts", parts, "a list of words", "parts=['val']")
    words = tuple(check_choice(f"parts[{i}]", part, PARTS) for i, part in enumerate(listed))
    if not words:
        raise ValueError("parts must hold 'train', 'val' or both, got none; try parts=['val']")
    return Measure(each_epoch, words)
