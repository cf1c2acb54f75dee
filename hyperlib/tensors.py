"""Check tensors and networks that public functions are given: what was got, what was expected, what to try."""

from __future__ import annotations

import hashlib
import math
import re
from typing import Any

import torch
from torch import Tensor, nn

from hyperlib.arguments import HUGE_INPUT, check_kind, many


def seeded(seed: int) -> torch.Generator:
    """Return a generator with a seed.  torch's own reads 32 bits of it: to it 2**32 is 0 once more."""
    mixed = hashlib.sha256(str(seed).encode()).hexdigest()[:8]
    return torch.Generator().manual_seed(seed if seed < 2**32 else int(mixed, 16))


def check_model(model: Any, X: Tensor | None = None) -> nn.Module:
    """Return `model`, or raise unless it is a module that reads `X`: its features, dtype and device."""
    check_kind("model", model, nn.Module, "a torch.nn.Module", "MLP(...)")
    parameter = next(model.parameters(), None)
    if X is None or parameter is None:
        return model
    if parameter.dtype != X.dtype:
        raise TypeError(
            f"model must have {X.dtype} parameters, as X has, got {parameter.dtype}; "
            "try model.float()"
        )
    if parameter.device != X.device:
        raise ValueError(
            f"model must be on {X.device}, where X is, got {parameter.device}; "
            f"try model.to({str(X.device)!r})"
        )
    layers = getattr(model, "layers", None)
    first = layers[0] if isinstance(layers, nn.ModuleList) and len(layers) else None
    if isinstance(first, nn.Linear) and first.in_features != X.shape[1]:
        raise ValueError(
            f"X must have the {many(first.in_features, 'feature')} that model reads, got {X.shape[1]}; "
            f"try MLP({X.shape[1]}, ...)"
        )
    return model


def check_reading(model: Any, X: Tensor, y: Tensor) -> None:
    """Raise unless `model` is a module that reads `X`, and X and y are examples."""
    check_model(model)
    check_examples(X, y)
    check_model(model, X)


def logits_of(model: nn.Module, X: Tensor, y: Tensor) -> Tensor:
    """Return the logits of `model`, or raise unless it reads `X` and has a column for each class of `y`."""
    try:
        logits = model(X)
    except RuntimeError as error:
        if not re.search("shape|size", told := str(error).partition("\n")[0]):
            raise
        raise ValueError(
            f"X must have the shape that model reads, got {tuple(X.shape)} ({told}); try MLP({X.shape[1]}, ...)"
        ) from error
    classes = int(y.max()) + 1
    check_kind("what model returns", logits, Tensor, "a tensor of logits", "MLP(...)")
    if logits.ndim != 2 or len(logits) != len(y) or logits.shape[1] < classes:
        raise ValueError(
            f"model must give logits of shape ({len(y)}, {classes} or more classes), "
            f"got {tuple(logits.shape)}; try MLP(..., n_output={classes})"
        )
    return logits


def check_examples(X: Tensor, y: Tensor, part: str = "") -> None:
    """Raise unless a network could learn from inputs and labels, called X and y with `part` behind.

    X has shape (n, features), float32, finite and dense; y has shape (n,), int64, 0 or more and dense.
    """
    check_inputs(f"X{part}", X, torch.float32)
    _check_dense(f"y{part}", y, torch.int64)
    if y.shape != (len(X),):
        hint = "check that both were cut in the same way"
        if y.ndim == 2 and len(y) == len(X):  # a column, or one-hot
            hint = f"try y{part}.{'flatten()' if y.shape[1] == 1 else 'argmax(1)'}"
        raise ValueError(
            f"y{part} must have one label for each of {many(len(X), 'row')} of X{part}, "
            f"got shape {tuple(y.shape)}; {hint}"
        )
    if y.min() < 0:
        raise ValueError(f"y{part} must be 0 or more, got {int(y.min())}; number classes from 0")


def check_inputs(name: str, X: object, *dtypes: torch.dtype) -> None:
    """Raise unless `X` has shape (n, features), one of the dtypes, and numbers that a network can read."""
    X = _check_dense(name, X, *dtypes)
    if X.ndim != 2:
        shape = tuple(X.shape)
        raise ValueError(f"{name} must have shape (n, features), got {shape}; try X.flatten(1)")
    if X.numel() == 0:
        raise ValueError(
            f"{name} must hold at least one example and one feature, got {tuple(X.shape)}; "
            "check how the data were split"
        )
    if not (largest := X.abs().max().item()) < HUGE_INPUT:
        got = f"{largest:g}" if math.isfinite(largest) else "NaN or infinity"
        raise ValueError(
            f"{name} must be finite and below {HUGE_INPUT:g}, got {got}; look for a division by zero"
        )


def _check_dense(name: str, tensor: object, *dtypes: torch.dtype) -> Tensor:
    if not isinstance(tensor, Tensor):
        kind = type(tensor).__name__
        raise TypeError(f"{name} must be a tensor, got {kind}; try torch.as_tensor({name})")
    if tensor.layout != torch.strided or tensor.is_nested:
        layout = "nested" if tensor.is_nested else str(tensor.layout).removeprefix("torch.")
        raise TypeError(f"{name} must be a dense tensor, got a {layout} one; try {name}.to_dense()")
    if tensor.is_meta:
        raise ValueError(
            f"{name} must hold numbers, got a tensor on the device 'meta'; "
            "try torch.set_default_device('cpu') before you make it"
        )
    if tensor.dtype not in dtypes:
        wanted = " or ".join(map(str, dtypes))
        raise TypeError(
            f"{name} must have dtype {wanted}, got {tensor.dtype}; try {name}.to({dtypes[0]})"
        )
    return tensor
