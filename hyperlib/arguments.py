"""Check the arguments of public functions: what was got, what was expected, what to try.

Numbers count by their value: those of NumPy and torch are taken like Python's and returned as
Python's, so that equal configurations are equal, print alike and fit into JSON.
"""

from __future__ import annotations

import math
import numbers
import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

SEEDS = 2**64  # torch's generators take seeds below it
LARGEST = 2**63  # torch's sizes are below it


def shown(value: object) -> str:
    """Return `value` as a short text for an error message, also where its ``repr`` fails."""
    try:
        text = repr(value)
    except Exception:
        return f"an unprintable {type(value).__name__}"
    return text if len(text) <= 200 else text[:197] + "..."


def _scalar(value: Any) -> Any:
    """Return the Python number in an array or tensor without axes, and any other value as it is."""
    if getattr(value, "ndim", None) == 0 and hasattr(value, "item"):
        try:
            return value.item()
        except RuntimeError:  # a tensor without numbers, on the device "meta"
            return None
    return value


def check_integer(name: str, value: object, *, suggest: int) -> int:
    """Return `value` as an int, or raise unless it is an integer; `suggest` is what to try."""
    number = _scalar(value)
    if not isinstance(number, bool) and not getattr(number, "ndim", 0):
        try:
            return int(operator.index(number))
        except TypeError:
            pass
    if isinstance(number, numbers.Real) and not isinstance(number, bool) and math.isfinite(number):
        suggest = max(round(float(number)), suggest)
    raise TypeError(f"{name} must be an integer, got {shown(value)}; try {suggest}")


def check_size(name: str, value: object, minimum: int = 1) -> int:
    """Return `value` as an int, or raise unless it is an integer from `minimum` to 2**63 - 1."""
    suggest = max(minimum, 1)
    size = check_integer(name, value, suggest=suggest)
    if size < minimum:
        raise ValueError(f"{name} must be >= {minimum}, got {shown(size)}; try {suggest}")
    if size >= LARGEST:
        raise ValueError(f"{name} must be < 2**63, got {shown(size)}; try {suggest}")
    return size


def check_seed(name: str, value: object) -> int:
    """Return `value` as an int, or raise unless it is an integer from 0 to 2**64 - 1.

    This is the range of torch's generators, and the one rule for every seed of the library.
    """
    seed = check_integer(name, value, suggest=1)
    if seed < 0:
        raise ValueError(f"{name} must be >= 0, got {shown(seed)}; try 1")
    if seed >= SEEDS:
        raise ValueError(f"{name} must be < 2**64, got {shown(seed)}; try {seed % 2**32}")
    return seed


def check_sizes(n_neurons: Any) -> tuple[int, ...]:
    """Return the sizes of the hidden layers as a tuple of int, or raise a clear error."""
    if getattr(n_neurons, "ndim", None) == 1 and hasattr(n_neurons, "tolist"):
        n_neurons = n_neurons.tolist()
    if isinstance(n_neurons, (str, bytes)) or not isinstance(n_neurons, Sequence):
        raise TypeError(
            f"n_neurons must be a list of layer sizes, got {shown(n_neurons)}; try [128, 64, 32]"
        )
    return tuple(check_size(f"n_neurons[{i}]", n) for i, n in enumerate(n_neurons))


def check_values(name: str, values: Any) -> list:
    """Return `values` as a list, or raise unless it is a list or an array of at least one value."""
    if getattr(values, "ndim", None) == 1 and hasattr(values, "tolist"):
        values = values.tolist()
    if isinstance(values, (str, bytes)) or not isinstance(values, Sequence) or len(values) == 0:
        raise TypeError(f"{name} must be a list of values, got {shown(values)}; try [1, 2, 3]")
    return list(values)


def check_choice(name: str, value: object, choices: Iterable[str] | Mapping[str, object]) -> str:
    """Return the word among `choices` that `value` equals, or raise a clear error."""
    words, given = list(choices), _scalar(value)
    if not isinstance(given, str):
        raise TypeError(f"{name} must be a word, got {shown(value)}; try {words[0]!r}")
    for word in words:
        if word == given:
            return word
    raise ValueError(f"{name} must be one of {', '.join(words)}, got {shown(value)}")


def check_flag(name: str, value: object) -> bool:
    """Return `value` as a bool, or raise unless it is True or False."""
    flag = _scalar(value)
    if not isinstance(flag, bool):
        raise TypeError(f"{name} must be True or False, got {shown(value)}; try {name}=True")
    return flag


def check_number(
    name: str,
    value: object,
    *,
    minimum: float | None = None,
    above: float | None = None,
    below: float | None = None,
    maximum: float | None = None,
    suggest: float,
) -> float:
    """Return `value` as a float, or raise unless it is finite and within the bounds.

    Parameters
    ----------
    name : str
        Name of the argument in the error.
    value : object
        A real number, or an array or tensor of one number without axes.
    minimum, above, below, maximum : float, optional
        ``minimum <= value``, ``above < value``, ``value < below`` and ``value <= maximum``.
    suggest : float
        The value that the error says to try.
    """
    number = _scalar(value)
    if isinstance(number, bool) or not isinstance(number, numbers.Real):
        raise TypeError(f"{name} must be a number, got {shown(value)}; try {suggest:g}")
    try:
        number = float(number)
    except OverflowError:  # an integer beyond the range of floats
        number = math.inf if number > 0 else -math.inf
    limits = []
    if minimum is not None:
        limits.append((number >= minimum, f">= {minimum:g}"))
    if above is not None:
        limits.append((number > above, f"> {above:g}"))
    if below is not None:
        limits.append((number < below, f"< {below:g}"))
    if maximum is not None:
        limits.append((number <= maximum, f"<= {maximum:g}"))
    if not all(holds for holds, _ in limits) or not math.isfinite(number):
        wanted = " and ".join(text for _, text in limits) or "finite"
        raise ValueError(f"{name} must be {wanted}, got {number:g}; try {suggest:g}")
    return number


def check_model(model: object, X: Tensor | None = None) -> nn.Module:
    """Return `model`, or raise unless it is a module, of the dtype and on the device of `X`."""
    if not isinstance(model, nn.Module):
        raise TypeError(
            f"model must be a torch.nn.Module, got {type(model).__name__}; try MLP(...)"
        )
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
    return model


def check_logits(logits: Tensor, y: Tensor) -> None:
    """Raise unless `logits` has a row for each label of `y` and a column for each class."""
    classes = int(y.max()) + 1
    if logits.ndim != 2 or len(logits) != len(y) or logits.shape[1] < classes:
        raise ValueError(
            f"model must give logits of shape ({len(y)}, {classes} or more classes), "
            f"got {tuple(logits.shape)}; try MLP(..., n_output={classes})"
        )


def check_examples(X: Tensor, y: Tensor, part: str) -> None:
    """Raise unless a network could learn from inputs and labels; `part` names them in the error.

    Parameters
    ----------
    X : Tensor
        Inputs, shape (n, features), float32, finite and dense.
    y : Tensor
        Labels, shape (n,), int64, 0 or more and dense.
    part : str
        Stands behind "X_" and "y_" in the error.
    """
    for name, tensor, dtype in ((f"X_{part}", X, torch.float32), (f"y_{part}", y, torch.int64)):
        if not isinstance(tensor, Tensor):
            kind = type(tensor).__name__
            raise TypeError(f"{name} must be a tensor, got {kind}; try torch.as_tensor({name})")
        if tensor.layout != torch.strided or tensor.is_nested:
            layout = "nested" if tensor.is_nested else str(tensor.layout).removeprefix("torch.")
            raise TypeError(
                f"{name} must be a dense tensor, got a {layout} one; try {name}.to_dense()"
            )
        if tensor.is_meta:
            raise ValueError(
                f"{name} must hold numbers, got a tensor on the device 'meta'; "
                "try torch.set_default_device('cpu') before you make it"
            )
        if tensor.dtype != dtype:
            raise TypeError(
                f"{name} must have dtype {dtype}, got {tensor.dtype}; try {name}.to({dtype})"
            )
    if X.ndim != 2:
        raise ValueError(
            f"X_{part} must have shape (n, features), got {tuple(X.shape)}; try X.flatten(1)"
        )
    if y.shape != (len(X),):
        raise ValueError(
            f"y_{part} must have one label for each of the {len(X)} rows of X_{part}, "
            f"got shape {tuple(y.shape)}; check that both were cut in the same way"
        )
    if len(X) == 0 or X.shape[1] == 0:
        raise ValueError(
            f"X_{part} must hold at least one example and one feature, got {tuple(X.shape)}; "
            "check how the data were split"
        )
    if not torch.isfinite(X).all():
        raise ValueError(
            f"X_{part} must be finite, got NaN or infinity; look for a division by zero"
        )
    if y.min() < 0:
        raise ValueError(f"y_{part} must be 0 or more, got {int(y.min())}; number classes from 0")
