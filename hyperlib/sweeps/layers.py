"""Compute a layer of many lanes in one call: its outputs, and its gradients.

A lane's parameters of a layer are a matrix with one row for each input and a last row for the biases: each
input ends with a one.  The first layer of all lanes reads the same examples, so their matrices stand next to
each other and are multiplied as one.  Each later layer reads what its own lane computed, so there the matrices
are stacked.  `First` and `Later` are these two forms; nothing else needs to know which axis numbers the lanes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from hyperlib.hyperparameters import Hyperparameters
from hyperlib.sweeps.matmul import product, products
from hyperlib.tensors import seeded


def _relu(z: Tensor, out: Tensor) -> None:
    torch.clamp_min(z, 0, out=out)


def _relu_back(gradient: Tensor, output: Tensor, out: Tensor) -> None:
    torch.ops.aten.threshold_backward.grad_input(gradient, output, 0, grad_input=out)


def _tanh(z: Tensor, out: Tensor) -> None:
    torch.tanh(z, out=out)


def _tanh_back(gradient: Tensor, output: Tensor, out: Tensor) -> None:
    torch.ops.aten.tanh_backward.grad_input(gradient, output, grad_input=out)


def _sigmoid(z: Tensor, out: Tensor) -> None:
    torch.sigmoid(z, out=out)


def _sigmoid_back(gradient: Tensor, output: Tensor, out: Tensor) -> None:
    torch.ops.aten.sigmoid_backward.grad_input(gradient, output, grad_input=out)


def _leaky_relu(z: Tensor, out: Tensor) -> None:
    torch.ops.aten.leaky_relu.out(z, 0.01, out=out)


def _leaky_relu_back(gradient: Tensor, output: Tensor, out: Tensor) -> None:
    torch.ops.aten.leaky_relu_backward.grad_input(gradient, output, 0.01, True, grad_input=out)


def _gelu(z: Tensor, out: Tensor) -> None:
    # torch 2.14's gelu.out writes wrong numbers into an `out` with gaps between its rows.
    out.copy_(torch.nn.functional.gelu(z))


def _gelu_back(gradient: Tensor, output: Tensor, out: Tensor) -> None:
    torch.ops.aten.gelu_backward.grad_input(gradient, out, grad_input=out)


# Each writes into `out`: the outputs for z, and the gradient for z given that for the outputs.  Before the
# second one `out` still holds z.
ACTIVATE: dict[str, tuple[Callable, Callable]] = {
    "relu": (_relu, _relu_back),
    "tanh": (_tanh, _tanh_back),
    "sigmoid": (_sigmoid, _sigmoid_back),
    "leaky_relu": (_leaky_relu, _leaky_relu_back),
    "gelu": (_gelu, _gelu_back),
}


class Layer:
    """Keep one layer's parameters and gradients of all lanes, as parts of two flat tensors.

    Parameters
    ----------
    flat, gradient : Tensor
        Parameters of all layers and lanes, and their gradients, each in one row.
    start : int
        Where this layer begins in both.
    fan_in, fan_out : int
        Inputs without the one, and outputs.
    lr : sequence of float
        For each lane, the factor of what its layer computes.
    """

    lane_axis: int
    row_axis: int

    def __init__(
        self,
        flat: Tensor,
        gradient: Tensor,
        start: int,
        fan_in: int,
        fan_out: int,
        lr: Sequence[float],
    ):
        self.n_lanes, self.fan_in, self.fan_out = len(lr), fan_in, fan_out
        self.start, self.stop = start, start + len(lr) * (fan_in + 1) * fan_out
        self.weights, self.gradient = self.of(flat), self.of(gradient)
        self.lr = self.column(lr)

    def of(self, flat: Tensor) -> Tensor:
        """Return this layer's part of a flat tensor, with axes for rows, lanes and outputs."""
        shape = [self.fan_out] * 3
        shape[self.lane_axis], shape[self.row_axis] = self.n_lanes, self.fan_in + 1
        return flat[self.start : self.stop].view(shape)

    def column(self, values: Sequence[float]) -> Tensor:
        """Return one number for each lane, to be multiplied with what `of` returns."""
        shape = [1, 1, 1]
        shape[self.lane_axis] = -1
        return torch.tensor(values, device=self.weights.device).view(shape)

    def without_biases(self, part: Tensor) -> Tensor:
        """Return all but the last row of what `of` returns."""
        return part.narrow(self.row_axis, 0, self.fan_in)

    def lane(self, i: int) -> Tensor:
        """Return the parameters of one lane, shape (fan_in + 1, fan_out)."""
        return self.weights.select(self.lane_axis, i)

    def largest(self) -> Tensor:
        """Return the largest absolute parameter of each lane, before the division by its rate."""
        others = [axis for axis in range(3) if axis != self.lane_axis]
        return torch.linalg.vector_norm(self.weights, math.inf, others) * self.lr.flatten()


class First(Layer):
    """Multiply the examples, which all lanes share, by the matrices of all lanes as one."""

    lane_axis, row_axis = 1, 0

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.wide = self.weights.view(self.fan_in + 1, -1)
        self.wide_gradient = self.gradient.view(self.fan_in + 1, -1)
        # One factor for each column: quicker than a broadcast over three axes.
        self.wide_lr = self.lr.expand(1, self.n_lanes, self.fan_out).reshape(1, -1)

    def forward(self, x: Tensor, z: Tensor) -> None:
        """Write the outputs for x, shape (n, inputs + 1), into z, shape (n, lanes * outputs)."""
        product(x, self.wide, z)
        z.mul_(self.wide_lr)

    def backward(self, x_t: Tensor, z: Tensor, share: float) -> None:
        """Keep the gradient for the parameters, given in z that for the outputs."""
        product(x_t, z, self.wide_gradient, share)


class Later(Layer):
    """Multiply each lane's activations by its own matrix."""

    lane_axis, row_axis = 0, 1

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.weights_t = self.without_biases(self.weights).transpose(1, 2)

    def forward(self, a: Tensor, z: Tensor) -> None:
        """Write the outputs for a, shape (lanes, n, inputs + 1), into z, (lanes, n, outputs)."""
        products(a, self.weights, z)
        z.mul_(self.lr)

    def backward(self, a_t: Tensor, z: Tensor, back: Tensor, share: float) -> None:
        """Keep the gradient for the parameters and write that for the inputs into `back`."""
        products(a_t, z, self.gradient, share)
        products(z, self.weights_t, back)
        back.mul_(self.lr)


class Buffers:
    """Make room for all that a pass of `n` examples writes, so that no step allocates.

    ``z[0]`` has shape (n, lanes * width), as one wide product writes it; ``z[k]`` of a later layer
    (lanes, n, width), as stacked products do.  ``by_lane`` shows all of them in the second form.
    ``hidden[k]`` is what hidden layer k gives and ``plain[k]`` its activations; both are the same
    unless the backward pass needs the activations as they were before a mask or a sum changed them.
    """

    def __init__(
        self,
        n: int,
        layers: Sequence[Layer],
        *,
        backward: bool,
        dropout: bool,
        skips: Sequence[bool],
    ):
        n_lanes, widths = layers[0].n_lanes, [layer.fan_out for layer in layers]
        device = layers[0].weights.device

        def rooms(fill: float, sizes: Sequence[int]) -> list[Tensor]:
            return [torch.full((n_lanes, n, size), fill, device=device) for size in sizes]

        self.n = n
        wide = torch.zeros(n, n_lanes * widths[0], device=device)
        self.z = [wide, *rooms(0.0, widths[1:])]
        self.by_lane = [wide.view(n, n_lanes, -1).transpose(0, 1), *self.z[1:]]
        # What layers 1, 2, ... read: activations and a one.
        self.inputs = rooms(1.0, [width + 1 for width in widths[:-1]])
        self.plain = self.hidden = [a[..., :-1] for a in self.inputs]
        if not backward:
            return
        self.inputs_t = [a.transpose(1, 2) for a in self.inputs]
        self.x = torch.zeros(n, layers[0].fan_in + 1, device=device)
        self.x_t = self.x.t()
        self.target = torch.zeros(n, widths[-1], device=device)
        # The gradient of a layer's z takes the place of z.
        self.back = rooms(0.0, widths[:-1])
        if dropout:
            self.masks = rooms(1.0, widths[:-1])
            # With a skip connection the layer before still needs `back` as it is.
            self.masked = [
                torch.zeros_like(back) if skip else back
                for back, skip in zip(self.back, skips, strict=False)
            ]
        self.plain = [
            rooms(0.0, [width])[0] if dropout or skip else hidden
            for width, skip, hidden in zip(widths, skips, self.hidden, strict=False)
        ]


class Dropout:
    """Draw which units are dropped, with the numbers that `train` draws.

    `train` draws from a generator with the run's seed.  Lanes with the same rate and widths would
    draw the same numbers, so one of them draws for all.
    """

    def __init__(self, configs: Sequence[Hyperparameters], seed: int):
        self.generators = {
            (c.dropout, c.n_neurons): seeded(seed) for c in configs if c.dropout and c.n_neurons
        }
        self.keep(configs)

    def keep(self, configs: Sequence[Hyperparameters]) -> None:
        """Go on with these lanes, some of those before."""
        alike: dict[tuple, list[int]] = {}  # the lanes that share a generator
        for lane, config in enumerate(configs):
            if (config.dropout, config.n_neurons) in self.generators:
                alike.setdefault((config.dropout, config.n_neurons), []).append(lane)
        self.alike = {key: _evenly(lanes) for key, lanes in alike.items()}

    def __bool__(self) -> bool:
        return bool(self.alike)

    def draw(self, k: int, mask: Tensor) -> None:
        """Write the factors of hidden layer `k` into a mask, shape (lanes, n, width)."""
        for (dropout, widths), lanes in self.alike.items():
            kept = 1 - dropout
            drawn = torch.empty(mask.shape[1], widths[k])
            drawn.bernoulli_(kept, generator=self.generators[dropout, widths]).mul_(1 / kept)
            drawn = drawn.to(mask.device)
            for some in lanes:
                mask[some, :, : widths[k]] = drawn


def _evenly(lanes: list[int]) -> list[slice] | list[int]:
    """Return these lanes as one slice where they are evenly spaced, as in a grid: one call serves them all."""
    evenly = slice(lanes[0], lanes[-1] + 1, lanes[1] - lanes[0] if len(lanes) > 1 else 1)
    return [evenly] if list(range(lanes[-1] + 1))[evenly] == lanes else lanes
