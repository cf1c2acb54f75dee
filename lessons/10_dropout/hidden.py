"""Hidden checks of lesson 10."""

import math

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading


def judged(rng, k, ratio, size=0.02):
    """Return k differences whose mean is `ratio` standard errors, `size` above 0 (or below, for a negative ratio)."""
    raw = [rng.uniform(-1, 1) for _ in range(k)]
    mean = sum(raw) / k
    spread = math.sqrt(sum((r - mean) ** 2 for r in raw) / (k - 1))
    error = size * math.sqrt(k) / abs(ratio)
    return [math.copysign(size, ratio) + error * (r - mean) / spread for r in raw]


def table_with(rng, n, k, ratio):
    """Return a table whose candidate is clear, and ahead on the judging seeds by `ratio` standard errors."""
    without = [rng.uniform(0.5, 1.5) for _ in range(n + k)]  # the seeds differ a lot
    gains = [rng.uniform(0.05, 0.1) for _ in range(n)] + judged(rng, k, ratio)
    best = [a - gain for a, gain in zip(without, gains)]
    rate, other = rng.sample([0.1, 0.2, 0.3, 0.5, 0.8], 2)
    worse = [a + rng.uniform(0.02, 0.05) for a in without]
    rows = [(0.0, without), (rate, best), (other, worse)]
    rng.shuffle(rows)
    return {r: [round(loss, 6) for loss in losses] for r, losses in rows}, n


def draw_tables(rng):
    """Return tables that show which seeds choose and which judge, and that the judges' losses are paired."""
    fixed = [
        # The best of the choosing seeds is not confirmed: the next rate is not a candidate.
        ({0.0: [0.5] * 5, 0.3: [0.45] * 5, 0.5: [0.1, 0.1, 0.55, 0.55, 0.6]}, 2),
        # Best on all seeds, but not on those that choose.
        ({0.0: [0.6] * 5, 0.3: [0.5, 0.5, 0.1, 0.2, 0.1], 0.5: [0.4, 0.4, 0.5, 0.48, 0.49]}, 2),
        # Mean and median of the choosing seeds disagree.
        (
            {
                0.0: [0.6] * 6,
                0.3: [0.4, 0.4, 0.9, 0.4, 0.41, 0.4],
                0.5: [0.45, 0.45, 0.45, 0.5, 0.49, 0.5],
            },
            3,
        ),
        # One lucky seed is the lowest loss of all, not the lowest mean.
        (
            {
                0.0: [0.6] * 6,
                0.2: [0.1, 0.8, 0.8, 0.3, 0.31, 0.3],
                0.5: [0.45, 0.45, 0.45, 0.5, 0.49, 0.5],
            },
            3,
        ),
        # One unlucky seed is the highest loss of all, not the highest mean.
        (
            {
                0.0: [0.6] * 6,
                0.2: [0.2, 0.2, 0.7, 0.3, 0.31, 0.3],
                0.5: [0.5, 0.5, 0.5, 0.45, 0.46, 0.45],
            },
            3,
        ),
        # Ahead in the pairs only after the losses are sorted.
        ({0.0: [0.5, 0.5, 0.6, 0.5, 0.4], 0.3: [0.3, 0.3, 0.45, 0.35, 0.55]}, 2),
        # Four wins of five, and yet a loss on average.
        ({0.0: [0.5] * 7, 0.3: [0.4, 0.4, 0.49, 0.48, 0.49, 0.48, 0.9]}, 2),
        # One seed chooses; then all but two choose.
        ({0.0: [0.9, 0.5, 0.5, 0.5], 0.5: [0.8, 0.4, 0.41, 0.42], 0.8: [0.85, 0.1, 0.1, 0.1]}, 1),
        ({0.0: [0.5, 0.6, 0.7, 0.6, 0.6], 0.5: [0.4, 0.5, 0.6, 0.5, 0.49]}, 3),
        # The first judge counts, and the last one.
        ({0.0: [0.5] * 6, 0.3: [0.4, 0.4, 0.8, 0.4, 0.39, 0.4]}, 2),
        ({0.0: [0.5] * 6, 0.3: [0.4, 0.4, 0.4, 0.39, 0.4, 0.8]}, 2),
        # The seeds that chose would confirm their choice.
        ({0.0: [0.5] * 6, 0.3: [0.4, 0.4, 0.4, 0.4, 0.48, 0.51]}, 4),
        # The highest rate is the best and is confirmed.
        ({0.3: [0.45] * 5, 0.9: [0.4, 0.4, 0.4, 0.41, 0.39], 0.0: [0.5] * 5}, 2),
        # Five rates, the last of them the best.
        (
            {0.0: [0.6] * 5, 0.1: [0.59] * 5, 0.2: [0.58] * 5, 0.5: [0.57] * 5}
            | {0.8: [0.4, 0.4, 0.4, 0.41, 0.39]},
            2,
        ),
        # Eight rates, the last of them the best; twenty seeds, the last of which see a loss.
        (
            {r / 10: [0.6 - r / 100] * 5 for r in range(7)} | {0.7: [0.4, 0.4, 0.4, 0.41, 0.39]},
            2,
        ),
        ({0.0: [0.5] * 20, 0.3: [*[0.4] * 6, 0.41, *[0.4] * 10, 0.9, 0.9, 0.9]}, 5),
        # The same table, and one more seed that chooses.
        *[({0.0: [0.5] * 6, 0.3: [0.9, 0.05, 0.2, 0.21, 0.2, 0.2]}, n) for n in (1, 2)],
        # Every judge sees a gain of a thousandth, then of a tenth of that, and hardly differs.
        ({0.0: [0.5] * 5, 0.3: [0.49, 0.49, 0.499, 0.4991, 0.4989]}, 2),
        ({0.0: [0.5] * 5, 0.3: [0.49, 0.49, 0.4999, 0.49991, 0.49989]}, 2),
        # A large loss counts as it is, and a small lead is one.
        ({0.0: [0.9] * 5, 0.3: [0.5, 3.0, 0.5, 0.5, 0.51], 0.5: [0.8, 0.8, 0.7, 0.7, 0.71]}, 2),
        ({0.0: [0.6] * 5, 0.3: [0.4512, 0.4512, 0.4, 0.4, 0.41], 0.5: [0.4508] * 4 + [0.46]}, 2),
        # Whoever chooses need not be sure: ahead by a ten-thousandth there, and by luck of one seed.
        ({0.0: [0.5] * 5, 0.3: [0.4999, 0.4999, 0.4, 0.41, 0.39]}, 2),
        ({0.0: [0.5] * 5, 0.8: [0.3, 0.69, 0.4, 0.41, 0.39]}, 2),
    ]
    return fixed + [table_with(rng, *case) for case in [(5, 5, 8.0), (4, 6, 8.0), (2, 9, -3.0)]]


def draw_limits(rng):
    """Return tables in which the mean difference is a little more or less than twice its standard error."""
    fixed = [
        # All four judges see a gain, and one far more than the others.
        (
            {
                0.0: [0.9] * 6,
                0.3: [0.5, 0.5, 0.89, 0.89, 0.89, 0.6],
                0.5: [0.7] * 6,
                0.8: [0.8] * 6,
            },
            2,
        ),
        # The two differences are far apart, those of the sorted losses are not.
        ({0.0: [0.5, 0.5, 0.6, 0.4], 0.3: [0.3, 0.3, 0.3, 0.45]}, 2),
        # One judge of seven sees a loss.  The rate is above a half, and drawn ones need not be.
        ({0.0: [0.5] * 9, 0.8: [0.4, 0.4, 0.4, 0.4, 0.39, 0.4, 0.38, 0.4, 0.51]}, 2),
        # The median of the differences is below twice the error, and their mean above.
        ({0.0: [0.5] * 7, 0.3: [0.4, 0.4, 0.48, 0.48, 0.48, 0.4, 0.4]}, 2),
        # The differences have about the same share of their loss, and are not alike.
        ({0.0: [0.9, 0.9, 1.0, 0.1, 0.1], 0.3: [0.8, 0.8, 0.9, 0.09, 0.089]}, 2),
    ]
    near = [(5, 5, 2.4), (4, 6, 3.0), (3, 4, 1.9), (5, 5, 1.6), (4, 5, 2.02), (4, 5, 1.98)]
    uneven = [(2, 9, 3.0), (6, 2, 1.5), (3, 2, 2.5), (3, 3, 2.2)]  # few seeds judge, or few choose
    return fixed + [table_with(rng, *case) for case in near + uneven]


def draw_close_tables(rng):
    """Return tables with equal means, no difference, and equal differences."""
    half = [0.5] * 4
    even, uneven = [0.5, 0.5, 0.1, 0.2], [0.25, 0.75, 0.3, 0.4]
    return [
        # Of equal means neither the steadier one is the candidate, nor the one with the lowest loss.
        ({0.5: even, 0.3: uneven, 0.0: [1.0, 1.0, 1.0, 0.95]}, 2),
        ({0.5: uneven, 0.3: even, 0.0: [1.0, 1.0, 1.0, 0.95]}, 2),
        (
            {
                0.5: [0.25, 0.75, 0.1, 0.2],
                0.3: [0.75, 0.25, 0.3, 0.4],
                0.0: [1.0, 1.0, 1.0, 0.95],
            },
            2,
        ),
        ({0.0: half, 0.3: half}, 2),
        ({0.3: [0.5, 0.5, 0.1, 0.1], 0.0: half}, 2),  # 0.0 is the smaller of equals
        ({0.3: [0.25, 0.25, 0.5, 0.5], 0.0: half}, 2),  # the judges see no difference
        ({0.3: [0.25, 0.25, 0.25, 0.25], 0.0: half}, 2),  # each judge sees the same one
        ({0.0: [0.25, 0.25, 0.75, 0.75], 0.5: [0.75, 0.5, 0.25, 0.25]}, 2),  # 0.0 is chosen
        ({0.0: [0.5, 0.5, 0.25, 0.25], 0.5: [0.25, 0.25, 0.75, 0.75]}, 2),  # the judges see a loss
        ({0.0: half}, 2),
    ]


HIDDEN = {
    "check_choose_rate": [
        Hidden(
            "other tables",
            points=1,
            cases=draw_tables,
            hint="Which seeds choose, by their mean alone, and which judge? Every rate counts. Pair the losses of a seed before you "
            "take mean and standard error.",
        ),
        Hidden(
            "a little more or less than twice the error",
            points=1,
            cases=draw_limits,
            hint="The mean of the differences against twice their stdev by the root of k. How many seeds is k?",
        ),
        Hidden(
            "close decisions",
            points=1,
            cases=draw_close_tables,
            hint="Of equal means the smaller rate. A mean difference of 0 is not larger than twice an error of 0.",
        ),
    ],
    "check_dropout_choice": [
        LabGrading(
            seeds=(4127, 8830, 1569, 6042, 9371, 2718, 5093, 7486),
            hint="Which of the three numbers keeps the wrong labels from being learned, and what must it be paired with?",
        ),
    ],
}
