"""Change the parameters of all lanes by one step: penalties, schedule and optimizer.

A lane keeps p / lr instead of its parameters p.  A step p - lr * u is then p / lr - u, the same for all lanes,
and one call serves them all.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from hyperlib.hyperparameters import Hyperparameters, rate_factor
from hyperlib.sweeps.layers import Layer

# With p / lr in place of p a learning rate beyond these could leave the range of float32.
LR_RANGE = (1e-12, 1e12)


def scalable(lr: float) -> bool:
    """Tell whether a lane with this learning rate can share a tile with others."""
    return LR_RANGE[0] <= lr <= LR_RANGE[1]


def divisor(config: Hyperparameters) -> float:
    """Return the divisor of a lane's parameters: its learning rate, or 1 out of range."""
    return float(config.lr) if scalable(config.lr) else 1.0


class Update:
    """Change the parameters by plain gradient descent.

    Parameters
    ----------
    configs : sequence of Hyperparameters
        One for each lane, with one optimizer, one schedule and one warm-up.
    layers : sequence of Layer
    flat, gradient : Tensor
        What the layers are parts of.
    all_steps : int
        Steps that a lane is trained, which a schedule counts by.
    """

    def __init__(
        self,
        configs: Sequence[Hyperparameters],
        layers: Sequence[Layer],
        flat: Tensor,
        gradient: Tensor,
        all_steps: int,
    ):
        first = configs[0]
        self.layers, self.flat, self.gradient = layers, flat, gradient
        self.steps, self.all_steps, self.config = 0, all_steps, first
        self.lr = first.lr / divisor(first)  # the same for all lanes
        self.decoupled = first.optimizer == "adamw"
        self.l1 = self._columns([c.l1 for c in configs])
        if self.decoupled:
            self.decay = self._columns([-c.lr * c.weight_decay for c in configs])
        else:
            self.decay = self._columns([divisor(c) * c.weight_decay for c in configs])
        self.states: list[Tensor] = []  # what the optimizer remembers, each in the form of `flat`

    def _columns(self, values: Sequence[float]) -> list[Tensor]:
        """Return one number for each lane, in the form of each layer; nothing if all are zero."""
        return [layer.column(values) for layer in self.layers] if any(values) else []

    def step(self) -> None:
        """Do one step with what `gradient` holds."""
        factor = rate_factor(self.config, self.steps, self.all_steps)
        self.steps += 1
        for layer, l1 in zip(self.layers, self.l1):  # noqa: B905 - empty without a penalty
            sign = layer.without_biases(layer.weights).sign()
            layer.without_biases(layer.gradient).addcmul_(sign, l1)
        for layer, decay in zip(self.layers, self.decay):  # noqa: B905
            if self.decoupled:
                layer.weights.addcmul_(layer.weights, decay, value=factor)
            else:
                layer.gradient.addcmul_(layer.weights, decay)
        self._descend(self.lr * factor)

    def _descend(self, lr: float) -> None:
        self.flat.sub_(self.gradient, alpha=lr)


class Momentum(Update):
    """Change the parameters by gradient descent with momentum, plain or Nesterov's, as `torch.optim.SGD` does."""

    def __init__(self, configs: Sequence[Hyperparameters], *arguments):
        super().__init__(configs, *arguments)
        self.nesterov = configs[0].nesterov
        self.velocity = torch.zeros_like(self.flat)
        self.states = [self.velocity]
        self.momentum = [
            (layer.of(self.velocity), layer.column([c.momentum for c in configs]))
            for layer in self.layers
        ]

    def _descend(self, lr: float) -> None:
        for velocity, momentum in self.momentum:
            velocity.mul_(momentum)
        self.velocity.add_(self.gradient)
        if not self.nesterov:
            self.flat.sub_(self.velocity, alpha=lr)
            return
        for layer, (velocity, momentum) in zip(self.layers, self.momentum, strict=True):
            layer.gradient.addcmul_(velocity, momentum)
        self.flat.sub_(self.gradient, alpha=lr)


class Adam(Update):
    """Change the parameters as `torch.optim.Adam` does."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.mean, self.square = torch.zeros_like(self.flat), torch.zeros_like(self.flat)
        self.states = [self.mean, self.square]

    def _descend(self, lr: float) -> None:
        # What torch.optim.Adam(fused=True) calls after it has looked at its settings, which takes
        # longer than the arithmetic of a small tile.
        torch._fused_adam_(
            [self.flat],
            [self.gradient],
            [self.mean],
            [self.square],
            [],
            [torch.full((), float(self.steps), device=self.flat.device)],
            lr=lr,
            beta1=0.9,  # these three are torch's values
            beta2=0.999,
            eps=1e-8,
            weight_decay=0.0,
            amsgrad=False,
            maximize=False,
        )


class RMSprop(Update):
    """Change the parameters as `torch.optim.RMSprop` does, with torch's values."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.square = torch.zeros_like(self.flat)
        self.states = [self.square]

    def _descend(self, lr: float) -> None:
        self.square.mul_(0.99).addcmul_(self.gradient, self.gradient, value=1 - 0.99)
        self.flat.addcdiv_(self.gradient, self.square.sqrt().add_(1e-8), value=-lr)


def make_update(configs: Sequence[Hyperparameters], *arguments) -> Update:
    """Return the `Update` that the lanes' optimizer asks for; arguments as for `Update`."""
    if configs[0].optimizer == "rmsprop":
        return RMSprop(configs, *arguments)
    if configs[0].optimizer != "sgd":
        return Adam(configs, *arguments)
    return (Momentum if any(c.momentum for c in configs) else Update)(configs, *arguments)
