"""Look inside a network: how large the gradients are, how the hidden units behave."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils import parametrize

from hyperlib.arguments import check_kind, check_number, check_seed, check_size, shown
from hyperlib.augmentation import check_augmentation, draws_of
from hyperlib.data import Data, check_data
from hyperlib.hyperparameters import Hyperparameters, check_config, rate_factor
from hyperlib.models import ACTIVATION_LAYERS, MLP, evaluating, linear_layers
from hyperlib.observations import torch_defaults
from hyperlib.tensors import check_examples, check_inputs, check_model, logits_of
from hyperlib.training import make_optimizer, one_thread, step_loss


def gradient_norms(model: nn.Module, X: Tensor, y: Tensor) -> list[float]:
    """Return the size of the loss gradient in each linear layer, first layer first.

    The size is the Euclidean norm of the gradient of the mean cross-entropy with respect to the
    layer's weights, in evaluation mode.  Norms that shrink by orders of magnitude towards the first layer are
    called vanishing gradients, norms that grow are called exploding ones (Glorot and Bengio 2010, section 4.2).

    Parameters
    ----------
    model : Module
        Maps (n, features) to logits (n, classes).  Its gradients and its mode are the same afterwards.
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
    Lesson 02 measures with it.

    Examples
    --------
    >>> from hyperlib import MLP
    >>> model = MLP(4, [3], 2, seed=0)
    >>> len(gradient_norms(model, torch.ones(5, 4), torch.zeros(5, dtype=torch.int64)))
    2
    """
    layers = linear_layers(model)
    check_examples(X, y)
    if not layers:
        raise ValueError("model must have a linear layer, got none; try MLP(...)")
    if not all(layer.weight.requires_grad for layer in layers):
        raise ValueError("model must record gradients, got frozen weights; try .requires_grad_()")
    check_model(model, X)
    with torch_defaults(), evaluating(model), torch.enable_grad(), parametrize.cached():
        # Gradients cannot be computed with tensors that were made in inference mode.
        X, y = (part.clone() if part.is_inference() else part for part in (X, y))
        weights = [layer.weight for layer in layers]  # of a parametrization: the one that is used
        loss = cross_entropy(logits_of(model, X, y), y)
        try:
            return [part.norm().item() for part in torch.autograd.grad(loss, weights)]
        except RuntimeError as error:
            wanted = "model must make its logits with all its linear layers and with gradients"
            raise ValueError(f"{wanted}, got one that does not: {error}; try MLP(...)") from error


class LayerActivations(NamedTuple):
    """Statistics of one hidden layer's outputs."""

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
    In a layer with a skip connection they are those of f(x), before the layer's input x is added.
    First built in lesson 04; shown in lesson 01.

    Examples
    --------
    >>> from hyperlib import MLP
    >>> [layer] = activation_statistics(MLP(4, [3], 2, seed=0), torch.ones(5, 4))
    >>> 0 <= layer.dead <= 1
    True
    """
    layers: Any = getattr(check_model(model), "layers", None)
    check_kind("model.layers", layers, nn.ModuleList, "a torch.nn.ModuleList", "MLP(...)")
    found, adds, depth = [], iter((False, *getattr(model, "skips", ()))), len(linear_layers(model))
    with torch_defaults(), evaluating(model):
        check_inputs("X", X, torch.float32)
        check_model(model, X)
        read = X = X.clone()  # a layer may work in place
        for layer in layers:
            if isinstance(layer, nn.Linear):
                read = X = X + read if next(adds, False) else X
            X = layer(X)
            if isinstance(layer, tuple(ACTIVATION_LAYERS.values())):
                std = X.std(correction=min(1, X.numel() - 1))  # of one number: 0
                dead = (X == 0).all(0).float().mean().item()
                found.append(LayerActivations(X.mean().item(), std.item(), dead))
    if len(found) < depth - 1:
        wanted = f"an activation of {', '.join(ACTIVATION_LAYERS)} after each hidden layer"
        raise ValueError(f"layers must hold {wanted}, got {shown(model)}; try MLP(...)")
    return found


class RangeTest(NamedTuple):
    """What a range test saw: the learning rate of each step and the loss before that step."""

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

    Step k of 0 to steps - 1 has the rate ``low * (high / low) ** (k / (steps - 1))``, times the
    factor that ``config.schedule`` and ``config.warmup`` have at step k of `steps`.  Where the loss
    falls, the rate is useful; where it rises, it is too large (Smith 2017, section 3.3, which raises the
    rate linearly; growing by a factor covers several orders of magnitude).

    Parameters
    ----------
    config : Hyperparameters
        What is trained.  ``lr``, ``epochs`` and ``patience`` are not used: the test has rates and a
        length of its own.
    data : Data
        Training examples; the others are not read.
    low, high : float
        First and last learning rate, 0 < low < high.
    steps : int
        Number of steps, at least 2.
    seed : int
        Fixes the initial weights, the order of the examples, dropout and augmentation, 0 to 2**64 - 1.

    Returns
    -------
    RangeTest
        As many losses as rates: `steps` of each, or fewer when a loss is not finite.  That loss is
        the last one.  A loss is the mean cross-entropy of the step's batch as the step sees it, without
        penalties and label smoothing.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind or outside its range.

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
    check_config("config", config)
    check_data("data", data)
    low = check_number("low", low, above=0, suggest=1e-5)
    high = check_number("high", high, above=low, suggest=10 * low)
    steps = check_size("steps", steps, minimum=2)
    seed = check_seed("seed", seed)
    check_augmentation(config, data.n_input)
    found = RangeTest([], [])
    with torch_defaults(), one_thread():
        model = MLP.from_config(config, data, seed)
        optimizer = make_optimizer(config, model)
        shuffle, draws, moves = draws_of(seed)
        batches: list[Tensor] = []
        for k in range(steps):
            if not batches:
                order = torch.randperm(len(data.y_train), generator=shuffle)
                batches = list(order.split(config.batch_size))
            rows = batches.pop(0)
            lr = low * (high / low) ** (k / (steps - 1)) * rate_factor(config, k, steps)
            optimizer.param_groups[0]["lr"] = lr
            X, y = data.X_train[rows], data.y_train[rows]
            logits, loss = step_loss(model, config, X, y, draws, moves)
            measured = cross_entropy(logits, y)
            found.lrs.append(lr)
            found.losses.append(measured.item())
            if not math.isfinite(found.losses[-1]):
                break
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return found
