"""What lesson 15 tells about luck is what mathematics says, and its studies keep their word."""

import ast
import itertools
import json
import math
import statistics

import numpy as np
import pytest
from answers import LESSONS, names, shown

from hypergrader.bank.attempt import attempt
from hypergrader.bank.exercise import load_lessons
from hypergrader.hidden import load_hidden

pytestmark = pytest.mark.lesson15
LESSON = "15_noise_and_honest_reporting"


def told(name):
    """Return the dictionary of that name which the lesson shows."""
    for node in ast.parse((LESSONS / f"{LESSON}.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return ast.literal_eval(node.value)
    raise AssertionError(name)


def beyond(t, freedom):
    """Return the probability that Student's t is farther from 0 than `t`, by Simpson's rule."""
    x = np.linspace(-t, t, 20_001)
    constant = math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)
    density = math.exp(constant) / math.sqrt(freedom * math.pi)
    y = density * (1 + x**2 / freedom) ** (-(freedom + 1) / 2)
    inside = (y[0] + y[-1] + 4 * y[1:-1:2].sum() + 2 * y[2:-1:2].sum()) * (x[1] - x[0]) / 3
    return 1 - inside


def test_the_limits_leave_one_study_in_twenty_outside():
    for n, t in told("limit").items():
        assert beyond(t, 2 * n - 2) == pytest.approx(0.05, abs=0.0006)
    for n, t in told("limit_of_pairs").items():
        assert beyond(t, n - 1) == pytest.approx(0.05, abs=0.0006)


def test_the_interval_is_that_of_all_resamples():
    scores = [0.81, 0.842, 0.7733, 0.8, 0.86]
    means = sorted(sum(drawn) / 5 for drawn in itertools.product(scores, repeat=5))
    low, high = names(LESSON)["bootstrap_interval"](scores, 20_000, 0)
    # One mean holds up to 120 of the 3,125 resamples; 20,000 of them are off by a share of 0.0011 typically.
    for end, share in ((low, 0.025), (high, 0.975)):
        below = sum(mean < end - 1e-9 for mean in means) / len(means)
        up_to = sum(mean <= end + 1e-9 for mean in means) / len(means)
        assert below - 0.005 < share < up_to + 0.005 and up_to - below < 0.04


def test_shares_of_a_sum_add_up_and_only_a_product_is_left_together():
    order = ["depth", "width", "batch_size", "lr"]
    [shares] = shown(LESSON, "shares", names=order)
    axes = np.meshgrid(range(3), range(3), range(3), range(8), indexing="ij")
    added = axes[0] + 2 * axes[1] + 0 * axes[2] + 3 * axes[3]
    found = shares(added.astype(float))
    assert found["together"] == pytest.approx(0) and found["batch_size"] == pytest.approx(0)
    assert found["lr"] > found["width"] > found["depth"] > 0
    product = (axes[0] - 1.0) * (axes[3] - 3.5)
    assert shares(product)["together"] == pytest.approx(100)


def test_the_studies_of_the_lab_hold_honest_rules_within_their_bound():
    """Both t tests claim about 5% of equals where they should, and two standard errors too many."""
    checks = load_hidden(LESSONS / LESSON)["check_verdict"]
    [case] = checks[1].draw(0)
    studies = checks[1].cases.__globals__["all_studies"]()
    assert [case.args] == [(json.dumps([[a, b] for _, _, a, b in studies]),)]
    assert len(studies) == 1200
    limit, pairs = told("limit"), told("limit_of_pairs")
    [t_value] = shown(LESSON, "t_value", math=math, statistics=statistics)
    claims = {}
    for kind, side, a, b in studies:
        n, gains = len(a), np.subtract(b, a)
        paired = abs(gains.mean()) / gains.std(ddof=1) * math.sqrt(n)
        apart = abs(t_value(a, b))
        if side == 0:
            row = (paired > pairs[n], apart > limit[n], paired > 2)
            claims.setdefault(kind, []).append(row)
    shares = {kind: np.mean(rows, axis=0) for kind, rows in claims.items()}
    assert {len(rows) for rows in claims.values()} == {200}
    assert all(0.03 <= share[0] <= 0.065 for share in shares.values())
    assert all(shares[kind][1] == pytest.approx(0.05, abs=0.011) for kind in (0, 2))
    assert all(shares[kind][1] < 0.03 for kind in (1, 3))  # two groups, though the noise is shared
    assert all(shares[kind][2] > 0.085 for kind in (0, 1))  # five runs


def test_fewer_resamples_than_asked_for_are_noticed():
    """Who counts the scores that are drawn takes a ninth of the resamples, and the ends scatter far."""
    [exercise] = [e for e in load_lessons(LESSONS) if e.name == "bootstrap_interval"]
    fewer = exercise.solution.replace("n = len(scores)", "n = len(scores)\n    resamples //= n")
    assert fewer != exercise.solution
    for source, passed in ((exercise.solution, True), (fewer, False)):
        for seed in range(4):
            results = attempt(exercise, source, seed=seed).report.results
            [noticed] = [r.outcome == "pass" for r in results if r.name == "the seed decides"]
            assert noticed is passed


def test_no_clear_case_has_equal_differences_or_a_gap_of_about_a_point():
    clear = load_hidden(LESSONS / LESSON)["check_verdict"][0]
    assert clear.name == "clear cases"
    for seed in range(2000):
        for k, (a, b) in enumerate(case.args for case in clear.draw(seed)):
            assert statistics.stdev(x - y for x, y in zip(a, b, strict=True)) > 1e-4
            apart = abs(statistics.mean(a) - statistics.mean(b))
            assert (apart > 0.01) == (k % 4 < 2)  # clear either way, for a rule in points, too


def test_what_is_sent_to_a_kernel_does_not_tell_the_better_setting():
    """The studies went with their truth, and an answer found it in the frame that called it."""
    [exercise] = [e for e in load_lessons(LESSONS) if e.name == "verdict"]
    peeks = """
def verdict(a, b):
    import sys

    frame, side = sys._getframe(), None
    while frame is not None and not isinstance(side, int):
        side, frame = frame.f_locals.get("_"), frame.f_back
    return {-1: "a", 1: "b"}.get(side, "no difference shown")
"""
    results = attempt(exercise, peeks, seed=0).report.results
    assert [r.outcome for r in results if "found" in r.name or "false" in r.name] == ["fail"] * 3
