"""Hidden checks of lesson 11."""

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading


def threshold_and_weights(soft_threshold, weights, t):
    """Return the answer, the weights as they are afterwards, and whether each call makes a new list.

    The answer is a share of the largest weight: the last digit of float32 is that of a tiny weight, or of a huge one.
    """
    top = max(map(abs, weights), default=0) or 1
    found = soft_threshold(weights, t)
    values = [v if isinstance(v, (str, bool)) else float(v) / top for v in found]
    again = soft_threshold(weights, t)
    return [
        values,
        weights,
        type(found) is not list or (found is not weights and found is not again),
    ]


def draw_weights(rng):
    """Return weights of both signs, all different, some below the threshold and one above."""
    cases = []
    for t in (0.1, 0.5, 1.3):
        weights = [k / 1000 for k in rng.sample(range(-2000, 2000), 7)] + [2.5]
        cases.append((weights, t))
    cases.append(([-3.0, -0.2, 0.2, 3.0, 0.01, -0.03], 0.25))
    return cases


def draw_edges(rng):
    """Return weights at the threshold, zeros, equal ones, one alone, tiny and large ones, and a t of 0 or above all."""
    a = round(rng.uniform(0.5, 2), 3)
    cases = [([a, -a], a), ([0.0, a], a / 2), ([a, -a, 0.0], 0.0), ([], 0.0)]
    cases += [([a, a, -a, a], a / 2), ([-a], a / 2), ([a, -a / 2], 2 * a)]
    # Whole numbers are numbers; of them alone torch makes a tensor that its own function refuses.
    # None of them moves to a whole number: that would have to be met exactly, and float32 does not always.
    cases.append(([3.0, -2.5, 1, 0], 1))
    cases.append(([-a, 0.3, a], 0.0))  # as many weights and the same t as before
    cases.append(([40.0, -60.0, 3.0], 7.5))  # a t far above 1 is a t
    cases.append(([k / 8 - 2 for k in range(40)], 0.375))
    cases.append(([9000.0, -4000.0, 3.0], 1500.0))
    return [*cases, ([a * 1e-10, -3e-10, 1e-11], 1.2e-10), ([4e5, -250.0, 3.0, -0.5], 2.0)]


def draw_bad_thresholds(rng):
    """Return thresholds that must be refused."""
    return [([1.0, -1.0], -0.1), ([], -1.0), ([0.0], -rng.uniform(1e-9, 1e-7))]


HIDDEN = {
    "check_soft_threshold": [
        Hidden(
            "other weights",
            points=1,
            cases=draw_weights,
            via=threshold_and_weights,
            hint="Positive and negative weights, on both sides of the threshold.",
            rtol=1e-4,
            atol=4e-6,
        ),
        Hidden(
            "weights at the edge",
            points=1,
            cases=draw_edges,
            via=threshold_and_weights,
            hint="A weight of exactly t becomes 0, a t of 0 changes nothing, and a new list, as long as the old one, is "
            "returned each time. Small numbers are numbers: round nothing.",
            rtol=1e-4,
            atol=5e-7,
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_bad_thresholds,
            via=threshold_and_weights,
            hint="A negative t is refused, without weights too.",
            asked="A negative `t` raises a `ValueError`, also when there are no weights.",
        ),
    ],
    "check_penalty_choice": [
        LabGrading(
            seeds=(4117, 9302, 2856, 7741, 5083, 1629, 8394, 6275),
            hint="Which of your numbers costs accuracy? Halve it or divide it by 3, and look at the other quantity too.",
            second_hint="How long are the last steps of your run? A weight hovers about as far from 0.",
        ),
    ],
}
