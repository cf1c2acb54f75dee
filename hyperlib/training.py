"""Train a network with a given set of hyperparameters and write down how it went."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from hyperlib.arguments import check_flag, check_seed
from hyperlib.augmentation import augmented, check_augmentation, draws_of
from hyperlib.bars import progress_bar
from hyperlib.data import Data, check_data
from hyperlib.hyperparameters import Hyperparameters, check_config, rate_factor
from hyperlib.models import MLP, evaluating
from hyperlib.observations import torch_defaults
from hyperlib.tensors import check_reading, logits_of


@dataclass(frozen=True)
class Epoch:
    """The state after one pass over the training data.

    ``train_loss`` and ``train_accuracy`` are measured after the epoch on all training examples, as they are and
    without dropout, so that they compare with ``val_loss`` and ``val_accuracy``. Losses are mean cross-entropies
    without penalties and label smoothing.  ``seconds`` is the time of the steps, without measuring.
    """

    epoch: int
    train_loss: float
    train_accuracy: float
    val_loss: float
    val_accuracy: float
    seconds: float


@dataclass(frozen=True)
class Run:
    """One training run.

    ``torch.save(run, path)`` keeps it, and after ``import hyperlib`` ``torch.load(path)`` reads it.

    Attributes
    ----------
    config : Hyperparameters
    seed : int
    model : MLP
        The trained network, in evaluation mode.
    history : tuple of Epoch
        One entry an epoch; shorter than ``config.epochs`` when the run diverged or its patience ended.
    diverged : bool
        True when the loss stopped being a finite number.
    """

    config: Hyperparameters
    seed: int
    model: MLP
    history: tuple[Epoch, ...]
    diverged: bool

    @property
    def final(self) -> Epoch:
        """Return the last epoch."""
        return self.history[-1]

    @property
    def best(self) -> Epoch:
        """Return the epoch with the highest validation accuracy, the first of equals."""
        return max(self.history, key=lambda epoch: epoch.val_accuracy)

    @property
    def lowest(self) -> Epoch:
        """Return the epoch with the lowest validation loss, the first of equals."""
        return min(self.history, key=lambda e: math.inf if math.isnan(e.val_loss) else e.val_loss)

    @property
    def seconds(self) -> float:
        """Return the seconds of training, without measuring."""
        return sum(epoch.seconds for epoch in self.history)


@contextmanager
def one_thread() -> Iterator[None]:
    """Let torch use one thread inside the block, and as many as before after it.

    The matrices of these networks are small: a second thread gains little on an idle machine, and on
    a busy one the threads wait for each other and training takes many times longer.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


if hasattr(os, "register_at_fork"):
    # The threads that torch's arithmetic uses do not exist in a forked child, which would wait for
    # them for ever.  With one thread it asks for none, as in the workers of torch's DataLoader.
    os.register_at_fork(after_in_child=lambda: torch.set_num_threads(1))


def evaluate(model: nn.Module, X: Tensor, y: Tensor) -> tuple[float, float]:
    """Return mean cross-entropy and accuracy (0 to 1) of `model`, without dropout.

    Parameters
    ----------
    model : Module
        Maps (n, features) to logits (n, classes).  Its mode is the same afterwards.
    X : Tensor
        Inputs, shape (n, features), float32.
    y : Tensor
        Labels, shape (n,), int64.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind, or model, inputs and labels do not fit together.
    """
    check_reading(model, X, y)
    with torch_defaults():
        return _evaluate(model, X, y)


def _evaluate(model: nn.Module, X: Tensor, y: Tensor) -> tuple[float, float]:
    with evaluating(model):
        logits = logits_of(model, X, y)
        loss = cross_entropy(logits, y).item()
        accuracy = (logits.argmax(1) == y).float().mean().item()
    return loss, accuracy


def make_optimizer(config: Hyperparameters, model: nn.Module) -> torch.optim.Optimizer:
    """Return the optimizer that `config` names, for the parameters of `model`.

    ``fused`` does a step in one call for all layers, where torch has it; the numbers are those of the
    plain optimizer.
    """
    common: dict[str, Any] = {"lr": config.lr, "weight_decay": config.weight_decay}
    if config.optimizer == "rmsprop":
        return torch.optim.RMSprop(model.parameters(), **common)
    common["fused"] = True
    if config.optimizer == "sgd":
        common |= {"momentum": config.momentum, "nesterov": config.nesterov}
        return torch.optim.SGD(model.parameters(), **common)
    kind = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[config.optimizer]
    return kind(model.parameters(), **common)


def train(
    config: Hyperparameters,
    data: Data,
    *,
    seed: int = 0,
    dtype: torch.dtype = torch.float32,
    restore: bool = False,
) -> Run:
    """Train an `MLP` on the training part of `data`; the test part is never read.

    Parameters
    ----------
    config : Hyperparameters
        What was chosen before training.
    data : Data
        Training and validation examples.
    seed : int
        Fixes the initial weights, the order of the examples, dropout and augmentation, 0 to 2**64 - 1: the same
        seed gives the same numbers on one machine, in any thread.  torch's global generator is not used.
    dtype : torch.dtype
        ``torch.float32`` or ``torch.float64``.  The latter takes about twice as long; what rounding makes
        of a short run on another processor is then too small to change a prediction.
    restore : bool
        Whether the network gets back the weights that it had after the epoch with the lowest validation loss,
        ``run.lowest``, in place of those of the last epoch.

    Returns
    -------
    Run
        A loss that is not finite ends the run; this is recorded as ``diverged``, not raised.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind or outside its range, or `config` moves, turns or mirrors
        examples that are not square images.

    Notes
    -----
    Trains on the CPU, with one thread, whatever torch's defaults are set to.  The examples of a step are
    altered as `hyperlib.augment` says, anew in each step; the losses and accuracies that are written down
    are those of unaltered ones.
    First built in lesson 01.

    Examples
    --------
    >>> from hyperlib import load_mnist
    >>> run = train(Hyperparameters(epochs=1), load_mnist().subset(100), seed=0)
    >>> len(run.history), run.diverged
    (1, False)
    """
    check_config("config", config)
    check_data("data", data)
    seed = check_seed("seed", seed)
    restore = check_flag("restore", restore)
    check_augmentation(config, data.n_input)
    with torch_defaults(), one_thread():
        model = MLP.from_config(config, data, seed, dtype)
        history, diverged = _loop(model, config, data, seed, dtype, restore)
    model.eval()
    return Run(config, seed, model, tuple(history), diverged)


def step_loss(
    model: MLP,
    config: Hyperparameters,
    X: Tensor,
    y: Tensor,
    draws: torch.Generator,
    moves: torch.Generator,
) -> tuple[Tensor, Tensor]:
    """Return the logits of a batch, altered as `config` says, and the loss of its step.

    That loss has the L1 penalty, and its labels are smoothed: with K classes, a share s of each label is
    spread evenly over all of them, so that the right class has 1 - s + s / K and each other one s / K
    (Szegedy et al. 2016, arXiv:1512.00567, section 7; Müller, Kornblith and Hinton 2019, arXiv:1906.02629).

    `draws` draws dropout and `moves` augmentation.  They belong to one run, so that runs in other threads
    change nothing.
    """
    logits = model(augmented(X, config, moves), generator=draws)
    loss = cross_entropy(logits, y, label_smoothing=config.label_smoothing)
    if config.l1:
        weights = [p for p in model.parameters() if p.ndim == 2]
        loss = loss + config.l1 * sum(w.abs().sum() for w in weights)
    return logits, loss


def _loop(
    model: MLP, config: Hyperparameters, data: Data, seed: int, dtype: torch.dtype, restore: bool
) -> tuple[list[Epoch], bool]:
    X_train, X_val = data.X_train.to(dtype), data.X_val.to(dtype)
    optimizer = make_optimizer(config, model)
    shuffle, draws, moves = draws_of(seed)
    steps = config.epochs * math.ceil(len(data.y_train) / config.batch_size)
    factors = (rate_factor(config, step, steps) for step in range(steps))
    history: list[Epoch] = []
    lowest, kept, diverged = math.inf, {}, False
    for epoch in progress_bar(range(1, config.epochs + 1), unit="epoch"):
        start = time.perf_counter()
        model.train()
        order = torch.randperm(len(data.y_train), generator=shuffle)
        for rows in order.split(config.batch_size):
            optimizer.param_groups[0]["lr"] = config.lr * next(factors)
            X, y = X_train[rows], data.y_train[rows]
            _, loss = step_loss(model, config, X, y, draws, moves)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        seconds = time.perf_counter() - start
        train_loss, train_accuracy = _evaluate(model, X_train, data.y_train)
        val_loss, val_accuracy = _evaluate(model, X_val, data.y_val)
        history.append(Epoch(epoch, train_loss, train_accuracy, val_loss, val_accuracy, seconds))
        if restore and val_loss < lowest:
            lowest = val_loss
            kept = {name: value.clone() for name, value in model.state_dict().items()}
        diverged = not math.isfinite(train_loss)
        if diverged or out_of_patience([epoch.val_loss for epoch in history], config.patience):
            break
    if kept:
        model.load_state_dict(kept)
    return history, diverged


def out_of_patience(losses: Sequence[float], patience: int) -> bool:
    """Return whether the last `patience` of these validation losses brought none below the lowest before.

    Notes
    -----
    First built in lesson 08.

    Examples
    --------
    >>> out_of_patience([0.5, 0.3, 0.4], patience=2), out_of_patience([0.5, 0.3, 0.4, 0.3], patience=2)
    (False, True)
    """
    if patience == 0 or len(losses) <= patience:
        return False
    return min(losses[-patience:]) >= min(losses[:-patience])
