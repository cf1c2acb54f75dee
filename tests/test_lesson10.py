"""What lesson 10 computes by hand agrees with torch and with simulation."""

import math
import runpy

import pytest
import torch
from answers import LESSONS, right, solution

import hyperlib as h

pytestmark = pytest.mark.lesson10
LESSON = "10_dropout"


@pytest.fixture(scope="module")
def hidden():
    return runpy.run_path(str(LESSONS / LESSON / "hidden.py"))


@pytest.fixture(scope="module")
def inverted_dropout():
    return right(LESSON, "inverted_dropout", "where", torch=torch, math=math)


@pytest.mark.parametrize("p", [0.0, 0.2, 0.5, 0.8])
def test_by_hand_and_torch_have_the_same_values_and_the_same_share(inverted_dropout, p):
    x = torch.ones(100_000)
    u = torch.rand(x.shape, generator=torch.Generator().manual_seed(0))
    by_hand = inverted_dropout(x, u, p, True)
    torch.manual_seed(0)
    layer = torch.nn.Dropout(p)(x)
    torch.testing.assert_close(by_hand.unique(), layer.unique())
    assert by_hand.mean().item() == pytest.approx(1, abs=0.03)
    assert (by_hand == 0).float().mean().item() == pytest.approx(p, abs=0.01)
    assert (layer == 0).float().mean().item() == pytest.approx(p, abs=0.01)


def test_the_solution_is_what_an_answer_does_with_the_same_mask(hidden, inverted_dropout):
    x, u = [[1.0, -2.0, 3.0]], [[0.1, 0.5, 0.9]]
    expected = hidden["values_of"](solution(LESSON, "inverted_dropout"), x, u, 0.5, True)
    assert hidden["values_of"](inverted_dropout, x, u, 0.5, True) == expected
    assert expected["values"] == [[0.0, -4.0, 6.0]]


def test_the_expected_number_of_paths_is_what_masks_show():
    sizes, p = [3, 4, 5, 2], 0.3
    generator = torch.Generator().manual_seed(0)
    kept = [(torch.rand(20_000, n, generator=generator) >= p).sum(1) for n in sizes[1:-1]]
    simulated = sizes[0] * sizes[-1] * (kept[0] * kept[1]).double().mean().item()
    assert solution(LESSON, "active_paths")(sizes, p) == pytest.approx(simulated, rel=0.02)


def test_the_library_measures_without_dropout():
    data = h.load_mnist().subset(100)
    run = h.train(h.Hyperparameters(n_neurons=(32,), dropout=0.5, epochs=2), data, seed=0)
    run.model.eval()
    loss, accuracy = h.evaluate(run.model, data.X_val, data.y_val)
    assert (run.final.val_loss, run.final.val_accuracy) == pytest.approx((loss, accuracy))


def test_what_the_lesson_says_of_the_table_is_in_the_table():
    end = h.load_table("regularization").select(l1=0.0, weight_decay=0.0, epoch=20)

    def wins(p, **where):
        part = end.select(**where)
        return (part.select(dropout=p).val_accuracy > part.select(dropout=0.0).val_accuracy).sum()

    assert wins(0.3, n_train=1000, lr=0.001) == 5
    assert wins(0.3, n_train=1000, lr=0.003) <= 1
    assert all(wins(0.5, n_train=n, lr=0.003) <= 2 for n in end.axes["n_train"])
    few = end.select(n_train=100, lr=0.003)
    assert (few.select(dropout=0.5).train_accuracy < few.select(dropout=0.0).train_accuracy).all()
