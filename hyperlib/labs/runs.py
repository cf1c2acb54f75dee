"""Train a choice as labs and their grading count it, and read what came out."""

from __future__ import annotations

import torch

from hyperlib.data import Data
from hyperlib.hyperparameters import Hyperparameters
from hyperlib.training import Epoch, Run, one_thread, train


def train_choice(
    config: Hyperparameters, digits: Data, seed: int, dtype: torch.dtype = torch.float32
) -> Run:
    """Return a run; with patience its network has the weights of the epoch with the lowest validation loss."""
    return train(config, digits, seed=seed, dtype=dtype, restore=config.patience > 0)


def counted(run: Run) -> Epoch:
    """Return the epoch of a run whose weights count."""
    return run.lowest if run.config.patience and not run.diverged else run.final


def read_test(run: Run, digits: Data) -> float:
    """Return the share of the test digits that a network in float64 reads rightly."""
    with one_thread(), torch.no_grad():
        right = int((run.model(digits.X_test.double()).argmax(1) == digits.y_test).sum())
    return right / len(digits.y_test)
