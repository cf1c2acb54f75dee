"""Hidden checks of lesson 05."""

import math

from hypergrader.hidden import Hidden


def number(rng, low=-3, high=3):
    """Return a number with two decimals."""
    return round(rng.uniform(low, high), 2)


def draw_lines(rng):
    """Return lines and points; w and b are never 0 and far from the best line."""
    cases = []
    for n in (1, 2, 5, 9):
        xs, ys = [number(rng) for _ in range(n)], [number(rng) + 4 for _ in range(n)]
        cases.append((number(rng, 1, 3), number(rng, -3, -1), xs, ys, number(rng, 0.05, 0.4)))
    return cases


def draw_bad_points(rng):
    """Return points that must be refused."""
    a, b, c = (number(rng) for _ in range(3))
    return [(a, b, [], [], 0.1), (a, b, [a], [b, c], 0.1), (a, b, [a, b, c], [a, b], 0.1)]


def with_curvatures(rng, curvatures):
    """Return a symmetric matrix with these eigenvalues, turned in random planes."""
    n = len(curvatures)
    A = [[curvatures[i] if i == j else 0.0 for j in range(n)] for i in range(n)]
    for i in range(n):
        for j in range(i + 1, n):
            angle = rng.uniform(0.3, 1.2)
            c, s = math.cos(angle), math.sin(angle)
            for row in A:
                row[i], row[j] = c * row[i] - s * row[j], s * row[i] + c * row[j]
            A[i], A[j] = (
                [c * x - s * y for x, y in zip(A[i], A[j], strict=True)],
                [s * x + c * y for x, y in zip(A[i], A[j], strict=True)],
            )
    return [[(A[i][j] + A[j][i]) / 2 for j in range(n)] for i in range(n)]


def draw_matrices(rng):
    """Return matrices that are not diagonal, with one to four positive curvatures."""
    cases = [([[number(rng, 0.5, 30)]],)]
    for n in (2, 3, 4):
        cases.append((with_curvatures(rng, [number(rng, 0.5, 30) for _ in range(n)]),))
    return cases


def draw_saddles(rng):
    """Return matrices with a curvature that is negative or 0; no diagonal entry shows it in the first."""
    return [
        ([[1.0, 2.0], [2.0, 1.0]],),  # curvatures 3 and -1
        ([[2.0, 0.0], [0.0, 0.0]],),
        (with_curvatures(rng, [-number(rng, 0.5, 3), number(rng, 4, 9), number(rng, 4, 9)]),),
        ([[-number(rng, 1, 5)]],),
        ([[-1.0, 0.0], [0.0, -2.0]],),  # their product is positive
        (with_curvatures(rng, [-1.0, -2.0]),),
        (with_curvatures(rng, [-1.0, -2.0, 3.0]),),
        (with_curvatures(rng, [-1.0, 3.0, 4.0]),),
        ([[0.0]],),
    ]


def rates_of(draw_rates, low, high, n, seed):
    """Return the rates as plain numbers."""
    return [float(rate) for rate in draw_rates(low, high, n, seed)]


def draw_ranges(rng):
    """Return ranges of different width, 2,000 draws each."""
    cases = []
    for low, high in ((1e-5, 1.0), (1e-3, 10.0), (0.02, 0.5)):
        cases.append(
            (low * rng.uniform(0.8, 1.2), high * rng.uniform(0.8, 1.2), 2000, rng.randrange(999))
        )
    cases.append((0.001, 0.1, 1, rng.randrange(999)))
    return cases


def spread(args, expected, got):
    """Return what is wrong with a list of rates, by a Kolmogorov-Smirnov test on the logarithms.

    A right answer fails with a probability of 1e-7: sqrt(n) * D above 2.9, where the chance is
    2 * exp(-2 * 2.9**2).  That one of 50 equal parts of the range stays empty is less likely still.
    """
    low, high, n, _ = args
    if not isinstance(got, list) or len(got) != n:
        return f"expected a list of {n} rates"
    if not all(isinstance(x, float) and low * 0.9999 <= x <= high * 1.0001 for x in got):
        return "expected every rate between low and high"
    if len(set(got)) < 0.95 * n:
        return "many rates come more than once"
    places = sorted(math.log(x / low) / math.log(high / low) for x in got)
    parts = {min(max(int(50 * place), 0), 49) for place in places}
    if n >= 2000 and len(parts) < 50:
        return "a part of the range has no rate"
    gap = max(max(abs(p - i / n), abs(p - (i + 1) / n)) for i, p in enumerate(places))
    if gap * math.sqrt(n) > 2.9:
        share = sum(p < 0.5 for p in places) / n
        return (
            f"{share:.0%} of the rates are in the lower half of the log scale, expected about 50 %"
        )
    steps = [b - a for a, b in zip(places, places[1:], strict=False)]
    if n > 2 and max(steps) < 1.1 * min(steps):
        return "the rates are evenly spaced, expected random ones"
    return None


def draw_two_seeds(rng):
    """Return the arguments for two lists that must differ."""
    return [(1e-4, 1.0, 20, rng.randrange(100))]


def two_seeds(draw_rates, low, high, n, seed):
    """Return whether seeds matter, whatever other code did with the global generators."""
    import random

    import torch

    random.seed(1), torch.manual_seed(1)
    one = [float(rate) for rate in draw_rates(low, high, n, seed)]
    random.seed(2), torch.manual_seed(2)
    same = [float(rate) for rate in draw_rates(low, high, n, seed)]
    seeds = [seed, seed + 1, seed + 10, seed + 64, seed + 100, seed + 1000]
    lists = {tuple(float(rate) for rate in draw_rates(low, high, n, s)) for s in seeds}
    return {"the seed decides": one == same, "another seed, another list": len(lists) == 6}


def draw_bad_ranges(rng):
    """Return arguments that must be refused."""
    low = rng.uniform(0.001, 0.1)
    return [
        (-low, 1.0, 5, 0),
        (0.0, 1.0, 5, 0),
        (low, low, 5, 0),
        (1.0, low, 5, 0),
        (low, 1.0, 0, 0),
    ]


def growing(rng, n):
    """Return n rates with equal ratios."""
    low = 10 ** rng.uniform(-6, -4)
    return [low * 2**k for k in range(n)]


def draw_curves(rng):
    """Return curves that fall and rise without divergence, with noise."""
    cases = []
    for n in (4, 9, 15):
        bottom = rng.randrange(1, n - 1)
        losses = [round(1.0 + 0.15 * abs(k - bottom) + rng.uniform(0, 0.05), 4) for k in range(n)]
        cases.append((growing(rng, n), losses))
    cases.append((growing(rng, 3), [2.0, 1.5, 5.0]))  # less than 4 times: the walk goes on
    cases.append((growing(rng, 4), [2.0, 1.5, 5.5, 1.2]))
    cases.append((growing(rng, 4), [2.0, 1.0, 4.0, 0.5]))  # 4 times, not more
    return cases


def draw_diverging(rng):
    """Return curves that diverge and fall again afterwards, in each of the three ways."""
    nan, inf = float("nan"), float("inf")
    start = [2.3, 2.1, round(rng.uniform(1.2, 1.6), 2), 1.8]
    cases = []
    for bad in (nan, inf, 4.1 * start[2], 50.0):
        cases.append((growing(rng, 6), [*start, bad, 0.3]))
    cases.append((growing(rng, 5), [8.0, 2.0, 1.0, 4.5, 0.5]))  # 4.5 is less than 4 times the first
    cases.append((growing(rng, 3), [1.0, nan, 0.1]))
    cases += [(growing(rng, 3), [2.0, 1.0, bad]) for bad in (nan, inf)]  # at the end
    return cases


def draw_equal(rng):
    """Return curves in which the lowest loss comes more than once."""
    low = round(rng.uniform(1, 2), 2)
    return [(growing(rng, 5), [2.3, low, 2.1, low, 2.2]), (growing(rng, 3), [low, low, low])]


def draw_nothing(rng):
    """Return input that must be refused."""
    a = rng.uniform(0.001, 0.1)
    nan = float("nan")
    return [
        ([], []),
        ([a], [nan]),
        ([a, 2 * a], [float("inf"), 1.0]),
        ([a, 2 * a], [1.0]),
        ([a], [1.0, 2.0]),
    ]


HIDDEN = {
    "check_gradient_step": [
        Hidden(
            "other lines and points",
            points=2,
            cases=draw_lines,
            hint="Do one step by hand for two points, both gradients at the old w and b.",
            rtol=1e-4,
            atol=1e-5,
        ),
        Hidden(
            "points that do not fit together",
            points=1,
            cases=draw_bad_points,
            hint="What when a list is empty, or longer than the other?",
            asked="Lists of different lengths, or empty ones, raise a `ValueError`.",
        ),
    ],
    "check_largest_stable_rate": [
        Hidden(
            "matrices that are not diagonal",
            points=2,
            cases=draw_matrices,
            rtol=1e-3,
            hint="The curvatures are the eigenvalues, not the numbers on the diagonal.",
        ),
        Hidden(
            "a loss without a lowest point",
            points=1,
            cases=draw_saddles,
            hint="Look at the smallest eigenvalue. It must be above 0.",
            asked="If an eigenvalue is 0 or negative, the loss has no single lowest point: raise a `ValueError`.",
        ),
    ],
    "check_draw_rates": [
        Hidden(
            "uniform on a log scale",
            points=3,
            cases=draw_ranges,
            via=rates_of,
            judge=spread,
            hint="Draw 2,000 rates from 0.001 to 10. About half of them should be below 0.1, "
            "no two should be equal, and their logarithms should fill the range without a pattern.",
        ),
        Hidden(
            "the seed decides",
            points=1,
            cases=draw_two_seeds,
            via=two_seeds,
            hint="Make a generator of your own from the seed.",
        ),
        Hidden(
            "ranges that make no sense",
            points=1,
            cases=draw_bad_ranges,
            hint="Check 0 < low < high and n >= 1 first.",
            asked="`low` must be above 0 and below `high`, and `n` at least 1; otherwise raise a `ValueError`.",
        ),
    ],
    "check_suggest_rate": [
        Hidden(
            "other curves",
            points=2,
            cases=draw_curves,
            hint="Find the lowest loss, and take a tenth of its rate.",
        ),
        Hidden(
            "curves that diverge",
            points=1,
            cases=draw_diverging,
            hint="Compare each loss with 4 times the lowest one before it, and look for NaN and infinity.",
        ),
        Hidden(
            "the first of equals",
            points=1,
            cases=draw_equal,
            hint="What when the lowest loss comes twice?",
        ),
        Hidden(
            "nothing to choose from",
            points=1,
            cases=draw_nothing,
            hint="Empty lists, lists of different lengths, a first loss that is NaN.",
            asked="If nothing is left, or if the lists differ in length, raise a `ValueError`.",
        ),
    ],
}
