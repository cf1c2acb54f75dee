"""What an earlier cell set in torch changes no result of the library and no verdict of a check."""

import contextlib
import json
import multiprocessing
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch

import hyperlib as h
from hyperlib import checks, observations

H = h.Hyperparameters
SPACE = {"lr": h.search.LogUniform(1e-4, 1e-1)}
CONFIG = H(n_neurons=(8,), epochs=2, dropout=0.3, l1=1e-4)
ALTERED = CONFIG.replace(shift=1, rotation=15, flip=0.5, input_noise=0.1, label_smoothing=0.1)


@contextlib.contextmanager
def default_dtype(dtype):
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        yield
    finally:
        torch.set_default_dtype(before)


@contextlib.contextmanager
def default_device(device):
    torch.set_default_device(device)
    try:
        yield
    finally:
        torch.set_default_device(None)


# What a cell may leave behind, as a block that ends it.
SETTINGS = {
    "float64": lambda: default_dtype(torch.float64),
    "float16": lambda: default_dtype(torch.float16),
    "no gradients": torch.no_grad,
    "inference mode": torch.inference_mode,
    "device": lambda: default_device("meta"),
    "device of a with": lambda: torch.device("meta"),
    "autocast": lambda: torch.autocast("cpu"),
    "anomalies": lambda: torch.autograd.set_detect_anomaly(True),
}


def state():
    return (
        torch.get_default_dtype(),
        torch.get_default_device(),
        torch.is_grad_enabled(),
        torch.is_inference_mode_enabled(),
        torch.is_autocast_enabled("cpu"),
        torch.is_anomaly_enabled(),
    )


def made(model):
    return [(p.dtype, p.device, p.tolist()) for p in model.parameters()]


def founding(data):
    torch.manual_seed(0)
    return made(h.NeuralNetwork(4, 1, [3], 2))


def diverged(data):
    run = h.train(CONFIG.replace(optimizer="sgd", lr=1e30), data)
    return run.diverged, len(run.history)


def trained(data):
    run = h.train(CONFIG, data, seed=1)
    return [(e.train_loss, e.val_loss, e.val_accuracy) for e in run.history], made(run.model)


def model():
    return h.MLP(784, [6, 5], 10, activation="tanh", dropout=0.2, seed=0)


FUNCTIONS = {
    "load_mnist": lambda data: h.load_mnist().X_train.numpy().tobytes(),
    "Data.subset": lambda data: data.subset(20).X_train.numpy().tobytes(),
    "MLP": lambda data: made(h.MLP(4, [3], 2, initialization="he", init_scale=2, seed=0)),
    "MLP.from_config": lambda data: made(h.MLP.from_config(CONFIG, data, seed=0)),
    "NeuralNetwork": founding,
    "train": trained,
    "train, diverging": diverged,
    "sweep": lambda data: [
        (e.train_loss, e.val_loss, e.val_accuracy)
        for lane in h.sweep([CONFIG, CONFIG.replace(lr=0.01)], data, seeds=[1]).lanes
        for e in lane.history
    ],
    "search.sample": lambda data: h.search.sample(SPACE, 3, seed=1),
    "search.sample, quasi": lambda data: h.search.sample(SPACE, 3, seed=1, quasi=True),
    "lr_range_test": lambda data: tuple(h.lr_range_test(CONFIG, data, steps=5)),
    "augment": lambda data: h.augment(data.X_val, ALTERED, torch.Generator()).tolist(),
    "Data.mislabeled": lambda data: data.mislabeled(0.5).y_train.tolist(),
    "Data.distorted": lambda data: data.distorted(ALTERED).X_val.tolist(),
    "train, altered": lambda data: h.train(ALTERED, data).final.val_loss,
    "sweep, altered": lambda data: h.sweep([ALTERED], data).lanes[0].final.val_loss,
    "evaluate": lambda data: h.evaluate(model(), data.X_val, data.y_val),
    "gradient_norms": lambda data: h.gradient_norms(model().eval(), data.X_val, data.y_val),
    "activation_statistics": lambda data: h.activation_statistics(model(), data.X_val),
}


@pytest.fixture(scope="module")
def digits():
    return h.load_mnist().subset(60)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("setting", SETTINGS)
def test_a_function_gives_the_same_and_leaves_the_setting(digits, setting, function):
    expected = FUNCTIONS[function](digits)
    with SETTINGS[setting]():
        before = state()
        got = FUNCTIONS[function](digits)
        assert state() == before
    assert got == expected


def slope(x):
    """Return the derivative of x^2, as an answer that uses torch's defaults."""
    x = torch.tensor(x, requires_grad=True)
    (x * x).sum().backward()
    return [str(x.grad.dtype), x.grad]


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_right_answer_passes_a_check(setting):
    case = checks.example([1.0, 2.0], expected=["torch.float32", [2.0, 4.0]])
    [request] = checks.request_texts("slope", [case])
    with SETTINGS[setting]():
        before = state()
        [seen] = json.loads(observations.observe_all({"slope": slope}, json.dumps([request])))
        assert state() == before
    assert checks.judge_case("slope", case, seen).outcome == "pass"


@pytest.mark.skipif(torch.cuda.is_available(), reason="asks for a device that is not there")
def test_a_device_that_is_not_there_disturbs_nothing(digits):
    expected = trained(digits)
    with default_device("cuda"):
        assert trained(digits) == expected


def test_data_made_in_inference_mode_can_be_learned(digits):
    with torch.inference_mode():
        copy = h.Data(*(part.clone() for part in vars(digits).values()))
    assert copy.X_train.is_inference()
    assert trained(copy) == trained(digits)
    expected = h.gradient_norms(model().eval(), digits.X_val, digits.y_val)
    assert h.gradient_norms(model().eval(), copy.X_val, copy.y_val) == expected


def test_threads_train_as_one_does_and_share_nothing(digits):
    alone = [trained_with(seed, digits) for seed in range(4)]
    state_before = torch.get_rng_state()
    with default_dtype(torch.float64):
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda seed: trained_with(seed, digits), range(4)))
        assert torch.get_default_dtype() == torch.float64
    assert together == alone
    assert torch.equal(torch.get_rng_state(), state_before)


def trained_with(seed, data):
    run = h.train(CONFIG, data, seed=seed)
    test = h.lr_range_test(CONFIG, data, steps=10, seed=seed)
    return [(e.train_loss, e.val_loss) for e in run.history], test


FORKED = """
import multiprocessing, torch
import hyperlib as h

data = h.load_mnist()
a = torch.rand(600, 600)
(a @ a).exp().sum()  # torch's threads are there now
config = h.Hyperparameters(epochs=1, dropout=0.1)
expected = h.train(config, data.subset(500)).final.val_loss
swept = h.sweep([config], data.subset(500), seeds=3).lanes[2].history[0].val_loss

def child():
    small = h.load_mnist().subset(500)
    lanes = h.sweep([config], small, seeds=3).lanes
    (a @ a).exp().sum()
    return h.train(config, small).final.val_loss, lanes[2].history[0].val_loss

with multiprocessing.get_context("fork").Pool(1) as pool:
    loss, lane = pool.apply_async(child).get(timeout=120)
print(loss == expected, lane == swept)
"""


@pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="no fork on this system"
)
def test_a_forked_child_loads_trains_and_sweeps():
    told = subprocess.run(
        [sys.executable, "-c", FORKED], capture_output=True, text=True, timeout=300
    )
    assert told.stdout == "True True\n", told.stderr
