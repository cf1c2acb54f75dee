"""Hidden checks of lesson 05."""

import math

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading


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
    "check_rate_choice": [
        LabGrading(
            seeds=(7301, 1846, 5527, 9014, 2683, 6190, 3458, 8072),
            hint="Does the accuracy rise toward a smaller or toward a larger rate? One run a factor of 3 away on each "
            "side tells.",
        ),
    ],
}
