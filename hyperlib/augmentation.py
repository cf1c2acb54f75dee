"""Alter examples as a training step does: mirror, turn and shift images, and add noise."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn.functional import affine_grid, grid_sample, pad

from hyperlib.arguments import check_kind
from hyperlib.hyperparameters import Hyperparameters, check_config
from hyperlib.observations import torch_defaults
from hyperlib.tensors import check_inputs, seeded

OF_IMAGES = ("shift", "rotation", "flip")
AUGMENTATION = (*OF_IMAGES, "input_noise")
# Changes the seed of a run for the generator that draws what is altered: with the seed itself the angles
# would hang together with the order of the examples, which a generator with that seed draws.
OTHER = 2**31


def augments(config: Hyperparameters) -> bool:
    """Return whether `config` alters the examples of a training step."""
    return any(getattr(config, name) for name in AUGMENTATION)


def draws_of(seed: int) -> list[torch.Generator]:
    """Return what draws the order of the examples, dropout and what is altered in a run with this seed."""
    return [seeded(seed), seeded(seed), seeded(seed ^ OTHER)]


def check_augmentation(config: Hyperparameters, features: int) -> None:
    """Raise unless examples of so many features can be altered as `config` says."""
    side = math.isqrt(features)
    on = [name for name in OF_IMAGES if getattr(config, name)]
    if on and side**2 != features:
        raise ValueError(
            f"{' and '.join(on)} must have square images, such as the digits with 28 * 28 = 784 pixels, "
            f"got {features} features; try load_mnist(), or input_noise, which needs no image"
        )
    if config.shift >= side:
        raise ValueError(f"shift must be below {side}, pixels of a side, got {config.shift}; try 2")


def check_altering(name: str, config: Hyperparameters, features: int) -> None:
    """Raise unless `config` alters examples of so many features."""
    if not augments(check_config(name, config)):
        raise ValueError(
            f"{name} must alter digits, got 0 for all of {', '.join(AUGMENTATION)}; "
            "try Hyperparameters(shift=2, rotation=15)"
        )
    check_augmentation(config, features)


def augment(X: Tensor, config: Hyperparameters, generator: torch.Generator) -> Tensor:
    """Return examples as a training step with `config` would see them, each altered by draws of its own.

    In this order, each where its hyperparameter is not 0:

    * ``flip``: mirrored left to right with this probability;
    * ``rotation``: turned around the center by an angle that is uniform from -rotation to rotation
      degrees, with bilinear interpolation;
    * ``shift``: moved by whole pixels, across and down, each uniform from -shift to shift;
    * ``input_noise``: normal noise with this standard deviation added to each pixel, not cut off at 0 and 1.

    Pixels that come in from outside are 0, as blank pixels of the digits are.  `train`, `sweep` and
    `lr_range_test` do this with the training examples of each step, anew each time; what they measure
    after an epoch is measured on unaltered examples.

    Parameters
    ----------
    X : Tensor
        Examples, shape (n, features), float32 or float64.  Images are square, row by row.
    config : Hyperparameters
        Only ``flip``, ``rotation``, ``shift`` and ``input_noise`` are read.
    generator : torch.Generator
        On the CPU; its state moves on.

    Returns
    -------
    Tensor
        Shape and dtype of `X`; `X` itself if `config` alters nothing.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind, the features are not square images, or `shift` leaves nothing of it.

    Examples
    --------
    >>> dot = torch.zeros(1, 9)
    >>> dot[0, 4] = 1.0  # in the middle of 3 * 3 pixels
    >>> moved = augment(dot, Hyperparameters(shift=1), torch.Generator().manual_seed(0))
    >>> moved.view(3, 3).tolist()
    [[0.0, 0.0, 1.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    check_config("config", config)
    check_inputs("X", X, torch.float32, torch.float64)
    fix = "torch.Generator().manual_seed(0)"
    check_kind("generator", generator, torch.Generator, "a torch.Generator", fix)
    check_augmentation(config, X.shape[1])
    with torch_defaults():
        return augmented(X, config, generator)


def augmented(X: Tensor, config: Hyperparameters, draws: torch.Generator) -> Tensor:
    """Do what `augment` does, without a look at the arguments."""
    n, side = len(X), math.isqrt(X.shape[1])
    if any(getattr(config, name) for name in OF_IMAGES):
        images = X.reshape(n, side, side)
        if config.flip:
            mirrored = torch.rand(n, 1, 1, generator=draws, dtype=torch.float64) < config.flip
            images = torch.where(mirrored, images.flip(2), images)
        if config.rotation:
            share = torch.rand(n, generator=draws, dtype=torch.float64)
            angle = (2 * share - 1) * math.radians(config.rotation)
        across = down = torch.zeros(n, dtype=torch.int64)
        if config.shift:
            across, down = torch.randint(-config.shift, config.shift + 1, (2, n), generator=draws)
        if config.rotation:
            images = _turned(images, angle, across, down)
        elif config.shift:
            images = _shifted(images, across, down)
        X = images.flatten(1)
    if config.input_noise:
        X = X + config.input_noise * torch.randn(X.shape, generator=draws, dtype=X.dtype)
    return X


def _turned(images: Tensor, angle: Tensor, across: Tensor, down: Tensor) -> Tensor:
    """Return images turned counterclockwise by `angle` (radians), then moved right and down."""
    cos, sin = angle.cos(), angle.sin()
    # Of each new pixel, the place in the old image, counted from the center in halves of a side.
    x, y = (-2 / images.shape[2] * moved for moved in (across, down))
    places = torch.stack([cos, -sin, cos * x - sin * y, sin, cos, sin * x + cos * y], 1)
    square = images.unsqueeze(1)
    grid = affine_grid(places.view(-1, 2, 3).to(images.dtype), list(square.shape), False)
    return grid_sample(square, grid, align_corners=False).squeeze(1)


def _shifted(images: Tensor, across: Tensor, down: Tensor) -> Tensor:
    """Return images moved right and down by whole pixels."""
    side = images.shape[2]
    # Where a new pixel comes from, in images with a blank frame of one pixel.
    moved = (down.view(-1, 1), across.view(-1, 1))
    rows, columns = ((torch.arange(side) - far).clamp(-1, side) + 1 for far in moved)
    framed = pad(images, (1, 1, 1, 1))
    return framed[torch.arange(len(images)).view(-1, 1, 1), rows.unsqueeze(2), columns.unsqueeze(1)]
