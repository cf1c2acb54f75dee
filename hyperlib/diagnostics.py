"""Look inside a network: how large the gradients are, how the hidden units behave."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from hyperlib.data import check_examples
from hyperlib.models import ACTIVATIONS, linear_layers


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
