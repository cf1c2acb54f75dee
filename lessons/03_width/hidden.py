"""Hidden checks of lesson 03."""

import math

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading


def around(rng, mean, spread, n=5):
    """Return n values with exactly this mean and this standard deviation, in random order."""
    return scaled([rng.gauss(0, 1) for _ in range(n)], mean, spread)


def scaled(values, mean, spread):
    """Return the values moved and stretched so that they have this mean and this standard deviation."""
    middle = sum(values) / len(values)
    size = math.sqrt(sum((v - middle) ** 2 for v in values) / (len(values) - 1))
    return [mean + spread * (v - middle) / size for v in values]


def shuffled(rng, table):
    """Return the table with its widths in another order."""
    rows = list(table.items())
    rng.shuffle(rows)
    return dict(rows)


def draw_tables(rng):
    """Return tables in which the answer is the best one, a neighbor, or far from it."""
    # Each width: how far its mean is below the best, and its own spread, in spreads of the best.
    shapes = [
        [(0.5, 1), (0.9, 2), (0.1, 1), (0, 1)],
        [(3, 1), (2, 2), (0.8, 1), (0, 1)],
        [(5, 1), (4, 1), (3, 4), (0, 1)],
        [(2, 1), (0.5, 1), (0, 1), (0.7, 1)],
        [(0.9, 3), (3, 1), (0, 1)],
        [(0.9, 1), (0, 1), (0.3, 0.01)],  # the largest is not the best
        [(1.5, 0.01), (0, 1), (3, 9)],  # the best single seed is not of the best width
        [(1.5, 9), (0.8, 0.01), (0, 1)],
    ]
    cases = []
    for shape in shapes:
        top, spread = rng.uniform(0.7, 0.8), rng.uniform(0.005, 0.01)
        widths = sorted(rng.sample([8, 16, 32, 64, 128, 256, 512], len(shape)))
        table = {
            w: around(rng, top - drop * spread, own * spread)
            for w, (drop, own) in zip(widths, shape, strict=True)
        }
        cases.append((shuffled(rng, table) if cases else dict(reversed(table.items())),))
    # Width 16 has the highest median, 0.9, and a mean of 0.625 only.
    median = {32: [0.5, 0.5, 0.5], 64: [0.7, 0.8, 0.7, 0.8], 16: [0.9, 0.9, 0.075]}
    # The limit is 0.898586: width 16 is above it only where somebody rounds.
    close = {16: [0.89846, 0.89866], 64: [0.899, 0.901]}
    # The best single seed is of width 16, and four widths were tried.
    lucky = {16: [0.5, 0.95, 0.5], 32: [0.7] * 3, 64: [0.75, 0.77, 0.74], 128: [0.6] * 3}
    # The limits are 0.884401 and 0.886600: rounded, they fall below width 16 or rise above it.
    below = {64: [0.91103, 0.88897], 16: [0.8842, 0.8843]}
    above = {64: [0.909475, 0.890525], 16: [0.8867, 0.8867]}
    wide = {5000: [0.9, 0.92], 1024: [0.5, 0.52], 3: [0.1, 0.1]}  # any width may be the best
    # Seven widths, of which the last counts, and nine seeds, of which the last does.
    low = {width: [0.4] * 9 for width in (1, 2, 4, 8, 16)}
    long = {**low, 64: [*[0.9] * 8, 0.0], 32: [*[0.7] * 8, 0.72], 128: [0.6] * 9}
    alike = {64: [0.904, 0.896], 4: [0.895, 0.895]}  # with two digits the seeds agree
    return [*cases, (median,), (close,), (lucky,), (below,), (above,), (alike,), (wide,), (long,)]


def draw_denominators(rng):
    """Return tables of two and three seeds, for which n and n - 1 give different answers."""
    cases = []
    for even, uneven in (([-1, 1], [-1, 1]), ([-1, 0, 1], [-1, -1, 2])):
        # So wide that means of two digits decide the same: rounding is for the tables above.
        top, spread = rng.uniform(0.7, 0.75), rng.uniform(0.14, 0.16)
        table = {
            256: scaled(uneven, top, spread),
            64: scaled(even, top - 0.3 * spread, 0.16),
            16: scaled(even, top - 0.92 * spread, 0.001),
        }
        cases.append((table,))
    exact = {16: [0.625, 0.625], 64: [0.875, 0.625, 0.75]}  # exactly one spread below
    return [*cases, (shuffled(rng, exact),)]


def draw_single(rng):
    """Return tables with no width, and with one seed for the best one; one seed elsewhere is fine."""
    a = round(rng.uniform(0.8, 0.9), 3)
    return [
        ({},),
        ({64: [a]},),
        ({64: [a, a - 0.02]},),
        ({32: [a - 0.1, a - 0.2], 64: [a]},),
        ({32: [a - 0.3], 64: [a, a - 0.02]},),
        ({64: [a, a], 32: [a, a]},),
        ({128: [a + 0.03, a - 0.03], 64: [a - 0.02, a - 0.01], 32: [a - 0.01]},),
        # Width 64 is the best only where seeds that another width lacks are left out.
        ({16: [0.5], 64: [0.9, 0.6, 0.6], 32: [0.7, 0.7, 0.74]},),
        ({64: [0.5, 1.0], 32: [0.75]},),  # the smaller one of equals is the best, and has one seed
        # Of equal means the smaller width is the best, and its spread is the one that counts.
        ({128: [0.5, 1.0], 32: [0.5, 0.5], 64: [0.75, 0.75]},),
        ({64: [0.75, 0.75], 32: [0.5, 0.5], 128: [0.5, 1.0]},),
        ({128: [0.75, 0.75], 32: [0.25, 0.25], 64: [0.5, 1.0], 16: [0.5, 0.5]},),
    ]


HIDDEN = {
    "check_good_enough": [
        Hidden(
            "other tables",
            points=1,
            cases=draw_tables,
            hint="The best width has the highest mean: no median, no single run. The spread is that of this width alone, "
            "with n - 1. The smallest width counts, in whatever order they stand. Nothing is rounded.",
        ),
        Hidden(
            "few seeds",
            points=1,
            cases=draw_denominators,
            hint="n - 1 in the denominator. A mean of exactly the limit is good enough.",
        ),
        Hidden(
            "a single seed, equal means",
            points=1,
            cases=draw_single,
            hint="Only the best width needs two seeds; with fewer it is a ValueError, as for an empty table. Of equals the smaller one is "
            "the best.",
            asked="An empty table, or a best width with fewer than two seeds, raises a `ValueError`.",
        ),
    ],
    "check_width_choice": [
        LabGrading(
            seeds=(8104, 27, 615, 90233, 4, 71, 3390, 128),
            hint="Is the rate right for this width? Try three times as much, and a third.",
            second_hint="Nine tenths of the work lie in front of the first hidden layer.",
        )
    ],
}
