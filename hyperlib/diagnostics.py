"""Look inside a network: how large the gradients are, how the hidden units behave."""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from hyperlib.arguments import check_examples, check_number, check_seed, check_size
from hyperlib.data import Data
from hyperlib.models import ACTIVATIONS, MLP, linear_layers
from hyperlib.training import Hyperparameters, make_optimizer, one_thread


def gradient_norms(model: nn.Module, X: Tensor, y: Tensor) -> list[float]:
    """Return the size of the loss gradient in each linear layer, first layer first.

    The size is the Euclidean norm of the gradient of the mean cross-entropy with respect to the
    layer's weights.  Norms that shrink by orders of magnitude towards the first layer are called
    vanishing gradients, norms that grow are called exploding ones (Glorot and Bengio 2010, section 4.2).

    Parameters
    ----------
    model : Module
        Maps (n, features) to logits (n, classes).  Its gradients are the same afterwards.
    X : Tensor
        Inputs, shape (n, features), float32.
    y : Tensor
        Labels, shape (n,), int64.

    Returns
    -------
    list of float
        One number, 0 or more, for each linear layer.

    Notes
    -----
    First built in lesson 02; shown in lesson 01.

    Examples
    --------
    >>> from hyperlib import MLP
    >>> model = MLP(4, [3], 2, seed=0)
    >>> len(gradient_norms(model, torch.ones(5, 4), torch.zeros(5, dtype=torch.int64)))
    2
    """
    weights = [layer.weight for layer in linear_layers(model)]
    check_examples(X, y, "of gradient_norms")
    if not weights:
        raise ValueError("model must have a linear layer, got none; try MLP(...)")
    gradients = torch.autograd.grad(cross_entropy(model(X), y), weights)
    return [gradient.norm().item() for gradient in gradients]


class LayerActivations(NamedTuple):
    """Hold statistics of one hidden layer's outputs."""

    mean: float
    std: float
    dead: float  # share of units that are 0 for every input, 0 to 1; only ReLU has them


def activation_statistics(model: nn.Module, X: Tensor) -> list[LayerActivations]:
    """Return mean, standard deviation and share of dead units of each hidden layer.

    Parameters
    ----------
    model : Module
        A network with a `ModuleList` called ``layers``, such as `MLP` or `NeuralNetwork`.
    X : Tensor
        Inputs, shape (n, features), float32.

    Notes
    -----
    First built in lesson 04; shown in lesson 01.

    Examples
    --------
    >>> from hyperlib import MLP
    >>> [layer] = activation_statistics(MLP(4, [3], 2, seed=0), torch.ones(5, 4))
    >>> 0 <= layer.dead <= 1
    True
    """
    layers = getattr(model, "layers", None)
    if not isinstance(layers, nn.ModuleList):
        raise TypeError(
            f"model must have a ModuleList `layers`, got {type(model).__name__}; try MLP(...)"
        )
    check_examples(X, torch.zeros(len(X), dtype=torch.int64), "of activation_statistics")
    found = []
    with torch.no_grad():
        for layer in layers:
            if isinstance(layer, nn.Dropout):
                continue
            X = layer(X)
            if isinstance(layer, tuple(ACTIVATIONS.values())):
                dead = (X == 0).all(0).float().mean().item()
                found.append(LayerActivations(X.mean().item(), X.std().item(), dead))
    return found


class RangeTest(NamedTuple):
    """Hold what a range test saw: the learning rate of each step and the loss before that step."""

    lrs: list[float]
    losses: list[float]


def lr_range_test(
    config: Hyperparameters,
    data: Data,
    *,
    low: float = 1e-5,
    high: float = 10.0,
    steps: int = 100,
    seed: int = 0,
) -> RangeTest:
    """Train once while the learning rate grows at every step, and write down the loss.

    Step k of 0 to steps - 1 has the rate ``low * (high / low) ** (k / (steps - 1))``.  Where the loss
    falls, the rate is useful; where it rises, it is too large (Smith 2017, section 3.3, which raises
    the rate linearly; growing by a factor covers several orders of magnitude).

    Parameters
    ----------
    config : Hyperparameters
        Network, optimizer and batch size; ``lr`` and ``epochs`` are not used.
    data : Data
        Training examples; the others are not read.
    low, high : float
        First and last learning rate, 0 < low < high.
    steps : int
        Number of steps, at least 2.
    seed : int
        Fixes the initial weights and the order of the examples.

    Returns
    -------
    RangeTest
        As many losses as rates: `steps` of each, or fewer when a loss is no finite number.  That
        loss is the last one.

    Notes
    -----
    First built in lesson 05.

    Examples
    --------
    >>> from hyperlib import load_mnist
    >>> found = lr_range_test(Hyperparameters(), load_mnist().subset(100), steps=3)
    >>> [round(lr, 5) for lr in found.lrs]
    [1e-05, 0.01, 10.0]
    """
    if not isinstance(config, Hyperparameters):
        raise TypeError(f"config must be Hyperparameters, got {config!r}; try Hyperparameters()")
    if not isinstance(data, Data):
        raise TypeError(f"data must be Data, got {type(data).__name__}; try load_mnist()")
    check_number("low", low, above=0, suggest=1e-5)
    check_number("high", high, above=low, suggest=10 * low)
    check_size("steps", steps, minimum=2)
    check_seed("seed", seed)
    model = MLP(
        data.n_input,
        config.n_neurons,
        data.n_output,
        activation=config.activation,
        dropout=config.dropout,
        initialization=config.initialization,
        seed=seed,
    )
    found = RangeTest([], [])
    with one_thread(), torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)  # dropout draws from the global generator
        optimizer = make_optimizer(config, model)
        shuffle = torch.Generator().manual_seed(seed)
        batches: list[Tensor] = []
        for k in range(steps):
            if not batches:
                order = torch.randperm(len(data.y_train), generator=shuffle)
                batches = list(order.split(config.batch_size))
            rows = batches.pop(0)
            lr = low * (high / low) ** (k / (steps - 1))
            for group in optimizer.param_groups:
                group["lr"] = lr
            loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
            found.lrs.append(lr)
            found.losses.append(loss.item())
            if not math.isfinite(found.losses[-1]):
                break
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return found
