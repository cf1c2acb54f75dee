"""Hidden checks of lesson 15."""

import json
import random
from functools import lru_cache

import numpy as np

from hypergrader.hidden import Hidden

KINDS = ((5, 0.0), (5, 0.7), (10, 0.0), (10, 0.7))  # runs of each setting, correlation of the noise
SIZE = {5: 1.5, 10: 1.0}  # a true difference, in spreads
EQUAL, TRUE = 200, 100  # studies of each kind
NONE = "no difference shown"


def draw_runs(rng):
    """Return scores, many resamples and a seed."""
    cases, seed = [], rng.randrange(1000)
    n = 10
    for _ in range(2):  # the same number of scores, the same seed, and another interval
        middle, spread = rng.uniform(-1, 90), rng.uniform(0.1, 3)
        scores = [round(middle + spread * rng.gauss(0, 1), 6) for _ in range(n - 1)]
        scores.append(round(middle + 1.5 * spread, 6))
        rng.shuffle(scores)
        cases.append((scores, 10_000, seed))
    # Few scores that come several times: 2.5% lie within one of the few possible means, far from its border.
    # Of three draws all are 0.9 in 3.7% of the resamples, five deviations more than 2.5%; of four in 1.2%.
    for scores in (
        [0.82, 0.86, 0.82, 0.86, 0.86, 0.82],
        [1.0, -1.0, -1.0, 1.0, -1.0],
        [0.7, 0.9, 0.7],
    ):
        cases.append((scores, 6_000, seed))
    return cases


def exact_interval(scores, resamples, seed):
    """Return the ends from many more resamples, and the deviation of a resampled mean."""
    rng = np.random.default_rng(0)
    values = np.array(scores)
    n = len(values)
    means = values[rng.integers(n, size=(60_000, n))].mean(axis=1)
    return [*np.percentile(means, [2.5, 97.5]).tolist(), float(means.std())]


def interval(bootstrap_interval, scores, resamples, seed):
    """Return the interval as a list of plain numbers."""
    return [float(x) for x in bootstrap_interval(scores, resamples, seed)]


def near(args, expected, got):
    """Return what is wrong with an interval.

    An end of 10,000 resamples is off by about 0.03 deviations of a resampled mean: 0.16 is five times that.
    Ends that leave 5% outside are off by 0.24 and more.
    """
    low, high, spread = expected
    if len(got) != 2:
        return "expected two numbers"
    if max(abs(got[0] - low), abs(got[1] - high)) > 0.16 * spread:
        return "an end lies elsewhere"
    return None


def draw_seeds(rng):
    """Return scores for two calls with one seed, and one with another."""
    scores = [round(rng.uniform(70, 90), 6) for _ in range(9)]
    return [(scores, 200, rng.randrange(1000))]


def seeds(bootstrap_interval, scores, resamples, seed):
    """Return whether the seed decides, whatever other code did with the global generators."""
    import random
    import statistics

    before = list(scores)
    random.seed(1)
    one = [float(x) for x in bootstrap_interval(scores, resamples, seed)]
    random.seed(2)
    same = [float(x) for x in bootstrap_interval(scores, resamples, seed)]
    others = [
        [float(x) for x in bootstrap_interval(scores, resamples, seed + k)] for k in (1, 10, 1000)
    ]
    # Of one generator the first 2,200 resamples are among the first 4,000, and once in 600 draws the
    # same two of them are the ends: of five numbers of resamples, three may agree by chance, not four.
    more = [
        [float(x) for x in bootstrap_interval(scores, k * resamples, seed)]
        for k in (11, 13, 17, 20)
    ]
    # From seed to seed an end is off by 0.06 standard deviations of the scores; of 200 / 9 resamples, by 0.17.
    many = [
        [float(x) for x in bootstrap_interval(scores, resamples, seed + 1000 * k)]
        for k in range(1, 31)
    ]
    off = sum(statistics.stdev(end) for end in zip(*many)) / 2 / statistics.pstdev(scores)
    return {
        "as many resamples as asked for": off < 0.1,
        "the seed decides": one == same,
        "another seed, another interval": len({str(x) for x in [one, *others]}) == 4,
        "the number of resamples counts": len({str(x) for x in [one, *more]}) > 2,
        "nothing is rounded": any(x != round(x, 6) for ends in (one, *others, *more) for x in ends),
        "scores as they were": list(scores) == before,
    }


def simulate(rng, n, shared, gap, count):
    """Return scores of shape (count, setting, n) and the better setting of each study, 0 for equals."""
    spread = 10 ** rng.uniform(-2.5, -1.5, (count, 1, 1))
    common, own = rng.normal(size=(count, 1, n)), rng.normal(size=(count, 2, n))
    scores = rng.uniform(0.6, 0.9, (count, 1, 1))
    scores = scores + spread * (shared**0.5 * common + (1 - shared) ** 0.5 * own)
    better = rng.choice([-1, 1], count) if gap else np.zeros(count, int)
    scores[:, 1] += gap * spread[:, 0] * better[:, None]
    return scores, better


def strength(scores, shared):
    """Return how far each study of equals is out: t of the pairs where noise is shared, of two groups where not."""
    a, b = scores[:, 0], scores[:, 1]
    variance = (b - a).var(axis=1, ddof=1) if shared else a.var(1, ddof=1) + b.var(1, ddof=1)
    return abs((b - a).mean(axis=1)) / np.sqrt(variance)


@lru_cache(maxsize=1)
def all_studies():
    """Return all studies, [kind, better setting, a, b]; the same ones for everybody.

    Of 20 times as many studies of equals each twentieth is kept, in the order of their strength, so that a
    rule at 5% claims very nearly 5% of them: luck decides nobody's points.
    """
    dice = np.random.default_rng(2315)
    studies = []
    for kind, (n, shared) in enumerate(KINDS):
        scores, better = simulate(dice, n, shared, 0.0, 20 * EQUAL)
        kept = np.argsort(strength(scores, shared))[10::20]
        scores, better = scores[kept], better[kept]
        far, sides = simulate(dice, n, shared, SIZE[n], TRUE)
        for block, truth in ((scores, better), (far, sides)):
            for (a, b), side in zip(block.round(5).tolist(), truth.tolist(), strict=True):
                studies.append([kind, side, a, b])
    random.Random(2315).shuffle(studies)
    return studies


def draw_studies(rng):
    """Return the scores of all studies as one text; which setting is the better one never leaves the grader."""
    return [(json.dumps([[a, b] for _, _, a, b in all_studies()]),)]


def truth(studies):
    """Return nothing: the judge knows the truth."""


def verdicts(verdict, studies):
    """Return what is said of each study."""
    import json

    return [verdict(a, b) for a, b in json.loads(studies)]


def rates(got):
    """Return the largest share of false claims of a kind, and the share of true differences that are found."""
    studies = all_studies()
    names = {-1: "a", 0: NONE, 1: "b"}
    said = [(kind, side, word) for (kind, side, _, _), word in zip(studies, got, strict=True)]
    assert all(word in names.values() for _, _, word in said)
    false = [
        sum(word != NONE for kind, side, word in said if kind == one and side == 0) / EQUAL
        for one in range(len(KINDS))
    ]
    found = sum(word == names[side] for _, side, word in said if side) / (TRUE * len(KINDS))
    return max(false), found


def at_least(share):
    """Return a judge: false claims within bounds, and this share of the true differences found."""

    def judge(args, expected, got):
        false, found = rates(got)
        if false > 0.075:
            return f"a difference between equals is claimed in {false:.1%} of the studies of a kind"
        if found < share:
            return f"{found:.0%} of the true differences are found"
        return None

    return judge


def draw_clear(rng):
    """Return clear cases, each also with the settings exchanged."""
    cases = []
    for n in (5, 10):
        middle, spread = rng.uniform(0.6, 0.8), 10 ** rng.uniform(-2.45, -1.76)
        places = [k - (n - 1) / 2 for k in range(n)]
        order = other = rng.sample(places, n)
        while other == order:  # else all differences were equal, and their deviation 0
            other = rng.sample(places, n)
        a = [round(middle + spread * x / n, 5) for x in order]
        b = [round(middle + spread * (3 + x / n), 5) for x in other]
        # c and d mirror each other around the middle: differences of either sign, means close together.
        c = [round(middle + spread * (-1) ** k * (1 + k / n), 5) for k in range(n)]
        d = [round(2 * middle - x, 5) for x in c]
        cases += [(a, b), (b, a), (c, d), (d, c)]
    return cases


HIDDEN = {
    "check_bootstrap_interval": [
        Hidden(
            "other scores",
            points=2,
            cases=draw_runs,
            reference=exact_interval,
            via=interval,
            judge=near,
            hint="How many scores does each resample draw, and may one come twice? 2.5% of the `resamples` means are cut off at each end, and no scores; a score may be negative.",
        ),
        Hidden(
            "the seed decides",
            points=1,
            cases=draw_seeds,
            via=seeds,
            hint="Make a generator from the seed inside the function; the global one is changed by others. Draw `resamples` "
            "times, work on a copy, and round nothing.",
        ),
    ],
    "check_verdict": [
        Hidden(
            "clear cases",
            points=1,
            cases=draw_clear,
            hint="Three spreads apart is clear, whichever of the two is better. What is returned when the means agree?",
        ),
        Hidden(
            "false claims, at most 7.5% of each kind",
            points=3,
            cases=draw_studies,
            reference=truth,
            via=verdicts,
            judge=at_least(0.2),
            hint="Which kind of study claims too much in the table above, and which limit belongs to so few runs? "
            "A rule that hardly ever claims anything fails here, too.",
        ),
        Hidden(
            "found, 45% of the true differences",
            points=2,
            cases=draw_studies,
            reference=truth,
            via=verdicts,
            judge=at_least(0.45),
            hint="With false claims in bounds: is the margin wider than it must be?",
        ),
        Hidden(
            "found, 65% of the true differences",
            points=2,
            cases=draw_studies,
            reference=truth,
            via=verdicts,
            judge=at_least(0.65),
            hint="Where the same seed brings the same luck to both, what is quieter than the runs?",
        ),
    ],
}
