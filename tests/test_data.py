"""The digits are real, complete, the same for everybody, and need no network."""

import re
import struct

import numpy as np
import pytest
import torch
from torchvision.datasets import MNIST

import hyperlib as h
from hyperlib import data as module


@pytest.fixture(scope="module")
def digits():
    return h.load_mnist()


def test_the_bundled_digits_have_the_checksum_of_their_derivation():
    with np.load(module.BUNDLED) as archive:
        images, labels = archive["images"], archive["labels"]
    assert images.shape == (5000, 784)
    assert images.dtype == labels.dtype == np.uint8
    assert module.digits_checksum(images, labels) == module.BUNDLED_SHA256


def test_the_parts_have_their_sizes_types_and_range(digits):
    for part, n in (("train", 3000), ("val", 1000), ("test", 1000)):
        X, y = getattr(digits, f"X_{part}"), getattr(digits, f"y_{part}")
        assert X.shape == (n, 784)
        assert X.dtype == torch.float32
        assert y.shape == (n,)
        assert X.min() == 0
        assert X.max() == 1
    assert (digits.n_input, digits.n_output) == (784, 10)


def test_every_class_has_its_share_of_each_part(digits):
    # 5,000 digits, 500 of each class, split 3 : 1 : 1
    assert torch.bincount(digits.y_train).tolist() == [300] * 10
    assert torch.bincount(digits.y_val).tolist() == [100] * 10
    assert torch.bincount(digits.y_test).tolist() == [100] * 10


def test_the_parts_share_no_digit(digits):
    rows = [{r.numpy().tobytes() for r in X} for X in (digits.X_train, digits.X_val, digits.X_test)]
    assert not rows[0] & rows[1]
    assert not rows[0] & rows[2]
    assert not rows[1] & rows[2]


def test_the_split_is_always_the_same(digits):
    assert torch.equal(digits.X_train, h.load_mnist().X_train)


def test_a_subset_keeps_the_shares_and_the_other_parts(digits):
    small = digits.subset(100, seed=3)
    assert torch.bincount(small.y_train).tolist() == [10] * 10
    assert small.X_val is digits.X_val
    assert torch.equal(small.X_train, digits.subset(100, seed=3).X_train)
    assert not torch.equal(small.X_train, digits.subset(100, seed=4).X_train)


def test_a_subset_holds_training_digits_with_their_labels(digits):
    known = {x.numpy().tobytes(): int(k) for x, k in zip(digits.X_train, digits.y_train)}
    small = digits.subset(25)
    assert all(known[x.numpy().tobytes()] == int(k) for x, k in zip(small.X_train, small.y_train))


def made(n=6, **changes):
    """Return n examples of three features and two classes, some parts replaced."""
    X, y = torch.rand(n, 3, generator=torch.Generator().manual_seed(0)), torch.arange(n) % 2
    parts = {f"{k}_{part}": v for part in ("train", "val", "test") for k, v in (("X", X), ("y", y))}
    return h.Data(**{**parts, **changes})


@pytest.mark.parametrize("part", ["train", "val", "test"])
@pytest.mark.parametrize("label", [1000, 10_000_000, 2**62])
def test_labels_that_number_no_classes_are_refused(part, label):
    y = torch.tensor([0, 1, 0, 1, 0, label])
    with pytest.raises(ValueError, match=rf"y_{part} must number the classes from 0, got {label}"):
        made(**{f"y_{part}": y})


def test_a_subset_may_be_as_small_as_the_number_of_classes_that_are_there():
    few = made(y_train=torch.tensor([0, 1, 0, 1, 0, 9]))
    assert len(few.subset(3).y_train) == 3
    assert few.n_output == 10
    with pytest.raises(ValueError, match=r"from 3 \(one per class\) to 6, got 2; try 6"):
        few.subset(2)


@pytest.mark.parametrize(
    ("y", "fix"),
    [
        (torch.eye(6, dtype=torch.int64), "try y_val.argmax(1)"),
        (torch.zeros(6, 1, dtype=torch.int64), "try y_val.flatten()"),
        (torch.zeros(5, 2, dtype=torch.int64), "check that both were cut in the same way"),
    ],
    ids=["one-hot", "a column", "too few"],
)
def test_labels_of_another_shape_are_told_what_to_try(y, fix):
    with pytest.raises(ValueError, match=re.escape(fix)):
        made(y_val=y)


def test_many_classes_with_few_or_many_examples_are_data():
    few = torch.tensor([0, 1, 0, 1, 0, 999])
    assert made(y_train=few).n_output == 1000
    many = made(n=5000, y_train=torch.arange(5000))
    assert many.n_output == 5000


@pytest.mark.parametrize("layout", ["to_sparse", "to_sparse_csr", "to_mkldnn"])
@pytest.mark.filterwarnings("ignore:Sparse CSR:UserWarning")
def test_a_tensor_that_is_not_dense_is_refused(layout):
    X = getattr(torch.ones(6, 3), layout)()
    with pytest.raises(
        TypeError, match=r"X_val must be a dense tensor, got .*; try X_val.to_dense"
    ):
        made(X_val=X)
    with pytest.raises(TypeError, match="must be a dense tensor"):
        h.evaluate(h.MLP(3, [2], 2), X, torch.zeros(6, dtype=torch.int64))


def test_a_tensor_without_numbers_is_refused():
    with pytest.raises(ValueError, match="X_train must hold numbers, got .* 'meta'"):
        made(X_train=torch.zeros(6, 3, device="meta"))


def test_inputs_that_record_gradients_are_stored_without(tmp_path):
    plain = made()
    data = made(
        X_train=plain.X_train.clone().requires_grad_(),
        X_val=plain.X_val * torch.ones(3).requires_grad_(),
    )
    assert not data.X_train.requires_grad
    config = h.Hyperparameters(n_neurons=(4,), epochs=2)
    found = h.sweep([config], data, file=tmp_path / "sweep.jsonl")
    expected = h.sweep([config], plain)
    assert found.lanes[0].history[-1].val_loss == expected.lanes[0].history[-1].val_loss
    assert h.train(config, data).final.val_loss == h.train(config, plain).final.val_loss


def write_idx(folder, name, array):
    """Write `array` in MNIST's format: magic number, sizes, bytes (LeCun's page of MNIST)."""
    header = struct.pack(">BBBB", 0, 0, 8, array.ndim) + struct.pack(
        f">{array.ndim}I", *array.shape
    )
    (folder / name).write_bytes(header + array.tobytes())


@pytest.fixture
def raw(tmp_path):
    """A folder as torchvision keeps it, with 60 training and 20 test digits."""
    folder = tmp_path / "MNIST" / "raw"
    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    for name, n in (("train", 60), ("t10k", 20)):
        images = rng.integers(0, 256, (n, 28, 28), dtype=np.uint8)
        write_idx(folder, f"{name}-images-idx3-ubyte", images)
        write_idx(folder, f"{name}-labels-idx1-ubyte", np.arange(n, dtype=np.uint8) % 10)
    return folder


def test_full_mnist_comes_from_torchvision_and_is_split(raw, tmp_path):
    data = h.load_mnist(full=True, root=tmp_path)
    # a sixth of the training digits, 10,000 of the real 60,000, is kept for validation
    assert (len(data.y_train), len(data.y_val), len(data.y_test)) == (50, 10, 20)
    first = MNIST(tmp_path, train=False).data[0].flatten().float() / 255
    assert torch.equal(data.X_test[0], first)
    assert torch.bincount(data.y_val).tolist() == [1] * 10


def test_a_corrupt_file_gives_a_clear_error_and_stays_where_it_was(raw, tmp_path):
    path = raw / "train-images-idx3-ubyte"
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(RuntimeError, match=r"full MNIST could not be loaded.*load_mnist\(\)"):
        h.load_mnist(full=True, root=tmp_path)
    assert path.stat().st_size == 100


def test_without_a_network_the_error_names_the_offline_choice_and_nothing_is_left(tmp_path):
    with pytest.raises(RuntimeError, match=r"no network: load_mnist\(\)"):
        h.load_mnist(full=True, root=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_half_written_download_is_removed_and_older_files_stay(tmp_path, monkeypatch):
    folder = tmp_path / "MNIST" / "raw"
    folder.mkdir(parents=True)
    (folder / "older").write_text("mine")

    def broken(url, download_root, **_):
        (folder / "train-images-idx3-ubyte.gz").write_bytes(b"half")
        raise OSError("connection lost")

    monkeypatch.setattr("torchvision.datasets.mnist.download_and_extract_archive", broken)
    with pytest.raises(RuntimeError, match="connection lost|Error downloading"):
        h.load_mnist(full=True, root=tmp_path)
    assert [p.name for p in folder.iterdir()] == ["older"]


def test_the_bundled_digits_need_no_network(no_network, monkeypatch):
    import socket

    def refuse(*_):
        raise AssertionError("load_mnist() opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    assert len(h.load_mnist().y_train) == 3000


def test_data_are_compared_as_what_they_are_and_not_number_by_number():
    data = made()
    assert data == data and data != made() and data in [made(), data]


def test_inputs_so_large_that_a_product_overflows_are_refused():
    with pytest.raises(ValueError, match=r"X_train must be finite and below 1e\+20, got 3e\+20"):
        made(X_train=torch.full((6, 3), -3e20))
