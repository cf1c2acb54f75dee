"""Train many small networks side by side, one lane for each: the arithmetic of `sweep`.

A small network leaves a processor idle: each step is dozens of calls on small matrices.  Lanes of
one seed see the same mini-batches, so their first layers are one wide matrix product, and their
later layers one batched product each.  Nothing in a step depends on the number of lanes.

A skip connection adds a layer's input to its output, and on the way back the gradient for the output to
that for the input.

Four ideas keep a lane equal to `train` and a step short:

* A hidden layer is padded with zeros to the widest lane.  Where act(0) = 0 the padding stays zero:
  its outputs are zero, so the weights behind it get no gradient, and these weights are zero, so the
  weights before it get none.  (sigmoid(0) is 0.5, so lanes with sigmoid share their widths.)
* A lane keeps p / lr instead of its parameters p (`hyperlib.sweeps.updates`).  What a layer
  computes is multiplied by lr, which costs far less than touching each weight again.
* Each input ends with a one, so that the last row of a weight matrix is the bias
  (`hyperlib.sweeps.layers`).
* An input that is zero in all examples, training and validation, adds nothing to any output, and
  its weights get no gradient from the loss: leaving it out changes no number that is measured.
  128 of the 784 pixels of the bundled digits are such.  Where some lane alters its examples
  (`hyperlib.augment`) none is left out.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from hyperlib.arguments import many
from hyperlib.augmentation import augmented, augments, draws_of
from hyperlib.data import Data
from hyperlib.hyperparameters import Hyperparameters, skip_connections
from hyperlib.models import MLP, linear_layers
from hyperlib.sweeps.layers import ACTIVATE, Buffers, Dropout, First, Later, Layer
from hyperlib.sweeps.updates import divisor, make_update
from hyperlib.training import Epoch, out_of_patience

MEASURED_ROWS = 500  # examples that are measured at a time: their activations stay in the cache
# Logits below this are measured without an overflow of float32, sums over examples included.
SAFE = 1e30
PARTS = ("train", "val")


@dataclass(frozen=True)
class Outcome:
    """Describe how one lane went: its epochs, whether it diverged, and why it ended early."""

    history: tuple[Epoch, ...]
    diverged: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Measure:
    """Choose what is measured of a lane: after which epochs, and on which examples.

    A lane with patience is measured on the validation examples after each epoch in any case: they
    decide when it ends.
    """

    each_epoch: bool = True
    parts: tuple[str, ...] = PARTS

    def __post_init__(self) -> None:
        if set(self.parts) - set(PARTS):
            raise ValueError(f"parts must be some of {PARTS}, got {self.parts!r}")
        object.__setattr__(self, "parts", tuple(part for part in PARTS if part in self.parts))

    def covers(self, other: Measure) -> bool:
        """Tell whether this measures all that `other` does."""
        often = self.each_epoch or not other.each_epoch
        return often and set(self.parts) >= set(other.parts)


class Examples:
    """Prepare the training and validation examples as the lanes read them, on the lanes' device.

    ``X_train``, ``X_val`` are the inputs ``used``, those that are not zero in all examples, and a
    column of ones, which multiplies the biases.  With `whole` all inputs are.
    """

    def __init__(self, data: Data, *, whole: bool = False, device: str = "cpu"):
        self.n_input, self.n_output = data.n_input, data.n_output
        self.device = torch.device(device)
        nonzero = (data.X_train != 0).any(0) | (data.X_val != 0).any(0) | whole
        used = nonzero.nonzero().flatten()
        self.used = used.to(self.device)
        target = torch.nn.functional.one_hot(data.y_train, self.n_output).float()
        self.target = target.to(self.device)
        self.y_train, self.y_val = data.y_train.to(self.device), data.y_val.to(self.device)
        self.X_train = _with_one(data.X_train[:, used]).to(self.device)
        self.X_val = _with_one(data.X_val[:, used]).to(self.device)
        self.largest = max(X.abs().max().item() for X in (self.X_train, self.X_val))


def _with_one(X: Tensor) -> Tensor:
    return torch.cat([X, torch.ones(len(X), 1)], dim=1)


class Lanes:
    """Train lanes of one seed, depth, activation, optimizer, batch size, schedule, warm-up, skip
    connections and augmentation.

    Parameters
    ----------
    configs : sequence of Hyperparameters
        One for each lane.  A lane whose learning rate is not `scalable` must be alone.  With a
        schedule or warm-up, all have the same number of epochs.
    seed : int
    examples : Examples
        Whole ones where the lanes alter them.
    """

    def __init__(self, configs: Sequence[Hyperparameters], seed: int, examples: Examples):
        self.configs, self.seed, self.examples = list(configs), seed, examples
        self.device = examples.device
        first = self.configs[0]
        widths = [max(sizes) for sizes in zip(*(c.n_neurons for c in configs), strict=True)]
        self.sizes = [len(examples.used), *widths, examples.n_output]
        self.batch_size = min(first.batch_size, len(examples.y_train))
        self.all_steps = first.epochs * math.ceil(len(examples.y_train) / self.batch_size)
        # The last layer, which gives the logits, has no skip connection.
        self.skips = (*skip_connections(first.n_neurons, first.skip), False)
        self.activate, self.activate_back = ACTIVATE[first.activation]
        self.shuffle, _, self.moves = draws_of(seed)
        self.altered = augments(first)
        self.dropout = Dropout(self.configs, seed)
        self._allocate()
        self._load()

    def _allocate(self) -> None:
        """Make parameters, gradients and buffers for the lanes that `configs` names."""
        rates = [divisor(c) for c in self.configs]
        self.n_lanes = len(rates)
        smoothing = [c.label_smoothing for c in self.configs]
        self.smoothing = None
        if any(smoothing):
            self.smoothing = torch.tensor(smoothing, device=self.device).view(-1, 1, 1)
            self.evenly = torch.tensor(1 / self.examples.n_output, device=self.device)
        fans = list(zip(self.sizes[:-1], self.sizes[1:], strict=True))
        count = self.n_lanes * sum((fan_in + 1) * fan_out for fan_in, fan_out in fans)
        self.flat = torch.zeros(count, device=self.device)
        gradient = torch.zeros_like(self.flat)
        self.first = First(self.flat, gradient, 0, *fans[0], rates)
        self.later: list[Later] = []
        self.layers: list[Layer] = [self.first]
        for fan_in, fan_out in fans[1:]:
            start = self.layers[-1].stop
            self.later.append(Later(self.flat, gradient, start, fan_in, fan_out, rates))
            self.layers.append(self.later[-1])
        self.update = make_update(self.configs, self.layers, self.flat, gradient, self.all_steps)
        self.buffers: dict[tuple[int, bool], Buffers] = {}

    def _load(self) -> None:
        """Copy the initial weights that `train` would use into the lanes."""
        drawn: dict[tuple, list[torch.nn.Linear]] = {}  # lanes that are alike share them
        for i, config in enumerate(self.configs):
            key = (config.n_neurons, config.initialization, config.init_scale)
            if key not in drawn:
                drawn[key] = self._initial(config)
            for k, (layer, linear) in enumerate(zip(self.layers, drawn[key], strict=True)):
                weights = linear.weight.detach().t() / divisor(config)
                if k == 0:
                    weights = weights[self.examples.used]
                fan_in, fan_out = weights.shape
                layer.lane(i)[:fan_in, :fan_out] = weights
                layer.lane(i)[-1, :fan_out] = linear.bias.detach() / divisor(config)

    def _initial(self, config: Hyperparameters) -> list[torch.nn.Linear]:
        """Return the layers that `train` would begin with."""
        return linear_layers(MLP.from_config(config, self.examples, self.seed).to(self.device))

    def _keep(self, lanes: list[int]) -> None:
        """Go on with these lanes only."""
        rows = torch.tensor(lanes, device=self.device)
        layers, flat, update = self.layers, self.flat, self.update
        self.configs = [self.configs[i] for i in lanes]
        self.dropout.keep(self.configs)
        self._allocate()
        self.update.steps = update.steps
        # All lanes of a tile with momentum may have left that had some; then nothing is copied to.
        for old, new in zip((flat, *update.states), (self.flat, *self.update.states)):  # noqa: B905
            for before, layer in zip(layers, self.layers, strict=True):
                layer.of(new).copy_(before.of(old).index_select(layer.lane_axis, rows))

    def _buffer(self, n: int, *, backward: bool) -> Buffers:
        key = (n, backward)
        if key not in self.buffers:
            dropout = bool(self.dropout)
            self.buffers[key] = Buffers(
                n, self.layers, backward=backward, dropout=dropout, skips=self.skips
            )
        return self.buffers[key]

    def _forward(self, x: Tensor, b: Buffers, *, dropout: bool) -> Tensor:
        """Return the logits, shape (lanes, n, classes)."""
        self.first.forward(x, b.z[0])
        for k, layer in enumerate(self.later):
            given = b.plain[k]
            self.activate(b.by_lane[k], given)
            if dropout:
                self.dropout.draw(k, b.masks[k])
                given = torch.mul(given, b.masks[k], out=b.hidden[k])
            if self.skips[k]:
                torch.add(b.hidden[k - 1], given, out=b.hidden[k])
            layer.forward(b.inputs[k], b.z[k + 1])
        return b.by_lane[-1]

    def step(self, rows: Tensor) -> None:
        """Do one step of all lanes on the training examples `rows`."""
        b, dropout = self._buffer(len(rows), backward=True), bool(self.dropout)
        torch.index_select(self.examples.X_train, 0, rows, out=b.x)
        torch.index_select(self.examples.target, 0, rows, out=b.target)
        if self.altered:
            b.x[:, :-1] = augmented(b.x[:, :-1].cpu(), self.configs[0], self.moves)
        target = b.target
        if self.smoothing is not None:  # for each lane its own, as `step_loss` says
            target = target.lerp(self.evenly, self.smoothing)
        logits = self._forward(b.x, b, dropout=dropout)
        # The gradient of the mean cross-entropy for logits is (softmax - target) / n; the weight
        # gradients below divide by n.  (torch.softmax takes four times as long on ten classes.)
        logits.sub_(logits.amax(2, keepdim=True)).exp_()
        logits.div_(logits.sum(2, keepdim=True)).sub_(target)
        share = 1 / b.n
        for k in range(len(self.later) - 1, -1, -1):
            back = b.back[k]
            self.later[k].backward(b.inputs_t[k], b.z[k + 1], back, share)
            if self.skips[k + 1]:
                back.add_(b.back[k + 1])
            if dropout:
                back = torch.mul(back, b.masks[k], out=b.masked[k])
            self.activate_back(back, b.plain[k], b.by_lane[k])
        self.first.backward(b.x_t, b.z[0], share)
        self.update.step()

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

    def run(
        self, stop: Callable[[], bool] = lambda: False, measure: Measure | None = None
    ) -> list[Outcome | None]:
        """Train all lanes to their end; an outcome is None where `stop` ended it before."""
        measure = Measure() if measure is None else measure
        place = list(range(self.n_lanes))  # where the outcome of each present lane belongs
        histories: list[list[Epoch]] = [[] for _ in place]
        outcomes: list[Outcome | None] = [None for _ in place]
        epoch = 0
        with torch.no_grad():
            while place and not stop():
                epoch += 1
                start = time.perf_counter()
                order = torch.randperm(len(self.examples.y_train), generator=self.shuffle)
                for rows in order.to(self.device).split(self.batch_size):
                    self.step(rows)
                if self.device.type == "cuda":  # it is still at work when the last call returns
                    torch.cuda.synchronize(self.device)
                seconds = (time.perf_counter() - start) / len(place)
                stay = []
                for lane, (measured, loss) in enumerate(self._look(epoch, seconds, measure)):
                    history = histories[place[lane]]
                    history.append(measured)
                    ended = _ended(self.configs[lane], history, loss)
                    if ended is None:
                        stay.append(lane)
                    else:
                        outcomes[place[lane]] = ended
                if stay and len(stay) < len(place):
                    self._keep(stay)
                place = [place[lane] for lane in stay]
        return outcomes

    def _look(self, epoch: int, seconds: float, measure: Measure) -> list[tuple[Epoch, float]]:
        """Measure after an epoch what is asked for, and what decides which lanes end.

        Returns for each lane what is recorded, with NaN for what is not asked for, and a training
        loss, which is finite unless the lane has diverged.
        """
        due = [measure.each_epoch or c.epochs == epoch for c in self.configs]
        nothing = [math.nan] * self.n_lanes
        train, val = (nothing, nothing), (nothing, nothing)
        judged = [0.0] * self.n_lanes
        if ("train" in measure.parts and any(due)) or self._may_overflow():
            train = self.measure("train")
            judged = train[0]
            due = [d or not math.isfinite(loss) for d, loss in zip(due, judged, strict=True)]
        of_train = [d and "train" in measure.parts for d in due]
        of_val = [
            (d and "val" in measure.parts) or c.patience > 0
            for d, c in zip(due, self.configs, strict=True)
        ]
        if any(of_val):
            val = self.measure("val")
        looks = []
        for i in range(self.n_lanes):
            train_loss, train_accuracy = (x[i] if of_train[i] else math.nan for x in train)
            val_loss, val_accuracy = (x[i] if of_val[i] else math.nan for x in val)
            look = Epoch(epoch, train_loss, train_accuracy, val_loss, val_accuracy, seconds)
            looks.append((look, judged[i]))
        return looks

    def _may_overflow(self) -> bool:
        """Tell whether some lane's loss may be infinite or NaN, without measuring it.

        A layer of n inputs, none above x, with no parameter above w, computes nothing above
        (n + 1) w x, an activation nothing above that or 1, and a skip connection adds x.
        """
        bound = torch.full((self.n_lanes,), self.examples.largest, dtype=torch.float64)
        bound = bound.to(self.device)
        for layer, skip in zip(self.layers, self.skips, strict=True):
            given = (bound * layer.largest() * (layer.fan_in + 1)).clamp(min=1)
            bound = bound + given if skip else given
        return not bool((bound < SAFE).all())  # NaN is not below


def _ended(config: Hyperparameters, history: list[Epoch], loss: float) -> Outcome | None:
    """Return the outcome of a lane that ends after the last epoch of its history, else None."""
    epoch = history[-1].epoch
    if not math.isfinite(loss):
        return Outcome(tuple(history), True, f"the loss was {loss} after epoch {epoch}")
    if epoch == config.epochs:
        return Outcome(tuple(history))
    if out_of_patience([past.val_loss for past in history], config.patience):
        waited = many(config.patience, "epoch")
        return Outcome(tuple(history), False, f"no lower validation loss in {waited}")
    return None
