"""Build fully connected networks and count what they cost."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, runtime_checkable

import torch
from torch import Tensor, nn

from hyperlib.arguments import (
    check_choice,
    check_flag,
    check_kind,
    check_number,
    check_seed,
    check_size,
    check_sizes,
    many,
    shown,
)
from hyperlib.hyperparameters import (
    ACTIVATIONS,
    INITIALIZATIONS,
    Hyperparameters,
    check_config,
    skip_connections,
)
from hyperlib.observations import torch_defaults
from hyperlib.tensors import check_model, seeded

_LAYERS = (nn.ReLU, nn.Tanh, nn.Sigmoid, nn.LeakyReLU, nn.GELU)
ACTIVATION_LAYERS = dict(zip(ACTIVATIONS, _LAYERS, strict=True))
# Numbers that an optimizer keeps for each parameter.
OPTIMIZER_STATES = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2, "rmsprop": 1}


@runtime_checkable
class Sizes(Protocol):
    """What has as many features and classes as a network needs: `Data`, for example."""

    @property
    def n_input(self) -> int: ...

    @property
    def n_output(self) -> int: ...


class NeuralNetwork(nn.Module):
    """Stack linear layers with ReLU between them, as lesson 01 builds it.

    Parameters
    ----------
    n_input : int
        Number of input features, at least 1.
    n_hidden_layers : int
        Number of hidden layers, at least 1.
    n_neurons : sequence of int
        Size of each hidden layer; its length is `n_hidden_layers`.
    n_output : int
        Number of classes, at least 1.

    Raises
    ------
    TypeError
        If a size is not an integer.
    ValueError
        If a size is below 1 or the number of sizes is not `n_hidden_layers`.

    Notes
    -----
    Maps X of shape (n, n_input) to logits of shape (n, n_output).  First built in lesson 01.

    Examples
    --------
    >>> count_parameters(NeuralNetwork(784, 3, [128, 64, 32], 10))
    111146
    """

    def __init__(self, n_input: int, n_hidden_layers: int, n_neurons: Sequence[int], n_output: int):
        super().__init__()
        n_input = check_size("n_input", n_input)
        n_hidden_layers = check_size("n_hidden_layers", n_hidden_layers)
        n_output = check_size("n_output", n_output)
        hidden = check_sizes(n_neurons, ends=(n_input, n_output))
        if len(hidden) != n_hidden_layers:
            raise ValueError(
                f"n_neurons must have n_hidden_layers = {many(n_hidden_layers, 'size')}, "
                f"got {list(hidden)}; give one size for each hidden layer"
            )
        sizes = [n_input, *hidden]
        self.layers = nn.ModuleList()
        with torch_defaults():
            for fan_in, fan_out in zip(sizes[:-1], sizes[1:], strict=True):
                self.layers.append(nn.Linear(fan_in, fan_out))
                self.layers.append(nn.ReLU())
            self.layers.append(nn.Linear(sizes[-1], n_output))

    def forward(self, X: Tensor) -> Tensor:
        for layer in self.layers:
            X = layer(X)
        return X


class MLP(nn.Module):
    """Build a multilayer perceptron with a choice of activation, dropout and initialization.

    Parameters
    ----------
    n_input : int
        Number of input features, at least 1.
    n_neurons : sequence of int
        Size of each hidden layer; empty for a linear model.
    n_output : int
        Number of classes, at least 1.
    activation : {"relu", "tanh", "sigmoid", "leaky_relu", "gelu"}
        Function after each hidden layer.  "leaky_relu" has the slope 0.01 below 0; "gelu" is x times the
        normal distribution function at x (Hendrycks and Gimpel 2016, arXiv:1606.08415), not the tanh form.
    dropout : float
        Share of hidden units set to zero while training, in [0, 1); 0 adds no layer.
    initialization : {"default", "glorot", "he"}
        How weights are drawn.  "default" is the rule of `torch.nn.Linear`: weights and biases uniform within 1 /
        sqrt(fan_in).  "glorot": normal, variance 2 / (fan_in + fan_out) (Glorot and Bengio 2010, equation 12).
        "he": normal, variance 2 / fan_in (He et al. 2015, equation 10).  The last two set biases to zero.
    init_scale : float
        The drawn weights are multiplied by it, biases are not; above 0.
    skip : bool
        Whether a hidden layer as wide as the hidden layer before it gives x + f(x): its input x, added
        to what linear layer, activation and dropout make of it (He et al. 2016, arXiv:1512.03385,
        equation 1; with nothing after the sum, as in arXiv:1603.05027).  Other layers have no skip
        connection.  It has no parameters and needs no multiply-adds.
    seed : int, optional
        Fixes the weights, 0 to 2**64 - 1.  None draws from torch's global generator.
    dtype : torch.dtype
        ``torch.float32`` or ``torch.float64``, in which the weights are drawn and kept.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind or outside its range.

    Notes
    -----
    Weights are on the CPU, whatever torch's defaults are set to.

    Examples
    --------
    >>> MLP(4, [3], 2, activation="tanh", seed=0)(torch.zeros(5, 4)).shape
    torch.Size([5, 2])
    """

    skips: tuple[bool, ...] = ()  # for each hidden layer; none in a network of an earlier version

    def __init__(
        self,
        n_input: int,
        n_neurons: Sequence[int],
        n_output: int,
        *,
        activation: str = "relu",
        dropout: float = 0.0,
        initialization: str = "default",
        init_scale: float = 1.0,
        skip: bool = False,
        seed: int | None = None,
        dtype: torch.dtype = torch.float32,
    ):
        super().__init__()
        n_input = check_size("n_input", n_input)
        n_output = check_size("n_output", n_output)
        hidden = check_sizes(n_neurons, ends=(n_input, n_output))
        activation = check_choice("activation", activation, ACTIVATIONS)
        initialization = check_choice("initialization", initialization, INITIALIZATIONS)
        dropout = check_number("dropout", dropout, minimum=0, below=1, suggest=0.2)
        init_scale = check_number("init_scale", init_scale, above=0, suggest=1)
        if dtype not in (torch.float32, torch.float64):
            raise TypeError(
                f"dtype must be torch.float32 or torch.float64, got {shown(dtype)}; try torch.float32"
            )
        generator = None if seed is None else seeded(check_seed("seed", seed))
        self.skips = skip_connections(hidden, check_flag("skip", skip))
        sizes = [n_input, *hidden]
        self.layers = nn.ModuleList()
        with torch_defaults():
            for fan_in, fan_out in zip(sizes[:-1], sizes[1:], strict=True):
                self.layers.append(_linear(fan_in, fan_out, initialization, generator, dtype))
                self.layers.append(ACTIVATION_LAYERS[activation]())
                if dropout > 0:
                    self.layers.append(nn.Dropout(dropout))
            self.layers.append(_linear(sizes[-1], n_output, initialization, generator, dtype))
            if init_scale != 1:
                with torch.no_grad():
                    for layer in linear_layers(self):
                        layer.weight.mul_(init_scale)

    @classmethod
    def from_config(
        cls,
        config: Hyperparameters,
        data: Sizes,
        seed: int | None = None,
        dtype: torch.dtype = torch.float32,
    ) -> MLP:
        """Build the network that `config` describes for the features and classes of `data`.

        Parameters
        ----------
        config : Hyperparameters
            Sizes, activation, dropout, initialization, its scale and skip; the rest is not read.
        data : Data
        seed : int, optional
        dtype : torch.dtype
            Fix the weights and their kind, as in `MLP`.

        Examples
        --------
        >>> from hyperlib import load_mnist
        >>> count_parameters(MLP.from_config(Hyperparameters(), load_mnist(), seed=0))
        111146
        """
        check_config("config", config)
        check_kind("data", data, Sizes, "data with n_input and n_output", "load_mnist()")
        names = ("activation", "dropout", "initialization", "init_scale", "skip")
        given: dict = {name: getattr(config, name) for name in names}
        return cls(data.n_input, config.n_neurons, data.n_output, **given, seed=seed, dtype=dtype)

    def forward(self, X: Tensor, *, generator: torch.Generator | None = None) -> Tensor:
        """Return the logits, shape (n, n_output), of inputs of shape (n, n_input).

        `generator` draws which units are dropped while training; None: torch's global one.
        """
        adds, read = iter((False, *self.skips)), X
        for layer in self.layers:
            if isinstance(layer, nn.Linear):
                read = X = X + read if next(adds, False) else X
            if generator is not None and isinstance(layer, nn.Dropout) and self.training:
                X = _drop(X, layer.p, generator)
            else:
                X = layer(X)
        return X

    def extra_repr(self) -> str:
        """Return what printing the network adds to its layers."""
        return f"skips={self.skips}" if any(self.skips) else ""


@contextmanager
def evaluating(model: nn.Module) -> Iterator[None]:
    """Put `model` into eval mode, without gradients, for the block; each module's mode is the same afterwards."""
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            yield
    finally:
        for module, training in modes:
            module.training = training


def _drop(X: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Do what `torch.nn.functional.dropout` does, with the numbers of `generator`."""
    kept = torch.empty_like(X, requires_grad=False).bernoulli_(1 - share, generator=generator)
    return X * kept.div_(1 - share)


def _linear(
    fan_in: int,
    fan_out: int,
    initialization: str,
    generator: torch.Generator | None,
    dtype: torch.dtype,
) -> nn.Linear:
    """Return a linear layer whose weights come from `generator`."""
    layer = nn.utils.skip_init(nn.Linear, fan_in, fan_out, dtype=dtype)
    with torch.no_grad():
        if initialization == "default":
            bound = 1 / math.sqrt(fan_in)
            layer.weight.uniform_(-bound, bound, generator=generator)
            layer.bias.uniform_(-bound, bound, generator=generator)
        else:
            variance = 2 / fan_in if initialization == "he" else 2 / (fan_in + fan_out)
            layer.weight.normal_(0, math.sqrt(variance), generator=generator)
            layer.bias.zero_()
    return layer


def linear_layers(model: nn.Module) -> list[nn.Linear]:
    """Return the linear layers of `model`, first to last."""
    check_model(model)
    return [layer for layer in model.modules() if isinstance(layer, nn.Linear)]


def count_parameters(model: nn.Module) -> int:
    """Count the numbers that training can change: weights and biases.

    Examples
    --------
    >>> count_parameters(MLP(4, [3], 2))  # 4*3 + 3 and 3*2 + 2
    23
    """
    check_model(model)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


def multiply_adds(model: nn.Module) -> int:
    """Count the multiply-adds of one forward pass for one example.

    A linear layer needs fan_in * fan_out of them.  Biases and activations are left out: they grow
    with the number of neurons only.  A training step needs about three times as many
    (forward, gradient of the inputs, gradient of the weights).

    Examples
    --------
    >>> multiply_adds(MLP(4, [3], 2))  # 4*3 + 3*2
    18
    """
    return sum(layer.in_features * layer.out_features for layer in linear_layers(model))


def training_memory(model: nn.Module, *, optimizer: str = "adam", batch_size: int = 64) -> int:
    """Estimate the bytes that training needs for numbers, in float32.

    Parameters, their gradients, the optimizer's state (Adam keeps two numbers per parameter,
    momentum and RMSprop one, plain SGD none) and, for each example of a batch, the inputs and outputs of every
    linear layer that the backward pass reads.  The program itself is not in it.

    Parameters
    ----------
    model : Module
    optimizer : {"sgd", "momentum", "adam", "adamw", "rmsprop"}
    batch_size : int
        At least 1.

    Examples
    --------
    >>> training_memory(MLP(4, [3], 2), optimizer="sgd", batch_size=1)  # (2*23 + 4 + 3 + 2) * 4
    220
    """
    optimizer = check_choice("optimizer", optimizer, OPTIMIZER_STATES)
    batch_size = check_size("batch_size", batch_size)
    layers = linear_layers(model)
    first = sum(layer.in_features for layer in layers[:1])
    per_example = first + sum(layer.out_features for layer in layers)
    return bytes_of_training(count_parameters(model), per_example, optimizer, batch_size)


def bytes_of_training(parameters: int, per_example: int, optimizer: str, batch_size: int) -> int:
    """Return what `training_memory` estimates, from the number of parameters and of numbers for an example."""
    return 4 * ((2 + OPTIMIZER_STATES[optimizer]) * parameters + batch_size * per_example)
