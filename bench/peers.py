"""Ways to train a list of configurations, each of them at two amounts of work.

Every function takes configurations, data and `measuring`, and returns the validation accuracies.  With
``measuring=True`` it measures loss and accuracy of all training and validation examples after each epoch, as
`hyperlib.train` does; with False it does the steps only, and reads the validation accuracy once at the end.
So two ways are always compared at equal work.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

import hyperlib as h
from bench.workloads import H, Workload
from hyperlib.training import make_optimizer


def measured(model: nn.Module, data: h.Data) -> float:
    """Measure loss and accuracy of training and validation examples; return the last accuracy."""
    was_training = model.training
    model.eval()
    accuracy = 0.0
    with torch.no_grad():
        for X, y in ((data.X_train, data.y_train), (data.X_val, data.y_val)):
            logits = model(X)
            cross_entropy(logits, y).item()
            accuracy = (logits.argmax(1) == y).float().mean().item()
    model.train(was_training)
    return accuracy


def val_accuracy(model: nn.Module, data: h.Data) -> float:
    """Return the validation accuracy and measure nothing else."""
    model.eval()
    with torch.no_grad():
        return (model(data.X_val).argmax(1) == data.y_val).float().mean().item()


def network(config: H, data: h.Data) -> h.MLP:
    """Return the network of a configuration with the weights of seed 0."""
    return h.MLP(data.n_input, config.n_neurons, data.n_output, dropout=config.dropout, seed=0)


def by_sweep(configs: Sequence[H], data: h.Data, measuring: bool) -> list[float]:
    """hyperlib.sweep, threads of one process"""
    found = h.sweep(configs, data, measure="each epoch" if measuring else "last epoch")
    return [row["final_val_accuracy"] for row in found.summary()]


def by_train(configs: Sequence[H], data: h.Data, measuring: bool) -> list[float]:
    """hyperlib.train, one by one, one thread"""
    return [h.train(config, data, seed=0).final.val_accuracy for config in configs]


def by_tight(configs: Sequence[H], data: h.Data, measuring: bool, threads: int = 1) -> list[float]:
    """tight loop: tensors in memory, fused optimizer"""
    torch.set_num_threads(threads)
    results = []
    for config in configs:
        model = network(config, data)
        optimizer = make_optimizer(config, model)
        shuffle = torch.Generator().manual_seed(0)
        for _ in range(config.epochs):
            order = torch.randperm(len(data.y_train), generator=shuffle)
            for rows in order.split(config.batch_size):
                loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            if measuring:
                accuracy = measured(model, data)
        results.append(accuracy if measuring else val_accuracy(model, data))
    return results


def by_tight_on_all_cores(configs: Sequence[H], data: h.Data, measuring: bool) -> list[float]:
    """tight loop: the same with all cores"""
    return by_tight(configs, data, measuring, os.cpu_count() or 1)


def by_loky(configs: Sequence[H], data: h.Data, measuring: bool) -> list[float]:
    """tight loop in processes of one thread (joblib, loky)"""
    import joblib

    n = os.cpu_count() or 1
    parts = [list(configs[i::n]) for i in range(n)]
    train = joblib.delayed(by_tight)
    done = joblib.Parallel(n, backend="loky")(train(part, data, measuring) for part in parts)
    return [done[i % n][i // n] for i in range(len(configs))]


def by_loader(configs: Sequence[H], data: h.Data, measuring: bool) -> list[float]:
    """TensorDataset and DataLoader, as in most tutorials"""
    from torch.utils.data import DataLoader, TensorDataset

    torch.set_num_threads(1)
    results = []
    for config in configs:
        torch.manual_seed(0)
        model = network(config, data)
        optimizer = torch.optim.Adam(
            model.parameters(), lr=config.lr, weight_decay=config.weight_decay
        )
        loader = DataLoader(TensorDataset(data.X_train, data.y_train), config.batch_size, True)
        for _ in range(config.epochs):
            for X, y in loader:
                optimizer.zero_grad()
                loss = cross_entropy(model(X), y)
                loss.backward()
                optimizer.step()
            if measuring:
                accuracy = measured(model, data)
        results.append(accuracy if measuring else val_accuracy(model, data))
    return results


def by_skorch(configs: Sequence[H], data: h.Data, measuring: bool) -> list[float]:
    """skorch.NeuralNetClassifier"""
    from skorch import NeuralNetClassifier
    from skorch.callbacks import Callback

    class Measure(Callback):
        def on_epoch_end(self, net: Any, **kwargs: Any) -> None:
            measured(net.module_, data)

    torch.set_num_threads(1)
    results = []
    for config in configs:
        torch.manual_seed(0)
        net = NeuralNetClassifier(
            network(config, data),
            criterion=nn.CrossEntropyLoss,
            optimizer=torch.optim.Adam,
            optimizer__weight_decay=config.weight_decay,
            lr=config.lr,
            batch_size=config.batch_size,
            max_epochs=config.epochs,
            train_split=None,
            callbacks=[Measure()] if measuring else [],
            verbose=0,
        )
        net.fit(data.X_train, data.y_train)
        results.append(val_accuracy(net.module_, data))
    return results


def by_lightning(configs: Sequence[H], data: h.Data, measuring: bool) -> list[float]:
    """lightning.Trainer"""
    import lightning
    from torch.utils.data import DataLoader, TensorDataset

    class Module(lightning.LightningModule):
        def __init__(self, config: H):
            super().__init__()
            self.config = config
            self.net = network(config, data)

        def training_step(self, batch, index):
            return cross_entropy(self.net(batch[0]), batch[1])

        def on_train_epoch_end(self):
            if measuring:
                measured(self.net, data)

        def configure_optimizers(self):
            return torch.optim.Adam(
                self.parameters(), lr=self.config.lr, weight_decay=self.config.weight_decay
            )

    torch.set_num_threads(1)
    logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)
    results = []
    for config in configs:
        torch.manual_seed(0)
        module = Module(config)
        trainer = lightning.Trainer(
            accelerator="cpu",
            max_epochs=config.epochs,
            logger=False,
            enable_checkpointing=False,
            enable_progress_bar=False,
            enable_model_summary=False,
        )
        examples = TensorDataset(data.X_train, data.y_train)
        trainer.fit(module, DataLoader(examples, config.batch_size, True))
        results.append(val_accuracy(module.net, data))
    return results


def by_sklearn(configs: Sequence[H], data: h.Data, measuring: bool) -> list[float]:
    """sklearn.neural_network.MLPClassifier, float32"""
    from sklearn.metrics import log_loss
    from sklearn.neural_network import MLPClassifier

    torch.set_num_threads(1)
    X, y = data.X_train.numpy(), data.y_train.numpy()
    X_val, y_val = data.X_val.numpy(), data.y_val.numpy()
    classes = np.arange(data.n_output)
    results = []
    for config in configs:
        model = MLPClassifier(
            config.n_neurons,
            batch_size=config.batch_size,
            learning_rate_init=config.lr,
            alpha=0.0,
            random_state=0,
        )
        for _ in range(config.epochs):
            model.partial_fit(X, y, classes)
            if measuring:
                for X_part, y_part in ((X, y), (X_val, y_val)):
                    p = model.predict_proba(X_part)
                    log_loss(y_part, p, labels=classes)
                    np.mean(p.argmax(1) == y_part)
        results.append(float(model.score(X_val, y_val)))
    return results


def by_jax(configs: Sequence[H], data: h.Data, measuring: bool) -> list[float]:
    """JAX: jit of vmap (over the models) of scan (over the steps)"""
    import jax
    import jax.numpy as jnp

    config = configs[0]
    start = [p.detach().numpy() for p in network(config, data).parameters()]
    p0 = [jnp.stack([w] * len(configs)) for w in start]
    X, y = jnp.asarray(data.X_train.numpy()), jnp.asarray(data.y_train.numpy())
    X_val, y_val = jnp.asarray(data.X_val.numpy()), jnp.asarray(data.y_val.numpy())

    def logits(p, x):
        for i in range(0, len(p), 2):
            x = x @ p[i].T + p[i + 1]
            x = jax.nn.relu(x) if i < len(p) - 2 else x
        return x

    def loss_and_accuracy(p, x, t):
        z = logits(p, x)
        loss = -jnp.mean(jax.nn.log_softmax(z)[jnp.arange(len(t)), t])
        return loss, jnp.mean(z.argmax(1) == t)

    def step(lr, state, rows):
        p, m, v, n = state
        g = jax.grad(lambda p: loss_and_accuracy(p, X[rows], y[rows])[0])(p)
        m = [0.9 * a + 0.1 * b for a, b in zip(m, g, strict=True)]
        v = [0.999 * a + 0.001 * b * b for a, b in zip(v, g, strict=True)]
        c1, c2 = 1 - 0.9**n, 1 - 0.999**n
        p = [w - lr * (a / c1) / (jnp.sqrt(b / c2) + 1e-8) for w, a, b in zip(p, m, v, strict=True)]
        return (p, m, v, n + 1), None

    def epoch(lr, state, rows):
        state, _ = jax.lax.scan(lambda s, r: step(lr, s, r), state, rows)
        if not measuring:
            return state, None
        parts = ((X, y), (X_val, y_val))
        return state, [loss_and_accuracy(state[0], *part) for part in parts]

    def run(lr, p, rows):
        zero = [jnp.zeros_like(w) for w in p]
        state, seen = jax.lax.scan(lambda s, r: epoch(lr, s, r), (p, zero, zero, 1.0), rows)
        return loss_and_accuracy(state[0], X_val, y_val)[1], seen

    shuffle = torch.Generator().manual_seed(0)
    n = len(data.y_train) // config.batch_size * config.batch_size  # a full last batch, or none
    orders = [
        torch.randperm(len(data.y_train), generator=shuffle)[:n] for _ in range(config.epochs)
    ]
    rows = torch.stack(orders).view(config.epochs, -1, config.batch_size)
    key = (len(configs), config.n_neurons, measuring)
    if key not in _compiled:
        _compiled[key] = jax.jit(jax.vmap(run, in_axes=(0, 0, None)))
    lr = jnp.asarray([c.lr for c in configs])
    accuracy, seen = _compiled[key](lr, p0, jnp.asarray(rows.numpy()))
    jax.block_until_ready(seen)
    return np.asarray(accuracy).tolist()


_compiled: dict = {}


class Peer(NamedTuple):
    """A way to train.

    `package` is what it needs beside the library; `whole` means that it trains all models of a workload at once.
    Importing a `later` one makes plain loops in the same process slower, so it runs after all others.
    """

    run: Callable[[Sequence[H], h.Data, bool], list[float]]
    package: str | None = None
    whole: bool = False
    later: bool = False


PEERS = {
    "sweep": Peer(by_sweep, whole=True),
    "train": Peer(by_train),
    "tight": Peer(by_tight),
    "tight-all-cores": Peer(by_tight_on_all_cores),
    "loky": Peer(by_loky, "joblib"),
    "dataloader": Peer(by_loader),
    "skorch": Peer(by_skorch, "skorch", later=True),
    "lightning": Peer(by_lightning, "lightning", later=True),
    "sklearn": Peer(by_sklearn, "sklearn", later=True),
    "jax": Peer(by_jax, "jax", whole=True, later=True),
}


def does_not_apply(peer: str, work: Workload, measuring: bool) -> str | None:
    """Return why a peer cannot do a workload, or None."""
    varied = {(c.n_neurons, c.dropout, c.weight_decay) for c in work.configs}
    if peer == "jax" and len(varied) > 1:
        return "one shape only"
    if peer == "sklearn" and any(c.dropout for c in work.configs):
        return "no dropout"
    if peer == "train" and not measuring:
        return "always measures"
    return None
