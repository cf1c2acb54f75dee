"""Make small data sets of two features, on which a network's decision boundary can be drawn.

NumPy's generator draws them, whose numbers a seed fixes on every machine; they are computed in float64 and
rounded to float32.  Digits serve all measurements, these serve pictures.
"""

from __future__ import annotations

import math

import numpy as np
import torch

from hyperlib.arguments import check_number, check_seed, check_size
from hyperlib.data import SPLIT_SEED, Data, split_by_class
from hyperlib.observations import torch_defaults


def make_moons(n: int = 1000, *, noise: float = 0.2, seed: int = 0) -> Data:
    """Draw points on two half circles that reach into each other, one for each class.

    With t uniform in 0 to pi, class 0 lies at (cos t, sin t) and class 1 at (1 - cos t, 1/2 - sin t), the
    formula of ``sklearn.datasets.make_moons`` (Pedregosa et al. 2011).

    Parameters
    ----------
    n : int
        Number of points, at least 10: three fifths for training, a fifth each for validation and test.
        As many points of each part belong to each class, up to one.
    noise : float
        Standard deviation of the normal noise on both coordinates, 0 or more.  The classes overlap from
        about 0.2 on.
    seed : int
        Fixes the points, 0 to 2**64 - 1.

    Returns
    -------
    Data
        X of shape (n, 2).

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind or outside its range.

    Examples
    --------
    >>> moons = make_moons(100, seed=1)
    >>> moons.X_train.shape, moons.n_output
    (torch.Size([60, 2]), 2)
    """
    y, draw = _begin(n, seed)
    t = math.pi * draw.random(len(y))
    x = np.where(y == 0, np.cos(t), 1 - np.cos(t)), np.where(y == 0, np.sin(t), 0.5 - np.sin(t))
    return _finish(np.stack(x, axis=1), y, noise, draw)


def make_spirals(n: int = 1000, *, turns: float = 1.5, noise: float = 0.05, seed: int = 0) -> Data:
    """Draw points on two spirals that wind around each other, one for each class.

    With t from 0 to 1, class 0 lies at the angle 2 pi `turns` t and the radius (1 + 12 t) / 4, and class 1
    opposite of it.  The task and the share of the radii are those of Lang and Witbrock 1988 ("Learning to
    tell two spirals apart"), with three turns and points at equal angles.  Here t is the root of a uniform
    number, which spreads the points along the arms.

    Parameters
    ----------
    n, seed : int
        As for `make_moons`.
    turns : float
        How often each spiral goes around the middle, above 0; each further one is harder to learn.
    noise : float
        As for `make_moons`.  Neighboring arms are 1.5 / `turns` apart.

    Returns
    -------
    Data
        X of shape (n, 2); what is refused is told as by `make_moons`.

    Examples
    --------
    >>> make_spirals(100, seed=1).X_val.shape
    torch.Size([20, 2])
    """
    turns = check_number("turns", turns, above=0, suggest=1.5)
    y, draw = _begin(n, seed)
    t = np.sqrt(draw.random(len(y)))
    angle, radius = 2 * math.pi * turns * t, np.where(y == 0, 1, -1) * (1 + 12 * t) / 4
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return _finish(x, y, noise, draw)


def _begin(n: int, seed: int) -> tuple[np.ndarray, np.random.Generator]:
    """Return labels 0, 1, 0, 1, ... and what draws the points."""
    n = check_size("n", n, minimum=10)  # so that each part holds both classes
    return np.arange(n) % 2, np.random.default_rng(check_seed("seed", seed))


def _finish(x: np.ndarray, y: np.ndarray, noise: float, draw: np.random.Generator) -> Data:
    """Add the noise and part the points."""
    noise = check_number("noise", noise, minimum=0, suggest=0.1)
    x = x + noise * draw.standard_normal(x.shape)
    sizes, parts = [len(y) - len(y) // 5 * 2, len(y) // 5, len(y) // 5], []
    with torch_defaults():
        for rows in split_by_class(y, sizes, SPLIT_SEED):
            parts += [torch.from_numpy(x[rows]).float(), torch.from_numpy(y[rows])]
        return Data(*parts)
