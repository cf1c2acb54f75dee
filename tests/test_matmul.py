"""The product that sweeps use is that of torch, whichever library computes it."""

import pytest
import torch

import hyperlib as h
from hyperlib.sweeps import matmul

SHAPES = [(3, 5, 2), (64, 657, 1152), (657, 64, 1152), (500, 657, 256), (1, 2048, 2048)]


@pytest.fixture(params=[False, True], ids=["MKL", "oneDNN"])
def library(request, monkeypatch):
    if request.param and not torch.backends.mkldnn.is_available():
        pytest.skip("this build of torch has no oneDNN")
    monkeypatch.setattr(matmul, "_quicker", request.param)
    return request.param


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("factor", [1.0, 1 / 64])
def test_a_product_is_that_of_torch(library, shape, factor):
    n, k, m = shape
    draw = torch.Generator().manual_seed(0)
    a, b = (torch.randn(*size, generator=draw) for size in ((n, k), (k, m)))
    out = torch.empty(n, m)
    matmul.product(a, b, out, factor)
    exact = (factor * a.double() @ b.double()).float()
    # float32 keeps 24 bits; a sum of k terms loses about sqrt(k) of the last of them
    assert torch.allclose(out, exact, rtol=1e-5, atol=factor * 2e-6 * k**0.5)
    matmul.product(a.t().contiguous().t(), b, out, factor)  # a transposed view, as for gradients
    assert torch.allclose(out, exact, rtol=1e-5, atol=factor * 2e-6 * k**0.5)


@pytest.mark.parametrize("shape", [(4, 3, 5, 2), (2, 128, 513, 512)])
def test_products_of_lanes_are_those_of_torch(library, shape):
    lanes, n, k, m = shape
    draw = torch.Generator().manual_seed(0)
    a, b = (torch.randn(*size, generator=draw) for size in ((lanes, n, k), (lanes, k, m)))
    out = torch.empty(lanes, n, m)
    matmul.products(a, b, out, 0.5)
    exact = (0.5 * a.double() @ b.double()).float()
    assert torch.allclose(out, exact, rtol=1e-5, atol=1e-6 * k**0.5)


def test_a_lane_is_a_run_of_train_with_either_library(library):
    digits = h.load_mnist().subset(300)
    config = h.Hyperparameters(activation="tanh", epochs=2)
    assert 64 * 600 * 128 * 4 > matmul.FEW  # the tile below is large enough for oneDNN
    for lane in h.sweep(h.grid(config, lr=[3e-4, 1e-3, 2e-3, 3e-3]), digits).lanes:
        run = h.train(lane.config, digits, seed=0)
        for mine, its in zip(lane.history, run.history, strict=True):
            assert mine.val_loss == pytest.approx(its.val_loss, rel=1e-4)


def test_a_build_without_onednn_keeps_to_mkl(monkeypatch):
    def missing(a, b):
        raise AttributeError("'_OpNamespace' 'mkldnn' object has no attribute '_linear_pointwise'")

    monkeypatch.setattr(matmul, "_onednn", missing)
    assert matmul._measure() is False


def test_a_library_that_is_wrong_is_not_chosen(monkeypatch):
    wrong = torch.zeros(matmul.PROBE[0], matmul.PROBE[2])
    monkeypatch.setattr(matmul, "_onednn", lambda a, b: wrong)  # quick, and wrong
    assert matmul._measure() is False


def test_the_measurement_draws_from_no_global_generator():
    before = torch.get_rng_state()
    matmul._measure()
    assert torch.equal(torch.get_rng_state(), before)


def test_the_choice_is_made_once(monkeypatch):
    monkeypatch.setattr(matmul, "_quicker", None)
    calls = []
    monkeypatch.setattr(matmul, "_measure", lambda: calls.append(1) or False)
    assert [matmul.onednn_is_quicker() for _ in range(3)] == [False] * 3
    assert calls == [1]
