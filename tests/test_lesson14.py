"""Lesson 14's tournaments follow one rule everywhere, and the lab's levels are what its text says."""

import statistics

import numpy as np
import pytest
from answers import names, shown

import hyperlib as h

pytestmark = pytest.mark.lesson14
LESSON = "14_model_based_and_multi_fidelity_search"


def test_a_tournament_costs_what_the_schedule_of_the_library_says():
    """Where nobody is left alone before the end, both have the same rungs; the lesson pays only for new epochs."""
    found = names(LESSON)
    curves = [[k / 100 + e / 1000 for e in range(9)] for k in range(18)]
    told = found["halving"](curves, 1, 3)
    schedule = h.search.halving_schedule(18, 1, 9)
    assert [(len(rung), 3**k) for k, rung in enumerate(told["rungs"])] == schedule
    before = [0, *[epochs for _, epochs in schedule]]
    assert told["epochs"] == sum(n * (e - b) for (n, e), b in zip(schedule, before, strict=False))
    assert told["winner"] == 17


@pytest.mark.parametrize("plan", [(12, 10, 2), (17, 1, 3), (28, 4, 20), (23, 2, 2)])
def test_lesson_exercise_and_grading_run_the_same_tournament(plan):
    found = names(LESSON)
    rungs_of, price, search_often = shown(LESSON, "rungs_of", "price", "search_often", np=np)
    curves = found["networks"]("slow")
    assert rungs_of(*plan) == found["rungs_graded"](*plan)
    rows, last = curves.reshape(-1, 10), curves[..., -1]
    fresh = ((last.sum(axis=1, keepdims=True) - last) / 4).ravel()
    drawn = np.random.default_rng(5).integers(len(rows), size=(40, plan[0]))
    expected = []
    for places in drawn:
        told = found["halving"](rows[places].tolist(), *plan[1:])
        assert told["epochs"] == price(rungs_of(*plan)) == found["paid_for"](rungs_of(*plan))
        assert [len(rung) for rung in told["rungs"]] == [n for n, _ in rungs_of(*plan)]
        expected.append(fresh[places[told["winner"]]])
    means = search_often(curves, *plan, repeats=40, seed=5)
    assert means.tolist() == pytest.approx(expected)


def test_the_levels_of_the_lab_are_what_its_table_says():
    found = names(LESSON)
    rng = np.random.default_rng(1)
    plans = []
    for _ in range(60):
        first, factor, n = int(rng.integers(1, 11)), round(2 * 20 ** rng.random()), 1
        while found["paid_for"](found["rungs_graded"](n + 1, first, factor)) <= 120:
            n += 1
        plans.append((n, first, factor))
    levels = {"fast": (0.877, 0.8805), "slow": (0.67, 0.715, 0.735)}
    for search, steps in levels.items():
        scores = [found["found_by"](search, *plan) for plan in plans]
        assert found["found_by"](search, 12, 10, 2) < steps[0] - 0.001  # all to the end
        assert 0.65 < statistics.mean(score < steps[-1] for score in scores) < 0.92
        assert max(scores) > steps[-1] + 0.002
    assert 0.4 < statistics.mean(score < 0.715 for score in scores) < 0.7  # the slow ones
    hidden = {check.name for check in found["HIDDEN"]["check_budget_plan"]}
    assert {"fast, above 87.7%", "fast, above 88.05%", "slow, above 73.5%"} <= hidden


def test_the_gap_between_halving_and_random_search_does_not_hang_on_a_seed():
    rungs_of, price, largest, search_often = shown(
        LESSON, "rungs_of", "price", "largest", "search_often", np=np
    )
    table = h.load_table("model").select(activation="relu")
    curves = np.nan_to_num(table.val_accuracy, nan=0.1).reshape(-1, 5, 10)
    for seed in (5, 6, 7):
        gaps = {}
        for budget in (40, 320):
            halved = search_often(curves, largest(budget, 1, 3), 1, 3, seed=seed)
            drawn = search_often(curves, budget // 10, 10, 2, seed=seed)
            gaps[budget] = halved.mean() - drawn.mean()
        assert gaps[40] > 0.025 and 0.001 < gaps[320] < 0.01


def test_ratios_of_densities_are_those_of_a_sum_over_hills():
    ratios = names(LESSON)["tpe_ratios"]
    # one good trial at 0 and one other at 2: in the middle both are alike
    assert ratios([0.0, 2.0], [0.9, 0.1], [1.0], 1, 0.7) == pytest.approx([1.0])
    far = ratios([0.0, 1.0, 2.0], [0.9, 0.1, 0.2], [50.0], 1, 0.5)
    assert far == pytest.approx([(0.1 / 2) / (0.1 / 3)])
