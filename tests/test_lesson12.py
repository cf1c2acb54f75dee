"""What lesson 12 computes by hand agrees with torch and with the library."""

import math

import pytest
import torch
from answers import LESSONS, names, shown, solution

import hyperlib as h
from hypergrader.percent import read_cells
from hyperlib import checks

pytestmark = pytest.mark.lesson12
LESSON = "12_augmentation_and_smoothing"


@pytest.mark.parametrize("s", [0.0, 0.1, 0.5, 1.0])
def test_the_smoothed_loss_is_that_of_torch(s):
    logits = torch.randn(20, 7, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    labels = torch.arange(20) % 7
    by_hand = [
        names(LESSON)["smoothed_loss"](z.tolist(), int(y), s)
        for z, y in zip(logits, labels, strict=True)
    ]
    loss = torch.nn.functional.cross_entropy(logits, labels, label_smoothing=s)
    assert sum(by_hand) / 20 == pytest.approx(loss.item(), abs=1e-12)


def test_the_smoothed_loss_is_lowest_where_the_network_says_what_is_asked():
    smoothed_loss = names(LESSON)["smoothed_loss"]
    asked = [0.91] + [0.01] * 9
    best = smoothed_loss([math.log(q) for q in asked], 0, 0.1)
    assert best == pytest.approx(-sum(q * math.log(q) for q in asked))
    for change in (-0.5, 0.5):
        for k in (0, 4):
            logits = [math.log(q) for q in asked]
            logits[k] += change
            assert smoothed_loss(logits, 0, 0.1) > best + 0.001


def test_what_the_lesson_calls_worth_is_found_on_any_monotone_table():
    effective_count = solution(LESSON, "optional_effective_count")
    plain = {100: 0.7, 300: 0.8, 1000: 0.86, 3000: 0.9}
    for count, accuracy in plain.items():
        assert effective_count(plain, accuracy) == pytest.approx(count)
    assert 300 < effective_count(plain, 0.81) < effective_count(plain, 0.85) < 1000
    for outside in (0.69, 0.91):
        with pytest.raises(ValueError, match="accurac"):
            effective_count(plain, outside)


def test_a_logarithm_and_back_loses_no_check(capsys):
    # math.exp(math.log(100)) is a last digit off, and a whole number that is expected must be met exactly.
    def effective_count(plain, accuracy):
        counts = sorted(plain)
        for a, b in zip(counts, counts[1:], strict=False):
            if plain[a] <= accuracy <= plain[b]:
                done = (accuracy - plain[a]) / (plain[b] - plain[a])
                return math.exp(math.log(a) + done * math.log(b / a))
        raise ValueError("no such accuracy")

    text = (LESSONS / f"{LESSON}.py").read_text(encoding="utf-8")
    [cell] = [c for c in read_cells(text) if 'checks.check(\n    "effective_count"' in c.source]
    exec(cell.source, {"checks": checks, "effective_count": effective_count})
    assert "5 of 5 checks passed" in capsys.readouterr().out


def test_moving_by_hand_is_a_shift_that_the_library_draws():
    [move] = shown(LESSON, "move", torch=torch)
    X = h.load_mnist().X_val[:200]
    moved, draws = move(X, 2), torch.Generator().manual_seed(0)
    met = torch.zeros(200, dtype=torch.bool)
    for _ in range(200):  # 25 places: a digit is not met with a probability of 1 in 3,500
        met |= (h.augment(X, h.Hyperparameters(shift=2), draws) == moved).all(1)
    assert met.sum() > 195
