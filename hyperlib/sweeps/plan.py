"""Choose which lanes train side by side: a *tile* is a list of such lanes.

Lanes share a tile where they can (seed, depth, activation, optimizer, batch size, schedule, warm-up, skip
connections and augmentation are the same) and where that is quicker: a tile stays in the processor's cache, and
each worker has as much to do as the others.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from hyperlib.augmentation import AUGMENTATION
from hyperlib.data import Data
from hyperlib.hyperparameters import Hyperparameters, skip_connections
from hyperlib.sweeps.updates import scalable


class Room(NamedTuple):
    """How much a device does at a time, in `tile_bytes` and in parameters.

    A tile's weights, gradients, optimizer state and activations are read in every step.  A step costs 50 to
    100 calls however small its matrices are: as much as `step_cost` parameters do.  Lanes of different
    widths are put into one tile while padding them costs less than that.
    """

    tile_bytes: int
    step_cost: int


ROOMS = {
    "cpu": Room(12 * 2**20, 30_000),  # for each thread; more does not stay in its core's cache
    "cuda": Room(2**30, 3_000_000),  # measured: docs/gpu-measured.md
}
Lanes = Sequence[tuple[Hyperparameters, int]]  # configuration and seed of each


def plan_tiles(lanes: Lanes, data: Data, workers: int, device: str = "cpu") -> list[list[int]]:
    """Return tiles, each a list of places in `lanes`, those that take longest first.

    Parameters
    ----------
    lanes : sequence of (Hyperparameters, int)
        Configuration and seed of each lane.
    data : Data
    workers : int
        How many tiles are trained at the same time.
    device : {"cpu", "cuda"}
    """
    room = ROOMS[device]
    groups: dict[tuple, list[int]] = {}
    for i, (config, seed) in enumerate(lanes):
        groups.setdefault(_alike(config, seed, i), []).append(i)
    tiles = []
    for group in groups.values():
        for part in _by_width(group, lanes, data, room):
            count = _tiles(part, lanes, data, workers, room)
            tiles += [
                part[k * len(part) // count : (k + 1) * len(part) // count] for k in range(count)
            ]
    # The longest first, so that no thread is left with a long one at the end.
    tiles.sort(key=lambda tile: -sum(_work(lanes[i][0], data) for i in tile))
    return tiles


def _alike(config: Hyperparameters, seed: int, place: int) -> tuple:
    """Return what lanes have to share if they are to share a tile."""
    alike: tuple = (
        seed,
        len(config.n_neurons),
        config.activation,
        config.optimizer,
        config.batch_size,
        config.schedule,
        config.warmup,
        config.nesterov,
        skip_connections(config.n_neurons, config.skip),
        *(getattr(config, name) for name in AUGMENTATION),
    )
    # Then the learning rate of a step depends on the number of all steps.
    if config.schedule != "constant" or config.warmup:
        alike += (config.epochs,)
    if config.activation == "sigmoid":  # padding is exact only where act(0) = 0
        alike += (config.n_neurons,)
    if not scalable(config.lr):
        alike += (place,)
    return alike


def _tiles(group: list[int], lanes: Lanes, data: Data, workers: int, room: Room) -> int:
    """Return into how many tiles to cut these lanes."""
    batch = min(lanes[group[0]][0].batch_size, len(data.y_train))
    widths = _widest(group, lanes)
    parameters = count_parameters(widths, data.n_input, data.n_output)
    # Four numbers for each parameter, five for each unit and example, of four bytes.
    size = 4 * (4 * parameters + 5 * batch * (sum(widths) + data.n_output))
    count = math.ceil(len(group) * size / room.tile_bytes)
    # A thread of its own pays for lanes that take longer than what a step costs anyway.
    share = math.ceil(workers * len(group) / len(lanes))
    count = max(count, min(share, len(group) * parameters // room.step_cost))
    if count > 1 and len(group) == len(lanes):  # as many tiles for each thread
        count = math.ceil(count / workers) * workers
    return min(len(group), count)


def _work(config: Hyperparameters, data: Data) -> int:
    return config.epochs * count_parameters(config.n_neurons, data.n_input, data.n_output)


def count_parameters(widths: Sequence[int], n_input: int, n_output: int) -> int:
    """Return the number of weights and biases of a network with these hidden layers."""
    return sum((a + 1) * b for a, b in itertools.pairwise([n_input, *widths, n_output]))


def _widest(group: list[int], lanes: Lanes) -> list[int]:
    """Return the widths of the tile that these lanes are padded to."""
    return [max(sizes) for sizes in zip(*(lanes[i][0].n_neurons for i in group), strict=True)]


def _by_width(group: list[int], lanes: Lanes, data: Data, room: Room) -> list[list[int]]:
    """Part lanes of different widths where padding them would cost more than another step."""

    def cost(part: list[int]) -> int:
        widths = _widest(part, lanes)
        return room.step_cost + len(part) * count_parameters(widths, data.n_input, data.n_output)

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
    return [part for half in halves for part in _by_width(half, lanes, data, room)]
