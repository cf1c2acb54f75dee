"""What lesson 10 computes by hand agrees with torch, and its rules with simulation."""

import random
import statistics

import pytest
import torch
from answers import solution

import hyperlib as h

pytestmark = pytest.mark.lesson10
LESSON = "10_dropout"


@pytest.fixture(scope="module")
def inverted_dropout():
    return solution(LESSON, "optional_inverted_dropout")


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


def test_gradients_flow_through_what_is_kept(inverted_dropout):
    x, u = torch.tensor([1.0, -2.0, 3.0], requires_grad=True), torch.tensor([0.1, 0.5, 0.9])
    out = inverted_dropout(x, u, 0.5, True)
    out.sum().backward()
    assert (out.tolist(), x.grad.tolist()) == ([0.0, -4.0, 6.0], [0.0, 2.0, 2.0])
    assert inverted_dropout(x, u, 0.5, False) is x
    for training in (True, False):
        with pytest.raises(ValueError, match=r"got 1\.0"):
            inverted_dropout(x, u, 1.0, training)


def drawn(rng, gain):
    """Return losses of four rates on ten seeds that differ a lot; the rate 0.5 is better by `gain`."""
    seeds = [rng.gauss(0, 1) for _ in range(10)]
    better = {0.5: gain}
    return {
        rate: [seed + rng.gauss(0, 0.1) - better.get(rate, 0) for seed in seeds]
        for rate in (0.0, 0.2, 0.5, 0.8)
    }


@pytest.mark.parametrize(("gain", "low", "high"), [(0, 0.01, 0.08), (0.4, 0.95, 1)])
def test_the_rule_of_choosing_and_judging_seldom_falls_for_luck(gain, low, high):
    choose_rate, rng = solution(LESSON, "choose_rate"), random.Random(0)
    picked = [choose_rate(drawn(rng, gain), 5) for _ in range(2000)]
    assert low <= sum(rate > 0 for rate in picked) / len(picked) <= high


@pytest.mark.parametrize("p", [0.2, 0.5])
def test_each_layer_with_dropout_multiplies_the_mean_square(p):
    X = h.load_mnist().X_val
    for depth in (1, 2, 3):
        ratios = []
        for seed in range(20):
            model = h.MLP(784, [128] * depth, 10, dropout=p, initialization="he", seed=seed)
            torch.manual_seed(seed)
            with torch.no_grad():
                noisy, quiet = model(X), model.eval()(X)
            ratios.append(((noisy**2).mean() / (quiet**2).mean()).item())
        assert statistics.mean(ratios) == pytest.approx((1 / (1 - p)) ** depth, rel=0.25)


def test_the_library_measures_without_dropout():
    data = h.load_mnist().subset(100)
    run = h.train(h.Hyperparameters(n_neurons=(32,), dropout=0.5, epochs=2), data, seed=0)
    run.model.eval()
    loss, accuracy = h.evaluate(run.model, data.X_val, data.y_val)
    assert (run.final.val_loss, run.final.val_accuracy) == pytest.approx((loss, accuracy))
