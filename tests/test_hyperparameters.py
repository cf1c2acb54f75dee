"""No function that takes a configuration leaves one of its values out without saying why."""

import dataclasses

import pytest
import torch

import hyperlib as h
from hyperlib.training import make_optimizer

H = h.Hyperparameters
# A large learning rate: the validation loss rises now and then, so that patience matters.
BASE = H(n_neurons=(8, 8), optimizer="sgd", lr=0.8, batch_size=16, epochs=8)
CHANGES = {
    "n_neurons": (8, 7),
    "activation": "tanh",
    "initialization": "he",
    "init_scale": 2.0,
    "skip": True,
    "optimizer": "adam",
    "lr": 0.1,
    "schedule": "cosine",
    "warmup": 0.5,
    "momentum": 0.9,
    "nesterov": True,
    "batch_size": 20,
    "epochs": 7,
    "patience": 1,
    "dropout": 0.5,
    "l1": 1e-2,
    "weight_decay": 1e-2,
    "label_smoothing": 0.1,
    "shift": 2,
    "rotation": 15.0,
    "flip": 0.5,
    "input_noise": 0.1,
}
# What a change needs besides it, in the configuration that it is compared with too.
BESIDES = {"nesterov": {"momentum": 0.5}}
FIELDS = [field.name for field in dataclasses.fields(H)]


def history_of(epochs):
    return [(e.train_loss, e.val_loss, e.val_accuracy) for e in epochs]


def swept(config, data):
    [lane] = h.sweep([config], data, seeds=[1]).lanes
    return history_of(lane.history)


def network(config, data):
    """Return layers, weights and logits in training of the network that `config` describes."""
    model = h.MLP.from_config(config, data, seed=1)
    draws = torch.Generator().manual_seed(0)
    weights = [p.tolist() for p in model.parameters()]
    return str(model), weights, model(data.X_val[:20], generator=draws).tolist()


def optimizer(config, data):
    made = make_optimizer(config, h.MLP(4, [3], 2, seed=0))
    return type(made).__name__, {k: v for k, v in made.defaults.items()}


FUNCTIONS = {
    "train": lambda config, data: history_of(h.train(config, data, seed=1).history),
    "sweep": swept,
    "lr_range_test": lambda config, data: tuple(h.lr_range_test(config, data, steps=20, seed=1)),
    "MLP.from_config": network,
    "make_optimizer": optimizer,
    "search.sample": lambda config, data: h.search.sample(
        {"l1": h.search.Choice([config.l1])}, 1, base=config
    ),
}
NETWORK = {"n_neurons", "activation", "initialization", "init_scale", "skip", "dropout"}
STEP = {"optimizer", "lr", "momentum", "nesterov", "weight_decay"}
# (function, field) -> why the field changes nothing there
NOT_USED = {
    ("lr_range_test", "lr"): "the test has rates of its own, from low to high",
    ("lr_range_test", "epochs"): "its length is `steps`",
    ("lr_range_test", "patience"): "it measures no validation loss",
    **{
        ("MLP.from_config", field): "no part of a network, but of its training"
        for field in FIELDS
        if field not in NETWORK
    },
    **{
        ("make_optimizer", field): "no part of the rule of a step"
        for field in FIELDS
        if field not in STEP
    },
}


@pytest.fixture(scope="module")
def digits():
    return h.load_mnist().subset(60)


@pytest.fixture(scope="module")
def unchanged(digits):
    return {name: run(BASE, digits) for name, run in FUNCTIONS.items()}


def test_every_field_has_a_change():
    assert list(CHANGES) == FIELDS
    assert all(getattr(BASE, name) != value for name, value in CHANGES.items())


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("field", FIELDS)
def test_a_changed_field_changes_the_result(digits, unchanged, function, field):
    base = BASE.replace(**BESIDES.get(field, {}))
    before = FUNCTIONS[function](base, digits) if field in BESIDES else unchanged[function]
    result = FUNCTIONS[function](base.replace(**{field: CHANGES[field]}), digits)
    if (function, field) in NOT_USED:
        assert result == before, NOT_USED[function, field]
    else:
        assert result != before
