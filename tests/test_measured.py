"""The tables that were measured beforehand say what a sweep says today."""

import random

import numpy as np
import pytest

import hyperlib as h
from hyperlib import measured
from tools import check_facts, make_tables

NAMES = list(measured.GRIDS)


@pytest.fixture(scope="module")
def loaded():
    return {name: h.load_table(name) for name in NAMES}


def test_there_are_enough_configurations():
    count = {name: len(make_tables.points(name)) for name in NAMES}
    assert count == {"model": 1296, "regularization": 768}
    assert sum(count.values()) >= 2000 and len(measured.SEEDS) == 5


@pytest.mark.parametrize("name", NAMES)
def test_every_point_was_measured(loaded, name):
    table = loaded[name]
    shape = tuple(map(len, table.axes.values()))
    for measure in measured.MEASURES:
        values = getattr(table, measure)
        assert values.shape == shape
        assert not np.isnan(values[..., 0]).any()  # the first epoch of each run
        # what is missing is missing to the end: the run had diverged
        gone = np.isnan(values)
        assert (gone[..., 1:] >= gone[..., :-1]).all()
    accuracy = table.val_accuracy[~np.isnan(table.val_accuracy)]
    assert accuracy.min() >= 0 and accuracy.max() <= 1
    np.testing.assert_allclose(accuracy * 1000, np.round(accuracy * 1000), atol=1e-3)


@pytest.mark.parametrize("name", NAMES)
def test_a_random_sample_measured_again_is_the_same(loaded, name):
    """Another part of the table each day would be a test that fails on a bad one: the seed is fixed."""
    rng = random.Random(20261124)
    data = h.load_mnist()
    off, far = [], []
    for point in rng.sample(make_tables.points(name), 12):
        config, n_train = measured.configuration(name, point)
        seed = rng.choice(measured.SEEDS)
        [lane] = h.sweep([config], data.subset(n_train), seeds=[seed]).lanes
        kept = loaded[name].select(**point, seed=seed)
        mine = [epoch.val_accuracy for epoch in lane.history]
        # Sums are rounded in another order beside other lanes, and training makes that grow: the first
        # epoch agrees closely, later ones within what one digit or another does.
        first = lane.history[0]
        assert first.val_loss == pytest.approx(float(kept.val_loss[0]), rel=0.02), point
        # Near divergence training is chaotic: there, as far apart as the five seeds of this point are.
        spread = np.ptp(loaded[name].select(**point).val_accuracy, axis=0)
        off += [abs(a - b) for a, b in zip(mine, kept.val_accuracy)]
        far += [abs(a - b) > max(0.02, s) for a, b, s in zip(mine, kept.val_accuracy, spread)]
        assert np.isnan(kept.val_accuracy[len(mine) :]).all()
    assert np.median(off) <= 0.002
    assert np.mean(far) <= 0.05


def test_a_point_is_what_train_gives(loaded):
    point = {"activation": "relu", "optimizer": "adam", "depth": 2, "width": 64, "batch_size": 64}
    config, n_train = measured.configuration("model", point | {"lr": 1e-3})
    run = h.train(config, h.load_mnist().subset(n_train), seed=3)
    kept = loaded["model"].select(**point, lr=1e-3, seed=3)
    for epoch, loss, accuracy in zip(run.history, kept.val_loss, kept.val_accuracy):
        assert epoch.val_loss == pytest.approx(float(loss), rel=0.02)
        assert epoch.val_accuracy == pytest.approx(float(accuracy), abs=0.006)


def test_select_takes_the_named_part(loaded):
    table = loaded["regularization"]
    part = table.select(n_train=100, l1=0.0, weight_decay=0.01)
    assert list(part.axes) == ["dropout", "lr", "seed", "epoch"]
    np.testing.assert_array_equal(part.val_loss, table.val_loss[0, :, 0, 3])
    point = part.select(dropout=0.1, lr=0.001, seed=2, epoch=20)
    assert float(point.val_accuracy) == table.val_accuracy[0, 1, 0, 3, 1, 2, 19]
    assert point.axes == {}


def test_wrong_names_are_refused(loaded):
    with pytest.raises(ValueError, match="name must be one of model, regularization, got 'models'"):
        h.load_table("models")
    with pytest.raises(ValueError, match="lr=2 is not in the table; expected one of 0.0001"):
        loaded["model"].select(lr=2)
    with pytest.raises(ValueError, match="rate is not an axis; expected one of activation"):
        loaded["model"].select(rate=0.1)


def test_writing_twice_gives_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(make_tables, "FOLDER", tmp_path)
    rows = [["relu", "sgd", "1", "16", "16", "0.1", "0", "1", "0.5", "1.2", "0.500"]]
    first = make_tables.write("model", rows).read_bytes()
    assert make_tables.write("model", rows).read_bytes() == first


def test_the_tables_are_small():
    assert sum(p.stat().st_size for p in make_tables.FOLDER.glob("*.csv.gz")) < 4e6


def test_the_page_of_published_facts_is_up_to_date():
    assert check_facts.PAGE.read_text(encoding="utf-8") == check_facts.page(), (
        "run python -m tools.check_facts"
    )
