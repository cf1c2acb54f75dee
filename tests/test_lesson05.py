"""What lesson 05 builds by hand agrees with the library and with torch."""

import math

import pytest
import torch
from answers import names, shown

import hyperlib as h

pytestmark = pytest.mark.lesson05
CONFIG = h.Hyperparameters(n_neurons=(16,), optimizer="sgd", batch_size=32, epochs=1)


@pytest.fixture(scope="module")
def data():
    return h.load_mnist().subset(200)


def test_a_range_test_steps_as_torch_does(data):
    found = h.lr_range_test(CONFIG, data, low=1e-3, high=1.0, steps=9, seed=3)
    model = h.MLP(784, [16], 10, seed=3)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    order = torch.Generator().manual_seed(3)
    batches = [
        rows for _ in range(2) for rows in torch.randperm(200, generator=order).split(32)
    ]  # 7 batches an epoch
    for k, (lr, loss) in enumerate(zip(*found, strict=True)):
        assert lr == pytest.approx(1e-3 * 1000 ** (k / 8))
        optimizer.param_groups[0]["lr"] = lr
        rows = batches[k]
        expected = torch.nn.functional.cross_entropy(model(data.X_train[rows]), data.y_train[rows])
        assert loss == pytest.approx(expected.item(), rel=1e-4)
        optimizer.zero_grad()
        expected.backward()
        optimizer.step()


def test_a_range_test_ends_with_the_first_loss_that_is_no_number(data):
    config = CONFIG.replace(n_neurons=(16, 16))
    found = h.lr_range_test(config, data, low=1e30, high=1e38, steps=60)
    assert not math.isfinite(found.losses[-1])
    assert all(math.isfinite(loss) for loss in found.losses[:-1])
    assert len(found.lrs) == len(found.losses) < 60


@pytest.mark.parametrize("optimizer", ["sgd", "adam", "adamw"])
def test_a_range_test_repeats_itself_and_draws_from_no_global_generator(data, optimizer):
    config = CONFIG.replace(optimizer=optimizer, dropout=0.5)
    before = torch.get_rng_state()
    one = h.lr_range_test(config, data, steps=5, seed=1)
    torch.rand(3)
    assert one == h.lr_range_test(config, data, steps=5, seed=1)
    assert one.losses != h.lr_range_test(config, data, steps=5, seed=2).losses
    torch.set_rng_state(before)


def test_the_sharpness_of_the_lesson_is_the_largest_eigenvalue_of_the_hessian():
    model = h.MLP(4, [3], 2, activation="tanh", seed=0).double()
    generator = torch.Generator().manual_seed(0)
    X = torch.randn(20, 4, generator=generator, dtype=torch.float64)
    y = torch.randint(2, (20,), generator=generator)
    cross_entropy = torch.nn.functional.cross_entropy
    scope = {"torch": torch, "math": math, "cross_entropy": cross_entropy, "X": X, "y": y}
    torch.set_default_dtype(torch.float64)
    try:
        [sharpness] = shown("05_learning_rate", "sharpness", **scope)
        found = sharpness(model, rounds=500)
    finally:
        torch.set_default_dtype(torch.float32)

    names, shapes = zip(*[(name, p.shape) for name, p in model.named_parameters()], strict=True)

    def loss(flat):
        parts = flat.split([shape.numel() for shape in shapes])
        values = {n: part.view(s) for n, part, s in zip(names, parts, shapes, strict=True)}
        return cross_entropy(torch.func.functional_call(model, values, (X,)), y)

    flat = torch.cat([p.detach().flatten() for p in model.parameters()])
    hessian = torch.autograd.functional.hessian(loss, flat)
    assert found == pytest.approx(torch.linalg.eigvalsh(hessian)[-1].item(), rel=1e-4)


def test_the_references_agree_with_torch():

    hidden = names("05_learning_rate")
    w, b = (torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (1.3, -0.4))
    xs, ys = [0.5, -1.0, 2.0], [1.0, 0.0, 3.0]
    loss = ((w * torch.tensor(xs) + b - torch.tensor(ys)) ** 2).mean()
    loss.backward()
    expected = [1.3 - 0.2 * w.grad.item(), -0.4 - 0.2 * b.grad.item()]
    assert hidden["gradient_step"](1.3, -0.4, xs, ys, 0.2) == pytest.approx(expected)
