"""Train a network with a given set of hyperparameters and write down how it went."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from hyperlib.arguments import (
    check_choice,
    check_examples,
    check_number,
    check_seed,
    check_size,
    check_sizes,
)
from hyperlib.data import Data
from hyperlib.models import ACTIVATIONS, INITIALIZATIONS, MLP

OPTIMIZERS = ("sgd", "adam", "adamw")
# Factor of the learning rate when a share of all steps is done, from 0 up to 1.
SCHEDULES = {
    "constant": lambda done: 1.0,
    "linear": lambda done: 1 - done,
    # Loshchilov and Hutter 2017 (SGDR), equation 5, without restarts and down to 0.
    "cosine": lambda done: (1 + math.cos(math.pi * done)) / 2,
}


@dataclass(frozen=True)
class Hyperparameters:
    """Hold what is chosen before training.  Wrong values are refused with a named error.

    Examples
    --------
    >>> Hyperparameters(lr=-0.1)
    Traceback (most recent call last):
    ValueError: lr must be > 0, got -0.1; try 0.001
    """

    # Model
    n_neurons: tuple[int, ...] = (128, 64, 32)  # size of each hidden layer; usually 16 to 1024
    activation: str = "relu"  # relu, tanh or sigmoid
    initialization: str = "default"  # default, glorot or he
    init_scale: float = 1.0  # factor of the initial weights; 1 is the rule itself
    # Training
    optimizer: str = "adam"  # sgd, adam or adamw
    lr: float = 1e-3  # learning rate; searched on a log scale, 1e-5 to 1
    schedule: str = "constant"  # constant, linear or cosine: how lr falls, step by step, to 0
    momentum: float = 0.0  # share of the last step that sgd keeps, in [0, 1); usually 0.9
    batch_size: int = 64  # examples a step; usually 16 to 512
    epochs: int = 5  # passes over the training data
    patience: int = 0  # epochs without a lower validation loss that end training; 0: never
    # Regularization
    dropout: float = 0.0  # share of hidden units dropped, in [0, 1); usually 0.1 to 0.5
    l1: float = 0.0  # factor of the sum of absolute weights in the loss; usually 0 to 1e-3
    weight_decay: float = 0.0  # sgd, adam: L2 penalty; adamw: decoupled; usually 1e-5 to 1e-1

    def __post_init__(self) -> None:
        object.__setattr__(self, "n_neurons", check_sizes(self.n_neurons))
        check_choice("activation", self.activation, ACTIVATIONS)
        check_choice("initialization", self.initialization, INITIALIZATIONS)
        check_number("init_scale", self.init_scale, above=0, suggest=1)
        check_choice("optimizer", self.optimizer, OPTIMIZERS)
        check_choice("schedule", self.schedule, SCHEDULES)
        check_number("lr", self.lr, above=0, suggest=1e-3)
        check_number("momentum", self.momentum, minimum=0, below=1, suggest=0.9)
        check_number("dropout", self.dropout, minimum=0, below=1, suggest=0.2)
        check_number("l1", self.l1, minimum=0, suggest=1e-5)
        check_number("weight_decay", self.weight_decay, minimum=0, suggest=1e-4)
        check_size("batch_size", self.batch_size)
        check_size("epochs", self.epochs)
        check_size("patience", self.patience, minimum=0)
        if self.momentum and self.optimizer != "sgd":
            raise ValueError(
                f"momentum belongs to sgd, got momentum={self.momentum:g} with {self.optimizer}; "
                "try optimizer='sgd' or momentum=0"
            )

    def replace(self, **changes: object) -> Hyperparameters:
        """Return a copy with some values changed.

        Examples
        --------
        >>> Hyperparameters().replace(lr=0.01).lr
        0.01
        """
        names = [field.name for field in dataclasses.fields(self)]
        for name in changes:
            if name not in names:
                raise TypeError(f"{name} is no hyperparameter; expected one of {', '.join(names)}")
        return dataclasses.replace(self, **changes)


@dataclass(frozen=True)
class Epoch:
    """Hold the state after one pass over the training data.

    ``train_loss`` and ``train_accuracy`` are measured after the epoch on all training examples,
    without dropout, so that they compare with ``val_loss`` and ``val_accuracy``.  Losses are mean
    cross-entropies without penalties.  ``seconds`` is the time of the steps, without measuring.
    """

    epoch: int
    train_loss: float
    train_accuracy: float
    val_loss: float
    val_accuracy: float
    seconds: float


@dataclass(frozen=True)
class Run:
    """Hold one training run.

    Attributes
    ----------
    config : Hyperparameters
    seed : int
    model : MLP
        The trained network, in evaluation mode.
    history : tuple of Epoch
        One entry an epoch; shorter than ``config.epochs`` when the run diverged or its patience
        ended.
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
        """The last epoch."""
        return self.history[-1]

    @property
    def best(self) -> Epoch:
        """The epoch with the highest validation accuracy, the first of equals."""
        return max(self.history, key=lambda epoch: epoch.val_accuracy)

    @property
    def seconds(self) -> float:
        """Seconds of training, without measuring."""
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
    """
    if not isinstance(model, nn.Module):
        raise TypeError(
            f"model must be a torch.nn.Module, got {type(model).__name__}; try MLP(...)"
        )
    check_examples(X, y, "of evaluate")
    return _evaluate(model, X, y)


def _evaluate(model: nn.Module, X: Tensor, y: Tensor) -> tuple[float, float]:
    training = model.training
    model.eval()
    with torch.no_grad():
        logits = model(X)
        loss = cross_entropy(logits, y).item()
        accuracy = (logits.argmax(1) == y).float().mean().item()
    model.train(training)
    return loss, accuracy


def make_optimizer(config: Hyperparameters, model: nn.Module) -> torch.optim.Optimizer:
    """Return the optimizer that `config` names, for the parameters of `model`.

    ``fused`` does a step in one call for all layers; the numbers are those of the plain optimizer.
    """
    common = {"lr": config.lr, "weight_decay": config.weight_decay, "fused": True}
    if config.optimizer == "sgd":
        return torch.optim.SGD(model.parameters(), momentum=config.momentum, **common)
    kind = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[config.optimizer]
    return kind(model.parameters(), **common)


def train(config: Hyperparameters, data: Data, *, seed: int = 0) -> Run:
    """Train an `MLP` on the training part of `data`; the test part is never read.

    Parameters
    ----------
    config : Hyperparameters
        What was chosen before training.
    data : Data
        Training and validation examples.
    seed : int
        Fixes the initial weights, the order of the examples and dropout: the same seed gives the
        same numbers on one machine.  torch's global generator is left as it was.

    Returns
    -------
    Run
        A loss that is no finite number ends the run; this is recorded as ``diverged``, not raised.

    Notes
    -----
    First built in lesson 01.

    Examples
    --------
    >>> from hyperlib import load_mnist
    >>> run = train(Hyperparameters(epochs=1), load_mnist().subset(100), seed=0)
    >>> len(run.history), run.diverged
    (1, False)
    """
    if not isinstance(config, Hyperparameters):
        raise TypeError(f"config must be Hyperparameters, got {config!r}; try Hyperparameters()")
    if not isinstance(data, Data):
        raise TypeError(f"data must be Data, got {type(data).__name__}; try load_mnist()")
    check_seed("seed", seed)
    model = MLP(
        data.n_input,
        config.n_neurons,
        data.n_output,
        activation=config.activation,
        dropout=config.dropout,
        initialization=config.initialization,
        init_scale=config.init_scale,
        seed=seed,
    )
    with one_thread(), torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)  # dropout draws from the global generator
        history, diverged = _loop(model, config, data, seed)
    model.eval()
    return Run(config, seed, model, tuple(history), diverged)


def _loop(model: MLP, config: Hyperparameters, data: Data, seed: int) -> tuple[list[Epoch], bool]:
    optimizer = make_optimizer(config, model)
    shuffle = torch.Generator().manual_seed(seed)
    steps = config.epochs * math.ceil(len(data.y_train) / config.batch_size)
    factors = (SCHEDULES[config.schedule](step / steps) for step in range(steps))
    weights = [p for p in model.parameters() if p.ndim == 2]
    history: list[Epoch] = []
    for epoch in range(1, config.epochs + 1):
        start = time.perf_counter()
        model.train()
        order = torch.randperm(len(data.y_train), generator=shuffle)
        for rows in order.split(config.batch_size):
            optimizer.param_groups[0]["lr"] = config.lr * next(factors)
            loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
            if config.l1:
                loss = loss + config.l1 * sum(w.abs().sum() for w in weights)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        seconds = time.perf_counter() - start
        train_loss, train_accuracy = _evaluate(model, data.X_train, data.y_train)
        val_loss, val_accuracy = _evaluate(model, data.X_val, data.y_val)
        history.append(Epoch(epoch, train_loss, train_accuracy, val_loss, val_accuracy, seconds))
        if not math.isfinite(train_loss):
            return history, True
        if out_of_patience([epoch.val_loss for epoch in history], config.patience):
            break
    return history, False


def out_of_patience(losses: Sequence[float], patience: int) -> bool:
    """Say whether the last `patience` of these validation losses brought none below the lowest before.

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
