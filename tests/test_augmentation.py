"""Examples are altered as torchvision would do it, and by draws of their own."""

import math

import pytest
import torch
from torchvision.transforms.v2 import InterpolationMode, functional

import hyperlib as h

H = h.Hyperparameters


def drawn(seed=0):
    return torch.Generator().manual_seed(seed)


def uniform(generator, n):
    return torch.rand(n, generator=generator, dtype=torch.float64)


@pytest.fixture(scope="module")
def digits():
    return h.load_mnist().X_train[:40]


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize(("shift", "rotation"), [(3, 0), (0, 40), (2, 15), (27, 180)])
def test_shift_and_rotation_are_torchvisions(digits, dtype, shift, rotation):
    found = h.augment(digits.to(dtype), H(shift=shift, rotation=rotation), drawn(5))
    draws = drawn(5)
    angles = (2 * uniform(draws, 40) - 1) * rotation if rotation else torch.zeros(40)
    how = InterpolationMode.BILINEAR if rotation else InterpolationMode.NEAREST  # then exact
    moves = torch.zeros(2, 40, dtype=torch.int64)
    if shift:
        moves = torch.randint(-shift, shift + 1, (2, 40), generator=draws)
    assert found.dtype == dtype and found.shape == digits.shape
    for image, mine, angle, move in zip(digits, found, angles, moves.t(), strict=True):
        expected = functional.affine(
            image.to(dtype).view(1, 28, 28),
            angle=-angle.item(),  # torchvision turns clockwise
            translate=move.tolist(),
            scale=1.0,
            shear=[0.0, 0.0],
            interpolation=how,
        ).flatten()
        assert torch.allclose(mine, expected, atol=2e-5)
        assert rotation or torch.equal(mine, expected)


def test_flip_is_torchvisions(digits):
    every = h.augment(digits, H(flip=1), drawn())
    images = functional.hflip(digits.view(-1, 28, 28)).flatten(1)
    assert torch.equal(every, images)
    some = h.augment(digits, H(flip=0.3), drawn(1))
    mirrored = uniform(drawn(1), 40) < 0.3
    assert 0 < mirrored.sum() < 40
    assert torch.equal(some[mirrored], images[mirrored])
    assert torch.equal(some[~mirrored], digits[~mirrored])


def test_draws_are_uniform_and_each_example_has_its_own():
    dot = torch.zeros(5000, 49)
    dot[:, 24] = 1  # in the middle of 7 * 7
    places = h.augment(dot, H(shift=3), drawn()).argmax(1)
    counts = torch.bincount(places, minlength=49)
    assert len(counts) == 49
    assert ((counts - 5000 / 49) ** 2 / (5000 / 49)).sum() < 85  # chi squared, 48 degrees: 0.1%


def test_noise_is_normal_and_changes_each_pixel(digits):
    noise = h.augment(digits, H(input_noise=0.5), drawn()) - digits
    assert noise.mean().abs() < 0.02
    assert noise.std().item() == pytest.approx(0.5, rel=0.02)
    assert len(noise.unique()) > 0.9 * noise.numel()


def test_nothing_is_done_where_nothing_is_asked_for(digits):
    draws, state = drawn(), drawn().get_state()
    assert h.augment(digits, H(dropout=0.5, label_smoothing=0.1), draws) is digits
    assert torch.equal(draws.get_state(), state)
    before = digits.clone()
    altered = H(shift=2, rotation=15, flip=0.5, input_noise=0.1)
    first = h.augment(digits, altered, draws)
    assert torch.equal(digits, before)
    assert not torch.equal(h.augment(digits, altered, draws), first)  # the generator has moved on
    assert torch.equal(h.augment(digits, altered, drawn()), first)


def test_a_step_of_train_sees_what_augment_gives(digits):
    """One step by hand, with the generator that a run with this seed has."""
    config = H(n_neurons=(8,), optimizer="sgd", lr=0.1, batch_size=100, epochs=2)
    config = config.replace(shift=2, rotation=15, label_smoothing=0.2)
    data = h.load_mnist().subset(100)
    run = h.train(config, data, seed=3)
    model, shuffle, moves = h.MLP(784, (8,), 10, seed=3), drawn(3), drawn(3 + 2**31)
    for epoch in run.history:
        rows = torch.randperm(100, generator=shuffle)
        X, y = h.augment(data.X_train[rows], config, moves), data.y_train[rows]
        # Of ten classes each gets a tenth of 0.2, the right one 0.8 beside it.
        wanted = 0.8 * torch.nn.functional.one_hot(y, 10) + 0.02
        model.zero_grad()
        (-(wanted * model(X).log_softmax(1)).sum(1).mean()).backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= 0.1 * p.grad
        # What is written down is the plain loss on digits as they are.
        plain, _ = h.evaluate(model, data.X_train, data.y_train)
        assert epoch.train_loss == pytest.approx(plain, rel=1e-5)
    assert math.isfinite(run.final.val_loss)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"label_smoothing": 1}, "label_smoothing must be >= 0 and < 1, got 1; try 0.1"),
        ({"shift": -1}, "shift must be >= 0, got -1"),
        ({"rotation": 181}, "rotation must be >= 0 and <= 180, got 181; try 15"),
        ({"flip": 1.1}, "flip must be >= 0 and <= 1, got 1.1; try 0.5"),
        ({"input_noise": -1}, "input_noise must be >= 0 and < 1e[+]20, got -1; try 0.1"),
    ],
)
def test_a_value_out_of_range_has_a_clear_error(changes, says):
    with pytest.raises(ValueError, match=says):
        H(**changes)


@pytest.mark.parametrize("field", ["shift", "rotation", "flip"])
def test_points_of_a_plane_are_no_images(field, monkeypatch):
    data, config = h.make_moons(), H(n_neurons=(4,), epochs=1, **{field: 1})
    monkeypatch.setattr(h.MLP, "from_config", None)  # nothing is trained
    for run in (h.train, lambda config, data: h.sweep([H(), config], data), h.lr_range_test):
        with pytest.raises(ValueError, match=f"{field} must have square .* got 2 features; try"):
            run(config, data)


def test_noise_needs_no_image():
    data, config = h.make_moons(), H(n_neurons=(4,), epochs=2, activation="tanh", input_noise=0.1)
    [lane] = h.sweep([config], data).lanes
    assert lane.final.val_loss == pytest.approx(h.train(config, data).final.val_loss, rel=1e-4)


@pytest.mark.parametrize(
    ("X", "says"),
    [
        (torch.ones(2, 4).to_sparse(), "X must be a dense tensor, got a sparse_coo one"),
        (torch.ones(2, 4, device="meta"), "X must hold numbers, got a tensor on the device 'meta'"),
        (torch.ones(0, 4), "X must hold at least one example and one feature"),
        (torch.ones(2, 0), "X must hold at least one example and one feature"),
        (torch.ones(2, 4) * math.nan, "X must be finite and below .* got NaN or infinity"),
        (torch.ones(2, 4).half(), "must have dtype torch.float32 or torch.float64, got .*float16"),
    ],
)
@pytest.mark.parametrize("config", [H(), H(rotation=5), H(input_noise=0.1)])
def test_what_is_no_matrix_of_numbers_is_refused(X, says, config):
    with pytest.raises((TypeError, ValueError), match=says):
        h.augment(X, config, drawn())
