"""Train many networks as one tensor program: the numerical engine of `hyperlib.sweep`.

A *lane* is one configuration with one seed.  The lanes of a tile have the same depth, activation,
optimizer and batch size; they may differ in everything else.  A tensor that `train` holds once is
held here with a leading axis for the lanes:

    train           here             meaning (l lanes, b examples of a batch)
    X   (b, in)     X  (s, b, in)    the mini-batch, one for each of s seeds: lanes share it
    W1  (out, in)   W1 (l, out, in)  for the first layer seen as one matrix of l * out rows
    A   (b, out)    A  (l, out, b)   outputs of a layer, examples last

Sizes are those of the widest lane; narrower lanes are padded with zeros, and stay zero there.
The backward pass is written out by hand, so that every result goes to memory that is already there.

The formulas are those of lesson 01 and of torch.optim: Kingma and Ba 2015 (Adam), Loshchilov and
Hutter 2019 (AdamW), Polyak 1964 (momentum), Srivastava et al. 2014 (dropout).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor

from hyperlib.models import MLP, linear_layers
from hyperlib.training import Epoch, Hyperparameters

BETA1, BETA2, EPS = 0.9, 0.999, 1e-8  # the values of torch.optim.Adam, which `train` uses
# Lanes with more parameters than this are updated one call each, smaller ones all in one call.
# Measured on two cores: 2,400 parameters 1.7 against 5.7 us a lane, 111,000 parameters 110 to 87.
ONE_CALL_EACH = 16_000
EVALUATED_AT_ONCE = 500  # examples; the outputs of a tile then stay in cache


class Stopped(Exception):
    """Say that the caller asked to stop in the middle of a tile."""


@contextmanager
def quick_arithmetic() -> Iterator[None]:
    """Count numbers below 1e-38 as zero inside the block: processors are slow with them."""
    # There is no call that reads the setting; multiplying shows it.
    smallest = torch.tensor(torch.finfo(torch.float32).tiny)
    was_on = (smallest / 2).item() == 0
    torch.set_flush_denormal(True)
    try:
        yield
    finally:
        torch.set_flush_denormal(was_on)


class Workspace:
    """Hold what a tile computes for `n` examples: inputs, outputs, and with `backward` gradients."""

    def __init__(self, seeds: int, lanes: int, sizes: Sequence[int], n: int, *, backward: bool):
        self.n = n
        self.X = torch.empty(seeds, n, sizes[0])
        self.X_by_feature = self.X.transpose(1, 2)
        self.Y = torch.empty(sizes[-1], n)
        # Z[i] becomes A[i], the output of layer i, in place; the last one stays the logits.
        self.A = [torch.empty(lanes, size, n) for size in sizes[1:]]
        self.Z1 = self.A[0].view(seeds, -1, n)
        if backward:
            self.kept = list(self.A[:-1])  # outputs after dropout: the same memory without it
            self.D = [torch.empty_like(a) for a in self.A]  # gradients of the loss
            self.D1 = self.D[0].view(seeds, -1, n)
            self.transposed = [a.transpose(1, 2) for a in self.kept]


class Tile:
    """Train the lanes of `configs` x `seeds` together.

    Parameters
    ----------
    configs : sequence of Hyperparameters
        Of one depth, activation, optimizer and batch size.
    seeds : sequence of int
        Every configuration is trained with every seed; the lanes are ordered by seed, then by
        configuration.
    X, y, X_val, y_val : Tensor
        Training and validation examples.
    n_output : int
        Number of classes.
    """

    def __init__(
        self,
        configs: Sequence[Hyperparameters],
        seeds: Sequence[int],
        X: Tensor,
        y: Tensor,
        X_val: Tensor,
        y_val: Tensor,
        n_output: int,
    ):
        self.configs, self.seeds = list(configs), list(seeds)
        self.X, self.y, self.X_val, self.y_val = X, y, X_val, y_val
        first = self.configs[0]
        self.activation, self.optimizer = first.activation, first.optimizer
        self.batch_size = first.batch_size
        widths = [max(sizes) for sizes in zip(*(c.n_neurons for c in configs), strict=True)]
        self.sizes = [X.shape[1], *widths, n_output]
        self.onehot = torch.nn.functional.one_hot(y, n_output).T.float().contiguous()
        self.generator = torch.Generator()
        self.steps = 0
        lanes = len(self.configs) * len(self.seeds)
        rest = sum((i + 1) * o for i, o in zip(self.sizes[1:-1], self.sizes[2:], strict=True))
        shapes = [(lanes, self.sizes[1] * self.sizes[0]), (lanes, self.sizes[1] + rest)]
        self.parameters = [torch.zeros(shape) for shape in shapes]
        states = {"adam": 2, "adamw": 2, "sgd": int(any(c.momentum for c in configs))}
        self.states = [[torch.zeros(s) for s in shapes] for _ in range(states[self.optimizer])]
        self._prepare()

    def initialize(self, n_input: int, chosen: Tensor | None) -> None:
        """Copy the weights that `train` starts from into the lanes.

        `n_input` counts all features; `chosen` holds those in use, None for all.
        """
        models: dict[tuple, list] = {}
        for lane, (seed, config) in enumerate((s, c) for s in self.seeds for c in self.configs):
            key = (config.n_neurons, config.initialization, seed)
            if key not in models:
                model = MLP(
                    n_input,
                    config.n_neurons,
                    self.sizes[-1],
                    initialization=config.initialization,
                    seed=seed,
                )
                models[key] = linear_layers(model)
            for i, layer in enumerate(models[key]):
                weight = layer.weight.detach()
                if i == 0 and chosen is not None:
                    weight = weight[:, chosen]
                rows, columns = weight.shape
                self.weights[i][lane, :rows, :columns] = weight
                self.biases[i][lane, :rows] = layer.bias.detach()

    # -- memory ---------------------------------------------------------------------------------

    def _prepare(self) -> None:
        """Name the parts of the flat memory, and set the numbers that differ between lanes."""
        self.gradients = [torch.zeros_like(p) for p in self.parameters]
        self.weights, self.biases = self._layers(self.parameters)
        self.weight_gradients, self.bias_gradients = self._layers(self.gradients)
        n_seeds, lanes = len(self.seeds), len(self.seeds) * len(self.configs)
        self.W1 = self.weights[0].view(n_seeds, -1, self.sizes[0])
        self.W1_gradient = self.weight_gradients[0].view(n_seeds, -1, self.sizes[0])
        self.weights_transposed = [w.transpose(1, 2) for w in self.weights]

        def column(values: Sequence[float]) -> Tensor:
            return torch.tensor(list(values) * n_seeds).view(lanes, 1)

        self.lr = column([c.lr for c in self.configs])
        self.momentum = column([c.momentum for c in self.configs])
        self.weight_decay = column([c.weight_decay for c in self.configs])
        self.shrink = 1 - self.lr * self.weight_decay
        self.l1 = column([c.l1 for c in self.configs]).view(lanes, 1, 1)
        self.dropped = column([c.dropout for c in self.configs]).view(lanes, 1, 1)
        self.scale = 1 / (1 - self.dropped)
        self.has_l1 = any(c.l1 for c in self.configs)
        self.has_decay = any(c.weight_decay for c in self.configs)
        self.has_dropout = any(c.dropout for c in self.configs)
        # sigmoid(0) is not 0: there padded neurons need a mask.  Else zeros stay zeros by themselves.
        self.padding = None
        widths = tuple(self.sizes[1:-1])
        if self.activation == "sigmoid" and any(c.n_neurons != widths for c in self.configs):
            self.padding = []
            for i, size in enumerate(self.sizes[1:-1]):
                width = column([float(c.n_neurons[i]) for c in self.configs]).view(lanes, 1, 1)
                self.padding.append((torch.arange(size).view(1, -1, 1) < width).float())
        self.masked = self.has_dropout or self.padding is not None
        self.spaces: dict[tuple[int, bool], Workspace] = {}
        self.adam_step = torch.tensor(0.0)
        per_lane = sum(p.shape[1] for p in self.parameters)
        self.each = per_lane > ONE_CALL_EACH
        if self.optimizer != "sgd":
            groups = [self.parameters, self.gradients, *self.states]
            if self.each:
                rows = zip(*(part for group in groups for part in group), strict=True)
                self.calls = [[list(r[i : i + 2]) for i in range(0, 8, 2)] for r in rows]
            else:
                self.update = [torch.zeros_like(p) for p in self.parameters]

    def _layers(self, parts: list[Tensor]) -> tuple[list[Tensor], list[Tensor]]:
        """Return the weights and biases that lie in the flat memory `parts`, layer by layer."""
        first, rest = parts
        lanes, sizes = len(first), self.sizes
        weights, biases = [first.view(lanes, sizes[1], sizes[0])], [rest[:, : sizes[1]]]
        at = sizes[1]
        for n_in, n_out in zip(sizes[1:-1], sizes[2:], strict=True):
            weights.append(rest[:, at : at + n_in * n_out].view(lanes, n_out, n_in))
            at += n_in * n_out
            biases.append(rest[:, at : at + n_out])
            at += n_out
        return weights, biases

    def keep(self, kept: Sequence[int]) -> None:
        """Go on with the configurations at the places `kept` only."""
        old, n_seeds = len(self.configs), len(self.seeds)
        lanes = torch.tensor([s * old + k for s in range(n_seeds) for k in kept])
        self.configs = [self.configs[k] for k in kept]
        self.parameters = [p[lanes] for p in self.parameters]
        self.states = [[p[lanes] for p in state] for state in self.states]
        self._prepare()

    def _space(self, n: int, *, backward: bool) -> Workspace:
        if (n, backward) not in self.spaces:
            lanes = len(self.seeds) * len(self.configs)
            space = Workspace(len(self.seeds), lanes, self.sizes, n, backward=backward)
            if backward:
                space.Y = torch.empty(len(self.seeds), 1, self.sizes[-1], n)
                if self.masked:
                    space.kept = [torch.empty_like(a) for a in space.A[:-1]]
                    space.masks = [torch.ones_like(a) for a in space.kept]
                    if self.padding is not None:
                        for mask, padding in zip(space.masks, self.padding, strict=True):
                            mask.mul_(padding)
                    space.transposed = [a.transpose(1, 2) for a in space.kept]
                space.by_seed = space.D[-1].view(len(self.seeds), -1, self.sizes[-1], n)
                space.uniform = torch.empty(max(self.sizes[1:-1], default=0) * n)
            self.spaces[n, backward] = space
        return self.spaces[n, backward]

    # -- one step -------------------------------------------------------------------------------

    def step(self, rows: Tensor) -> None:
        """Do one step on the examples `rows`, shape (seeds, batch)."""
        space = self._space(rows.shape[1], backward=True)
        for s, own in enumerate(rows):
            torch.index_select(self.X, 0, own, out=space.X[s])
            torch.index_select(self.onehot, 1, own, out=space.Y[s, 0])
        if self.has_dropout:
            self._draw_masks(space)
        self._forward(space)
        self._backward(space)
        self.steps += 1
        self._penalize()
        self._update()

    def _forward(self, space: Workspace) -> None:
        """Compute the outputs of every layer, the last one the logits."""
        A = space.A
        torch.bmm(self.W1, space.X_by_feature, out=space.Z1)
        A[0].add_(self.biases[0].unsqueeze(2))
        for i in range(1, len(A)):
            self._activate(A[i - 1])
            below = A[i - 1]
            if self.masked and hasattr(space, "masks"):
                below = torch.mul(below, space.masks[i - 1], out=space.kept[i - 1])
            torch.bmm(self.weights[i], below, out=A[i])
            A[i].add_(self.biases[i].unsqueeze(2))

    def _activate(self, Z: Tensor) -> None:
        if self.activation == "relu":
            Z.relu_()
        elif self.activation == "tanh":
            Z.tanh_()
        else:
            Z.sigmoid_()

    def _backward(self, space: Workspace) -> None:
        """Compute the gradients of the mean cross-entropy, last layer first."""
        A, D = space.A, space.D
        torch.softmax(A[-1], 1, out=D[-1])
        space.by_seed.sub_(space.Y)
        D[-1].mul_(1 / space.n)
        for i in range(len(A) - 1, 0, -1):
            torch.sum(D[i], 2, out=self.bias_gradients[i])
            torch.bmm(D[i], space.transposed[i - 1], out=self.weight_gradients[i])
            below = torch.bmm(self.weights_transposed[i], D[i], out=D[i - 1])
            if self.masked:
                below.mul_(space.masks[i - 1])
            self._activate_backward(below, A[i - 1])
        torch.sum(D[0], 2, out=self.bias_gradients[0])
        torch.bmm(space.D1, space.X, out=self.W1_gradient)

    def _activate_backward(self, D: Tensor, A: Tensor) -> None:
        """Multiply the gradients `D` of the outputs `A` by the derivative, in place."""
        aten = torch.ops.aten
        if self.activation == "relu":
            aten.threshold_backward.grad_input(D, A, 0, grad_input=D)
        elif self.activation == "tanh":
            aten.tanh_backward.grad_input(D, A, grad_input=D)
        else:
            aten.sigmoid_backward.grad_input(D, A, grad_input=D)

    def _draw_masks(self, space: Workspace) -> None:
        """Draw which units drop out; the lanes of a seed share the draws, as they do in `train`.

        A unit stays where its draw is at least the lane's share, so that the mask of a lane depends
        on its seed, the step and the layer only, and not on the lanes beside it.
        """
        for i, mask in enumerate(space.masks):
            by_seed = mask.view(len(self.seeds), -1, *mask.shape[1:])
            draws = space.uniform[: mask.shape[1] * space.n]
            for s, seed in enumerate(self.seeds):
                self.generator.manual_seed((seed * 1_000_003 + self.steps) * 31 + i)
                draws.uniform_(generator=self.generator)
                dropped = self.dropped.view(len(self.seeds), -1, 1, 1)[s]
                torch.ge(draws.view(mask.shape[1:]), dropped, out=by_seed[s])
            mask.mul_(self.scale)
            if self.padding is not None:
                mask.mul_(self.padding[i])

    def _penalize(self) -> None:
        """Add the gradients of the penalties: L1 on weights, L2 on weights and biases."""
        if self.has_l1:
            for weight, gradient in zip(self.weights, self.weight_gradients, strict=True):
                gradient.addcmul_(weight.sign(), self.l1)
        # Calls for one lane each hand the weight decay to the optimizer.
        if self.has_decay and (self.optimizer == "sgd" or not self.each):
            for p, gradient in zip(self.parameters, self.gradients, strict=True):
                if self.optimizer == "adamw":
                    p.mul_(self.shrink)
                else:
                    gradient.addcmul_(p, self.weight_decay)

    def _update(self) -> None:
        if self.optimizer == "sgd":
            for i, (p, gradient) in enumerate(zip(self.parameters, self.gradients, strict=True)):
                if self.states:
                    gradient = self.states[0][i].mul_(self.momentum).add_(gradient)
                p.addcmul_(gradient, self.lr, value=-1)
            return
        self.adam_step.fill_(self.steps)
        both = [self.adam_step, self.adam_step]
        kind = torch._fused_adamw_ if self.optimizer == "adamw" else torch._fused_adam_
        fixed = {"beta1": BETA1, "beta2": BETA2, "eps": EPS, "amsgrad": False, "maximize": False}
        if self.each:
            lanes = self.configs * len(self.seeds)
            for config, call in zip(lanes, self.calls, strict=True):
                kind(*call, [], both, lr=config.lr, weight_decay=config.weight_decay, **fixed)
            return
        # Adam from zero with a rate of 1 leaves the step in `update`; each lane adds lr times it.
        for update in self.update:
            update.zero_()
        torch._fused_adam_(
            self.update, self.gradients, *self.states, [], both, lr=1.0, weight_decay=0.0, **fixed
        )
        for p, update in zip(self.parameters, self.update, strict=True):
            p.addcmul_(update, self.lr)

    # -- measuring ------------------------------------------------------------------------------

    def evaluate(self, X: Tensor, y: Tensor) -> tuple[list[float], list[float]]:
        """Return mean cross-entropy and accuracy of every lane on all examples, without dropout."""
        lanes = len(self.seeds) * len(self.configs)
        losses = torch.zeros(lanes, dtype=torch.float64)
        right = torch.zeros(lanes, dtype=torch.int64)
        for start in range(0, len(y), EVALUATED_AT_ONCE):
            part = y[start : start + EVALUATED_AT_ONCE]
            space = self._space(len(part), backward=False)
            space.X_by_feature = X[start : start + len(part)].T.expand(len(self.seeds), -1, -1)
            self._forward(space)
            logits = space.A[-1]
            at = part.expand(lanes, 1, -1)
            right += (logits.max(1).indices == part).sum(1)
            losses -= torch.log_softmax(logits, 1).gather(1, at).sum((1, 2))
        return (losses / len(y)).tolist(), (right / len(y)).tolist()


def used_features(X: Tensor, X_val: Tensor) -> Tensor | None:
    """Return the features that are not zero throughout; None if that is nearly all of them.

    A feature that is zero in every example adds nothing to any output, and its weights have no
    gradient from the loss: leaving it out changes no number of the table.  128 of 784 pixels of the
    bundled digits are such.
    """
    used = ((X != 0).any(0) | (X_val != 0).any(0)).nonzero().flatten()
    return used if 0 < len(used) < 0.97 * X.shape[1] else None


def run_tile(
    configs: Sequence[Hyperparameters],
    seeds: Sequence[int],
    X: Tensor,
    y: Tensor,
    X_val: Tensor,
    y_val: Tensor,
    n_output: int,
    *,
    measure_train: bool = True,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[Hyperparameters, int, list[Epoch], bool]]:
    """Train the lanes of `configs` x `seeds` and yield each one that ends: history, diverged.

    The results are those of `train`, to rounding; `Epoch.seconds` is the lane's share of the tile's
    time.  Uses one thread; the caller sets how many threads torch has.

    With `measure_train` false the training loss and accuracy are nan, and a lane diverged when its
    validation loss is no finite number.

    Raises
    ------
    Stopped
        If `stopped()` was true between two steps.
    """
    chosen = used_features(X, X_val)
    n_input = X.shape[1]
    if chosen is not None:
        X, X_val = X[:, chosen], X_val[:, chosen]
    tile = Tile(configs, seeds, X, y, X_val, y_val, n_output)
    tile.initialize(n_input, chosen)
    shuffles = [torch.Generator().manual_seed(seed) for seed in seeds]
    histories = {(c, s): [] for c in configs for s in seeds}
    running = set(histories)
    epoch = 0
    while running:
        epoch += 1
        start = time.perf_counter()
        order = torch.stack([torch.randperm(len(y), generator=g) for g in shuffles])
        for rows in order.split(tile.batch_size, dim=1):
            if stopped():
                raise Stopped
            tile.step(rows)
        share = (time.perf_counter() - start) / (len(tile.configs) * len(seeds))
        on_val = tile.evaluate(X_val, y_val)
        unknown = ([math.nan] * len(on_val[0]),) * 2
        on_train = tile.evaluate(X, y) if measure_train else unknown
        measured = zip(*on_train, *on_val, strict=True)
        for (seed, config), values in zip(
            [(s, c) for s in seeds for c in tile.configs], measured, strict=True
        ):
            if (config, seed) not in running:
                continue
            history = histories[config, seed]
            history.append(Epoch(epoch, *values, share))
            diverged = not math.isfinite(values[0 if measure_train else 2])
            if diverged or epoch == config.epochs:
                running.discard((config, seed))
                yield config, seed, history, diverged
        kept = [
            k for k, config in enumerate(tile.configs) if any((config, s) in running for s in seeds)
        ]
        if kept and len(kept) < len(tile.configs):
            tile.keep(kept)
