"""Hidden checks of lesson 02."""

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading

NAN, INF = float("nan"), float("inf")


def draw_flows(rng):
    """Return norms of all five kinds, with ends and a largest one that decide, and a middle that does not."""
    last = rng.uniform(0.3, 3)
    return [
        ([last * rng.uniform(1e-8, 5e-3), 5 * last, last],),
        ([last * rng.uniform(0.02, 0.9), last],),
        ([last * rng.uniform(1.1, 15), 1e-6, last],),
        ([last * rng.uniform(150, 1e6), last, 3 * last, last],),
        ([1e-9 * last, 2e-9 * last, 1e-9 * last],),  # level and tiny
        ([2e-3, 2e-4, 1e-3 * last],),  # the largest is tiny
        ([2e-3, 0.05 * last, 1e-3 * last],),  # the largest is not
        ([last, rng.uniform(150, 1e5), last],),  # the largest is huge
        ([last, rng.uniform(110, 140), last],),  # the largest is, and the mean is not
        ([2e-3, rng.uniform(0.011, 0.014), 1e-3, 1e-3],),
        ([rng.uniform(150, 1e5), 1e5, rng.uniform(1500, 1e4)],),
        ([0.02, 1e-5 * last],),  # both small, and it explodes
        ([30.0 * last, 2e4],),  # both large, and it vanishes
        ([1e-7 * last, 1e-4],),  # tiny, and it vanishes first
        ([5e4, 100 * last],),  # huge, and it explodes first
        ([0.004, 0.001, 0.02],),  # the last is the largest
        ([0.02, 0.001, 0.004],),  # the first is
        ([0.005, 0.05 * last],),  # of two norms, too, the larger one is the size
        ([0.05 * last, 0.005],),
        ([40.0, 60.0, 150.0],),
        ([150.0, 60.0, 40.0],),
        # Of six and more norms one alone decides about the size, too.
        ([last, 2 * last, last, 300.0, 2 * last, last, last],),
        ([0.002, 0.001, 0.003, 0.002, 0.02, 0.001, 0.002],),
        # Sixteen layers and the one of the classes: far from both ends, too.
        ([*[last] * 10, 300.0, *[last] * 6],),
        ([*[last] * 16, 300 * last],),
        ([last, 2 * last, 3e-4 * last, last, 5 * last, 400 * last],),
        ([2 * last, last, 900 * last, last, 3 * last, last / 80],),
    ]


def draw_limits(rng):
    """Return ratios and sizes of exactly 0.01 and 100, and right beside them."""
    k = rng.choice([0.125, 0.25, 0.5])
    ratios = [
        ([100.0 * k, k],),
        ([100.001 * k, k],),
        ([k, 100.0 * k], 0),
        ([0.99998 * k, 100 * k],),
    ]
    tiny = [([0.002, 0.01, 0.003], 1), ([0.002, 0.0099998, 0.003],)]
    huge = [([30.0 * k, 100.0, 20.0],), ([30.0 * k, 100.001, 20.0],)]
    return [*ratios, *tiny, *huge]


def at_a_limit(gradient_flow, norms, at=None):
    """Return the word; norms[at] makes a ratio or a size of exactly 0.01.

    float32 rounds 0.01 down, and takes it and the next float for the same number.  An answer that
    cannot tell the two apart is asked for the next float32.
    """
    if at is None:
        return gradient_flow(norms)
    before, after = norms[:at], norms[at + 1 :]
    steps = [1, 1 + 2.0**-52, 1 + 2.0**-22]
    words = [gradient_flow([*before, norms[at] * step, *after]) for step in steps]
    return words[2] if words[0] == words[1] else words[0]


def draw_special(rng):
    """Return norms that are zero or nearly so, infinite or no number."""
    a = rng.uniform(0.1, 2)
    return [
        ([0.0, a, a],),
        ([a, a, 0.0],),
        ([0.0, 0.0],),
        ([a, NAN, a],),
        ([NAN, a],),
        ([a, a, INF],),
        ([INF, a],),
        ([0.0, INF],),
        ([a, 0.0, a],),
        ([a, 2 * a, a, NAN, 2 * a, a],),
        ([a, 2 * a, INF, a, 2 * a, a],),
        ([0.0, a, 0.0],),  # both ends are 0: the first one decides
        ([a, 0.0, 0.0, a],),  # what is 0 between the ends does not count
        ([3e7, 9e7, 2e7],),  # large is not infinite
        ([0.003, 0.005],),  # two norms have a size, too
        ([150.0, 120.0],),
        ([1e-20, 3e-20, 2e-20],),  # nearly 0 is not 0
        ([1e-37, 3e-37, 2e-37],),  # float32 holds these too
    ]


def draw_bad_norms(rng):
    """Return lists that must be refused."""
    a = rng.uniform(0.1, 2)
    few = [([],), ([a],), ([NAN],), ([0.0],)]
    # The first rule decides, before NaN, infinity and zero are looked at.
    both = [([NAN, -a],), ([-a, NAN],), ([a, -INF],), ([INF, -a],), ([0.0, -a],), ([NAN, a, -a],)]
    return [*few, ([a, -a],), ([-a, a],), ([a, -1e-9, a],), *both]


HIDDEN = {
    "check_gradient_flow": [
        Hidden(
            "other norms",
            points=1,
            cases=draw_flows,
            hint="Which norms make the ratio, and which one is the size? The ratio is looked at first.",
        ),
        Hidden(
            "exactly at the limits",
            points=1,
            cases=draw_limits,
            via=at_a_limit,
            hint="A ratio or a size of exactly 0.01 or 100 is healthy; a little below 0.01 or above 100 neither is, "
            "so nothing may be rounded.",
        ),
        Hidden(
            "zero, infinite, NaN",
            points=1,
            cases=draw_special,
            hint="Walk through the rules in the order of the text, with lists of any length. Rule 3 is for exactly 0.",
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_bad_norms,
            hint="Fewer than two norms, or a negative one anywhere: is it a ValueError each time, whatever the others are?",
            asked="Fewer than two norms, or a negative one anywhere: raise a `ValueError`.",
        ),
    ],
    "check_depth_choice": [
        LabGrading(
            seeds=(4127, 9380, 2651, 7014, 5839, 1276, 8493, 3562),
            hint="Compute the norms of your network before training: is one of the two numbers outside 0.01 to 100? "
            "Then try rates a factor of 3 away.",
        ),
    ],
}
