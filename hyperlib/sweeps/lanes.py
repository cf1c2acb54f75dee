"""Train many small networks side by side, one lane for each: the arithmetic of `sweep`.

A small network leaves a processor idle: each step is dozens of calls on small matrices.  Lanes of
one seed see the same mini-batches, so their first layers are one wide matrix product, and their
later layers one batched product each.  Nothing in a step depends on the number of lanes.

Four ideas keep a lane equal to `train` and a step short:

* A hidden layer is padded with zeros to the widest lane.  Where act(0) = 0 the padding stays zero:
  its outputs are zero, so the weights behind it get no gradient, and these weights are zero, so the
  weights before it get none.  (sigmoid(0) is 0.5, so lanes with sigmoid share their widths.)
* A lane keeps p / lr instead of its parameters p.  A step p - lr * u is then p / lr - u, the same
  for all lanes, and one call of torch's optimizer with lr = 1 serves them all.  What a layer
  computes is multiplied by lr, which costs far less than touching each weight again.
* Each input ends with a one, so that the last row of a weight matrix is the bias.
* An input that is zero in all examples, training and validation, adds nothing to any output, and
  its weights get no gradient from the loss: leaving it out changes no number that is measured.
  128 of the 784 pixels of the bundled digits are such.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from hyperlib.data import Data
from hyperlib.models import MLP, linear_layers
from hyperlib.sweeps.matmul import product, products
from hyperlib.training import SCHEDULES, Epoch, Hyperparameters, out_of_patience

MEASURED_ROWS = 500  # examples that are measured at a time: their activations stay in the cache
# With p / lr in place of p a learning rate beyond these could leave the range of float32.
LR_RANGE = (1e-12, 1e12)


def scalable(lr: float) -> bool:
    """Say whether a lane with this learning rate can share a tile with others."""
    return LR_RANGE[0] <= lr <= LR_RANGE[1]


@dataclass(frozen=True)
class Outcome:
    """Hold how one lane went: its epochs, whether it diverged, and why it ended early if it did."""

    history: tuple[Epoch, ...]
    diverged: bool = False
    reason: str = ""


class Examples:
    """Hold the training and validation examples as the lanes read them, on their device.

    ``X_train``, ``X_val`` hold the inputs ``used``, those that are not zero in all examples, and a
    column of ones, which multiplies the biases.
    """

    def __init__(self, data: Data, device: str = "cpu"):
        self.n_input, self.n_output = data.n_input, data.n_output
        self.device = torch.device(device)
        nonzero = (data.X_train != 0).any(0) | (data.X_val != 0).any(0)
        self.used = nonzero.nonzero().flatten()
        target = torch.nn.functional.one_hot(data.y_train, self.n_output).float()
        self.target = target.to(self.device)
        self.y_train, self.y_val = data.y_train.to(self.device), data.y_val.to(self.device)
        self.X_train = _with_one(data.X_train[:, self.used]).to(self.device)
        self.X_val = _with_one(data.X_val[:, self.used]).to(self.device)


def _with_one(X: Tensor) -> Tensor:
    return torch.cat([X, torch.ones(len(X), 1)], dim=1)


class _Adam:
    """Do Adam's step with learning rate `lr` on one flat tensor, as `torch.optim.Adam` does it."""

    def __init__(self, flat: Tensor, lr: float):
        self.flat, self.lr, self.steps = flat, lr, 0
        self.mean, self.square = torch.zeros_like(flat), torch.zeros_like(flat)

    def step(self, factor: float = 1.0) -> None:
        """Do a step; `factor` is that of the learning rate's schedule."""
        self.steps += 1
        # What torch.optim.Adam(fused=True) calls after it has looked at its settings, which takes
        # longer than the arithmetic of a small tile.
        torch._fused_adam_(
            [self.flat],
            [self.flat.grad],
            [self.mean],
            [self.square],
            [],
            [torch.tensor(float(self.steps), device=self.flat.device)],
            lr=self.lr * factor,
            beta1=0.9,  # these three are torch's values
            beta2=0.999,
            eps=1e-8,
            weight_decay=0.0,
            amsgrad=False,
            maximize=False,
        )


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


ACTIVATE: dict[str, tuple[Callable, Callable]] = {
    "relu": (_relu, _relu_back),
    "tanh": (_tanh, _tanh_back),
    "sigmoid": (_sigmoid, _sigmoid_back),
}


class _Buffers:
    """Hold what a pass of `n` examples through the lanes writes, so that no step allocates.

    ``z[0]`` has shape (n, lanes, width), as one wide product writes it; ``z[k]`` of a later layer
    (lanes, n, width), as a batched product does.  ``by_lane`` shows all of them in the second form.
    """

    def __init__(self, lanes: Lanes, n: int, *, backward: bool):
        L, sizes = lanes.n_lanes, lanes.sizes
        there = {"device": lanes.device}
        self.n = n
        self.z = [torch.zeros(n, L, sizes[1], **there)]
        self.z += [torch.zeros(L, n, size, **there) for size in sizes[2:]]
        self.by_lane = [self.z[0].transpose(0, 1), *self.z[1:]]
        self.wide = self.z[0].view(n, -1)
        # of layers 1, 2, ...
        self.inputs = [torch.ones(L, n, size + 1, **there) for size in sizes[1:-1]]
        self.hidden = [a[..., :-1] for a in self.inputs]
        self.inputs_t = [a.transpose(1, 2) for a in self.inputs]
        if not backward:
            return
        self.x = torch.zeros(n, sizes[0] + 1, **there)
        self.x_t = self.x.t()
        self.target = torch.zeros(n, sizes[-1], **there)
        # The gradient of a layer's z takes the place of z.
        self.back = [torch.zeros(L, n, size, **there) for size in sizes[1:-1]]
        self.masks = self.plain = None
        if lanes.has_dropout:
            self.masks = [torch.ones(L, n, size, **there) for size in sizes[1:-1]]
            self.plain = [torch.zeros(L, n, size, **there) for size in sizes[1:-1]]  # before it


class Lanes:
    """Train lanes of one seed, depth, activation, optimizer, batch size and schedule.

    Parameters
    ----------
    configs : sequence of Hyperparameters
        One for each lane.  A lane whose learning rate is not `scalable` must be alone.  With a
        schedule that falls, all have the same number of epochs.
    seed : int
    examples : Examples
    """

    def __init__(self, configs: Sequence[Hyperparameters], seed: int, examples: Examples):
        self.configs, self.seed, self.examples = list(configs), seed, examples
        self.device = examples.device
        first = self.configs[0]
        depth = len(first.n_neurons)
        widths = [max(c.n_neurons[k] for c in configs) for k in range(depth)]
        self.sizes = [len(examples.used), *widths, examples.n_output]
        self.batch_size = min(first.batch_size, len(examples.y_train))
        self.optimizer_name = first.optimizer
        self.falling = SCHEDULES[first.schedule]
        self.all_steps = first.epochs * math.ceil(len(examples.y_train) / self.batch_size)
        self.steps = 0
        self.activate, self.activate_back = ACTIVATE[first.activation]
        self.shuffle = torch.Generator().manual_seed(seed)
        # Dropout is drawn as `train` draws it: from a generator with the seed.  Lanes with the same
        # rate and widths would draw the same numbers, so that one of them draws for all.
        self.draws = {
            (c.dropout, c.n_neurons): torch.Generator().manual_seed(seed)
            for c in configs
            if c.dropout
        }
        self._allocate()
        self.drawn: dict[tuple, list[torch.nn.Linear]] = {}
        for lane, config in enumerate(self.configs):
            self._load(lane, config)
        self.drawn.clear()

    def _allocate(self) -> None:
        """Make parameters, gradients and buffers for the lanes that `configs` holds."""
        configs = self.configs
        self.n_lanes = L = len(configs)
        self.drop_alike: dict[tuple, list[int]] = {}  # the lanes that share each of `draws`
        for lane, config in enumerate(configs):
            if config.dropout:
                self.drop_alike.setdefault((config.dropout, config.n_neurons), []).append(lane)
        self.has_dropout = bool(self.drop_alike) and len(self.sizes) > 2
        fans = list(zip(self.sizes[:-1], self.sizes[1:], strict=True))
        counts = [L * (fan_in + 1) * fan_out for fan_in, fan_out in fans]
        self.flat = torch.zeros(sum(counts), device=self.device)
        self.flat.grad = torch.zeros_like(self.flat)
        self.weights, self.gradients = (
            [
                part.view(fan_in + 1, L, fan_out) if k == 0 else part.view(L, fan_in + 1, fan_out)
                for k, (part, (fan_in, fan_out)) in enumerate(
                    zip(flat.split(counts), fans, strict=True)
                )
            ]
            for flat in (self.flat, self.flat.grad)
        )
        self.first = self.weights[0].view(self.sizes[0] + 1, -1)
        self.first_gradient = self.gradients[0].view(self.sizes[0] + 1, -1)
        self.weights_t = [w[:, :-1].transpose(1, 2) for w in self.weights]

        def column(values: Sequence[float]) -> Tensor:
            return torch.tensor(values, device=self.device).view(L, 1, 1)

        self.lr = column([self.scale(c) for c in configs])
        self.lr_row = self.lr.view(1, L, 1)
        self.common_lr = configs[0].lr / self.scale(configs[0])
        self.momentum = self._columns([c.momentum for c in configs])
        if self.optimizer_name == "adamw":
            self.decay = self._columns([-c.lr * c.weight_decay for c in configs])
        else:
            self.decay = self._columns([self.scale(c) * c.weight_decay for c in configs])
        self.l1 = self._columns([c.l1 for c in configs])
        self.velocity: Tensor | None = None
        self.optimizer: _Adam | None = None
        if self.optimizer_name != "sgd":
            self.optimizer = _Adam(self.flat, self.common_lr)
        elif self.momentum is not None:
            self.velocity = torch.zeros_like(self.flat)
            self.velocities = self._views(self.velocity)
        self.buffers: dict[tuple[int, bool], _Buffers] = {}

    @staticmethod
    def scale(config: Hyperparameters) -> float:
        """Return by what a lane's parameters are divided: its learning rate, or 1 out of range."""
        return float(config.lr) if scalable(config.lr) else 1.0

    def _views(self, flat: Tensor) -> list[Tensor]:
        parts = flat.split([w.numel() for w in self.weights])
        return [part.view_as(w) for part, w in zip(parts, self.weights, strict=True)]

    def _columns(self, values: Sequence[float]) -> list[Tensor] | None:
        """Return one number a lane in the form of each layer's weights; None if all are zero."""
        if not any(values):
            return None
        column = torch.tensor(values, device=self.device)
        return [
            column.view((1, -1, 1) if k == 0 else (-1, 1, 1)) for k in range(len(self.sizes) - 1)
        ]

    def _drawn(self, config: Hyperparameters) -> list[torch.nn.Linear]:
        """Return the layers that `train` would begin with; lanes that are alike share them."""
        key = (config.n_neurons, config.initialization, config.init_scale)
        if key not in self.drawn:
            model = MLP(
                self.examples.n_input,
                config.n_neurons,
                self.sizes[-1],
                initialization=config.initialization,
                init_scale=config.init_scale,
                seed=self.seed,
            )
            self.drawn[key] = linear_layers(model)
        return self.drawn[key]

    def _load(self, lane: int, config: Hyperparameters) -> None:
        """Copy the initial weights that `train` would use into a lane."""
        for k, layer in enumerate(self._drawn(config)):
            weights = self.lane_weights(k, lane)
            drawn = layer.weight.detach().t() / self.scale(config)
            if k == 0:
                drawn = drawn[self.examples.used]
            fan_in, fan_out = drawn.shape
            weights[:fan_in, :fan_out] = drawn
            weights[-1, :fan_out] = layer.bias.detach() / self.scale(config)

    def lane_weights(self, k: int, lane: int) -> Tensor:
        """Return the parameters of layer `k` of a lane, divided by its `scale`."""
        return self.weights[k][:, lane] if k == 0 else self.weights[k][lane]

    def _keep(self, lanes: list[int]) -> None:
        """Go on with these lanes only."""
        weights, optimizer = self.weights, self.optimizer
        if optimizer is not None:
            mean, square = self._views(optimizer.mean), self._views(optimizer.square)
        elif self.velocity is not None:
            velocities = self.velocities
        rows = torch.tensor(lanes, device=self.device)
        self.configs = [self.configs[i] for i in lanes]
        self._allocate()

        def take(old: list[Tensor], new: Tensor) -> None:
            for k, (source, target) in enumerate(zip(old, self._views(new), strict=True)):
                target.copy_(source.index_select(1 if k == 0 else 0, rows))

        take(weights, self.flat)
        if optimizer is not None:
            self.optimizer.steps = optimizer.steps
            take(mean, self.optimizer.mean)
            take(square, self.optimizer.square)
        elif self.velocity is not None:
            take(velocities, self.velocity)

    def _buffer(self, n: int, *, backward: bool) -> _Buffers:
        key = (n, backward)
        if key not in self.buffers:
            self.buffers[key] = _Buffers(self, n, backward=backward)
        return self.buffers[key]

    def _forward(self, x: Tensor, b: _Buffers, *, dropout: bool) -> Tensor:
        """Return the logits, shape (lanes, n, classes)."""
        product(x, self.first, b.wide)
        b.z[0].mul_(self.lr_row)
        for k in range(1, len(self.weights)):
            if dropout:
                self.activate(b.by_lane[k - 1], b.plain[k - 1])
                self._draw(k - 1, b)
                torch.mul(b.plain[k - 1], b.masks[k - 1], out=b.hidden[k - 1])
            else:
                self.activate(b.by_lane[k - 1], b.hidden[k - 1])
            products(b.inputs[k - 1], self.weights[k], b.z[k])
            b.z[k].mul_(self.lr)
        return b.by_lane[-1]

    def _draw(self, k: int, b: _Buffers) -> None:
        """Draw which units of hidden layer `k` are dropped, with the numbers that `train` draws.

        They are drawn by the processor and copied, on a GPU in each step: the same numbers at the
        price of time.
        """
        for (dropout, widths), alike in self.drop_alike.items():
            keep = 1 - dropout
            drawn = torch.empty(b.n, widths[k])
            drawn.bernoulli_(keep, generator=self.draws[dropout, widths]).mul_(1 / keep)
            for lane in alike:
                b.masks[k][lane, :, : widths[k]] = drawn

    def step(self, rows: Tensor) -> None:
        """Do one step of all lanes on the training examples `rows`."""
        b = self._buffer(len(rows), backward=True)
        torch.index_select(self.examples.X_train, 0, rows, out=b.x)
        torch.index_select(self.examples.target, 0, rows, out=b.target)
        logits = self._forward(b.x, b, dropout=self.has_dropout)
        # The gradient of the mean cross-entropy for logits is (softmax - target) / n; the weight
        # gradients below divide by n.  (torch.softmax takes four times as long on ten classes.)
        logits.sub_(logits.amax(2, keepdim=True)).exp_()
        logits.div_(logits.sum(2, keepdim=True)).sub_(b.target)
        share = 1 / b.n
        for k in range(len(self.weights) - 1, 0, -1):
            products(b.inputs_t[k - 1], b.z[k], self.gradients[k], share)
            back = b.back[k - 1]
            products(b.z[k], self.weights_t[k], back)
            back.mul_(self.lr)
            output = b.hidden[k - 1]
            if self.has_dropout:
                back.mul_(b.masks[k - 1])
                output = b.plain[k - 1]
            self.activate_back(back, output, b.by_lane[k - 1])
        product(b.x_t, b.wide, self.first_gradient, share)
        self._update()

    def _update(self) -> None:
        factor = self.falling(self.steps / self.all_steps)
        self.steps += 1
        if self.l1 is not None:
            for w, g, l1 in zip(self.weights, self.gradients, self.l1, strict=True):
                if w is self.weights[0]:
                    g[:-1].addcmul_(w[:-1].sign(), l1)
                else:
                    g[:, :-1].addcmul_(w[:, :-1].sign(), l1)
        if self.decay is not None:
            changed = self.weights if self.optimizer_name == "adamw" else self.gradients
            value = factor if self.optimizer_name == "adamw" else 1
            for w, c, decay in zip(self.weights, changed, self.decay, strict=True):
                c.addcmul_(w, decay, value=value)
        if self.optimizer is not None:
            self.optimizer.step(factor)
        elif self.velocity is not None:
            for v, momentum in zip(self.velocities, self.momentum, strict=True):
                v.mul_(momentum)
            self.velocity.add_(self.flat.grad)
            self.flat.sub_(self.velocity, alpha=self.common_lr * factor)
        else:
            self.flat.sub_(self.flat.grad, alpha=self.common_lr * factor)

    def measure(self, part: str) -> tuple[list[float], list[float]]:
        """Return mean cross-entropy and accuracy of each lane on "train" or "val", without dropout."""
        e = self.examples
        X, y = (e.X_train, e.y_train) if part == "train" else (e.X_val, e.y_val)
        loss = torch.zeros(self.n_lanes, dtype=torch.float64, device=self.device)
        right = torch.zeros(self.n_lanes, dtype=torch.int64, device=self.device)
        for start in range(0, len(y), MEASURED_ROWS):
            at = slice(start, start + MEASURED_ROWS)
            x, labels = X[at], y[at]
            b = self._buffer(len(x), backward=False)
            logits = self._forward(x, b, dropout=False)
            # max gives the index ten times sooner than argmax does.
            highest, index = logits.max(2, keepdim=True)
            right += (index.squeeze(2) == labels).sum(1)
            of_label = labels.view(1, -1, 1).expand(self.n_lanes, -1, 1)
            logits.sub_(highest)
            loss -= logits.gather(2, of_label).sum((1, 2))
            loss += logits.exp_().sum(2).log_().sum(1)
        return (loss / len(y)).tolist(), (right / len(y)).tolist()

    def run(self, stop: Callable[[], bool] = lambda: False) -> list[Outcome | None]:
        """Train all lanes to their end; an outcome is None where `stop` said so before."""
        e = self.examples
        place = list(range(self.n_lanes))  # where the outcome of each present lane belongs
        histories: list[list[Epoch]] = [[] for _ in place]
        outcomes: list[Outcome | None] = [None for _ in place]
        epoch = 0
        with torch.no_grad():
            while place and not stop():
                epoch += 1
                start = time.perf_counter()
                order = torch.randperm(len(e.y_train), generator=self.shuffle)
                for rows in order.to(self.device).split(self.batch_size):
                    self.step(rows)
                if self.device.type == "cuda":  # it works on its own: wait before reading the clock
                    torch.cuda.synchronize(self.device)
                seconds = (time.perf_counter() - start) / len(place)
                measured = [*self.measure("train"), *self.measure("val")]
                stay = []
                for lane, (home, numbers) in enumerate(
                    zip(place, zip(*measured, strict=True), strict=True)
                ):
                    histories[home].append(Epoch(epoch, *numbers, seconds))
                    diverged = not math.isfinite(numbers[0])
                    config = self.configs[lane]
                    losses = [epoch.val_loss for epoch in histories[home]]
                    early = out_of_patience(losses, config.patience) and epoch < config.epochs
                    if diverged or early or epoch == config.epochs:
                        reason = f"the loss was {numbers[0]} after epoch {epoch}" * diverged
                        if early and not diverged:
                            reason = f"no lower validation loss in {config.patience} epochs"
                        outcomes[home] = Outcome(tuple(histories[home]), diverged, reason)
                    else:
                        stay.append(lane)
                if stay and len(stay) < len(place):
                    self._keep(stay)
                place = [place[lane] for lane in stay]
        return outcomes
