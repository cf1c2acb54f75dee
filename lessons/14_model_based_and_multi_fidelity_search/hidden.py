"""Hidden checks of lesson 14."""

from functools import lru_cache

import numpy as np

import hyperlib as h
from hypergrader.hidden import Hidden

BUDGET, EPOCHS = 120, 10  # epochs of a search, and of a network at most
REPEATS = 8000


@lru_cache(maxsize=2)
def networks(search):
    """Return accuracies of the networks that a plan searches: network, seed, epoch."""
    if search == "fast":
        found = h.load_table("model").select(activation="tanh").val_accuracy
    else:
        part = h.load_table("model").select(activation="sigmoid", optimizer="sgd", width=64)
        found = part.val_accuracy[1:]  # two and three hidden layers
    return np.nan_to_num(found, nan=0.1).astype(float).reshape(-1, 5, EPOCHS)


def rungs_graded(n, first, factor):
    """Return the rungs: (networks, epochs that each has had)."""
    rungs = [(n, first)]
    while rungs[-1][1] < EPOCHS:
        n, epochs = rungs[-1]
        n = max(1, n // factor)
        rungs.append((n, EPOCHS if n == 1 else min(EPOCHS, factor * epochs)))
    return rungs


def paid_for(rungs):
    """Return the epochs paid; whoever stays goes on where it stopped."""
    before, paid = 0, 0
    for n, epochs in rungs:
        paid, before = paid + n * (epochs - before), epochs
    return paid


@lru_cache(maxsize=64)
def found_by(search, n, first, factor):
    """Return the winner's mean accuracy over all repeats, on the seeds that did not choose it.

    The draws are the same for everybody and every machine, so that equal plans earn equal points.
    """
    rng = np.random.default_rng(41077)
    curves = networks(search)
    seen, last = curves.reshape(-1, EPOCHS), curves[..., -1]
    fresh = ((last.sum(axis=1, keepdims=True) - last) / 4).ravel()
    alive = rng.integers(len(seen), size=(REPEATS, n))
    rungs = rungs_graded(n, first, factor)
    for (_, epochs), (kept, _) in zip(rungs, [*rungs[1:], (1, EPOCHS)], strict=True):
        order = np.argsort(-seen[alive, epochs - 1], axis=1, kind="stable")
        alive = np.take_along_axis(alive, np.sort(order[:, :kept], axis=1), axis=1)
    return float(fresh[alive[:, 0]].mean())


def plain_plan(budget_plan, search):
    """Return the plan as plain data; a number of any type counts by its value."""
    from numbers import Number

    def value_of(v):
        v = v.item() if hasattr(v, "item") else v
        if not isinstance(v, Number) or isinstance(v, (bool, complex)):
            return v
        return int(v) if v == v // 1 else float(v)

    plan = dict(budget_plan(search))
    return [value_of(plan.get(name)) for name in ("n", "first_epochs", "factor", "predicted")]


def told(plan):
    """Return the plan's three whole numbers, or None where it is none or too dear."""
    n, first, factor = plan[:3]
    if not all(type(x) is int for x in (n, first, factor)):
        return None
    if not (1 <= n <= 1000 and 1 <= first <= EPOCHS and factor >= 2):
        return None
    return (n, first, factor) if paid_for(rungs_graded(n, first, factor)) <= BUDGET else None


def whole(args, expected, got):
    """Return what is wrong with the form of a plan."""
    share = type(got[3]) in (int, float) and 0 <= got[3] <= 1
    return None if told(got) and share else "not a plan of at most 120 epochs with a prediction"


def above(level):
    """Return a judge: the plan finds more than this on average."""

    def judge(args, expected, got):
        plan = told(got)
        if plan is None:
            return "not a plan of at most 120 epochs"
        found = found_by(args[0], *plan)
        return None if found > level else f"finds {found:.1%} on average"

    return judge


def near(args, expected, got):
    """Return what is wrong with a prediction."""
    plan, predicted = told(got), got[3]
    if plan is None or type(predicted) not in (int, float):
        return "not a plan of at most 120 epochs with a prediction"
    found = found_by(args[0], *plan)
    reach = {"fast": 0.02, "slow": 0.05}[args[0]]
    return None if abs(found - predicted) <= reach else f"finds {found:.1%} on average"


def one(search):
    """Return the cases of one search."""
    return lambda rng: [(search,)]


def nothing(search):
    """Return nothing: the judge runs the plan."""


def draw_curves(rng):
    """Return curves that cross, with several first looks and factors."""
    # Curve 0 is the best so far at the first look, and the worst by then.
    cases = [([[0.9, 0.2, 0.3], [0.5, 0.5, 0.6], [0.4, 0.6, 0.5]], 2, 3)]
    shapes = ((9, 9, 1, 3), (13, 8, 1, 2), (20, 10, 2, 3), (17, 12, 3, 2))
    for n, last, first, factor in 2 * shapes:
        curves = []
        while len(curves) < n:
            top, pace = rng.uniform(0.4, 0.95), rng.uniform(0.1, 1.5)
            rise = [top * (1 - 2.718 ** (-pace * e)) for e in range(1, last + 1)]
            curve = [round(x + rng.gauss(0, 0.06), 5) for x in rise]
            # Shares, as accuracies are.  No two are equal to four digits at an epoch: what rounding does, "equals" looks at.
            apart = all(round(x, 4) != round(y, 4) for one in curves for x, y in zip(curve, one))
            if apart and 0 <= min(curve) and max(curve) <= 1:
                curves.append(curve)
        cases.append((curves, first, factor))
    return cases


def unlike(rng, n, epochs):
    """Return n curves of four digits, no two of them equal at an epoch."""
    columns = [[k / 10000 for k in rng.sample(range(1000, 9000), n)] for _ in range(epochs)]
    return [list(curve) for curve in zip(*columns, strict=True)]


def draw_ends(rng):
    """Return tournaments that begin at their end, or in which several reach it, or one is alone."""
    curves, longer, many = unlike(rng, 12, 6), unlike(rng, 7, 12), unlike(rng, 33, 20)
    return [
        (curves, 6, 2),
        (curves, 2, 2),  # three reach the last epoch
        (curves, 1, 12),  # one alone, far from the end
        (curves, 1, 3),  # another factor alone
        (curves, 1, 50),  # fewer than factor: one stays
        (curves, 4, 3),
        (curves[:4], 2, 2),  # of two, one goes on, though the last stretch is a short one
        (curves[:1], 1, 2),
        (longer, 1, 3),  # two stay, fewer than factor, and are not alone
        (many, 1, 2),  # six rungs
    ]


def draw_ties(rng):
    """Return curves with equal accuracies, and with some that differ by little."""
    low, high = round(rng.uniform(0.2, 0.4), 2), round(rng.uniform(0.5, 0.9), 2)
    flat = [[low] * 4 for _ in range(5)]
    return [
        (flat, 1, 2),
        ([[low, high, high, low], [low, low, high, high], [low, high, high, high]], 1, 3),
        ([[high, low, low, high], [high, high, low, high], [high, low, high, high], flat[0]], 2, 2),
        ([[high + 1e-6, low], [high + 4e-6, low], [high + 2e-6, low]], 1, 3),
        # What was before does not part equals, at a rung and at the last epoch, nor does what comes.
        ([[low, high, low, low], [high, high, high, high], [low, low, low, low]], 2, 2),
        ([[low, low, low, high], [low, low, high, high]], 4, 2),
    ]


def draw_places(rng):
    """Return trials in no order of their scores, and candidates between and beyond them."""
    cases = []
    for width in 2 * (0.2, 0.5, 1.5, 2.5):
        n = rng.randint(6, 24)
        places = [round(rng.uniform(-4, 0), 3) for _ in range(n)]
        scores = [k / 1000 for k in rng.sample(range(100, 900), n)]
        candidates = [round(rng.uniform(-5, 1), 3) for _ in range(6)]
        cases.append((places, scores, candidates, rng.randint(1, 5), width))
    # The same place was tried twice, once with luck; then all trials are good, and none is left.
    cases.append(([0.0, 1.0, 0.0, -1.0], [0.9, 0.4, 0.2, 0.1], [0.0, 0.5], 1, 0.5))
    cases.append(([0.0, 1.0, -1.0], [0.4, 0.9, 0.2], [0.5, -2.0], 3, 1.0))
    # A place whose second trial is the good one, and one whose first is; the good ones are more than one place.
    for again in ([0.2, 0.5, 0.9], [0.9, 0.5, 0.2]):
        cases += [([0.0, 1.0, 0.0], again, [0.1], n_good, 0.5) for n_good in (1, 2)]
    # Three hills at one place, two of them of good trials; the same candidate twice, and none.
    # Twenty poor trials at one place and the good ones far away: the ratios are 400 times apart and more.
    far = [3.0, 3.01, 3.02, *[k / 500 for k in range(20)]]
    cases.append((far, [k / 100 for k in range(90, 67, -1)], [3.0, 0.0, 3.01], 3, 0.5))
    # Scores that two digits cannot tell apart; a width, places and candidates of many digits; ten candidates.
    near = [0.12345, 1.54321, -1.23456], [0.9012, 0.9018, 0.9009]
    cases += [(*near, [k / 7 for k in range(10)], 1, width) for width in (0.7071, 0.35355)]
    cases.append((near[0], near[1][::-1], [k / 7 for k in range(10)], 1, 0.7071))
    cases.append((near[0][::-1], near[1], [k / 7 for k in range(10)], 1, 0.7071))
    places, scores = [0.0, 1.0, 1.0, -1.0, 0.0, 0.0], [0.9, 0.3, 0.2, 0.1, 0.8, 0.4]
    cases += [(places, scores, found, 2, 2.5) for found in ([0.5, -2.0, 0.5], [])]
    return cases


def plain_ratios(tpe_ratios, *args):
    """Return the ratios as plain numbers."""
    return [float(x) for x in tpe_ratios(*args)]


HINTS = {
    "fast": "After one epoch the fast networks show who is hopeless. For how many of them do 120 epochs pay?",
    "slow": "When do the slow networks begin to differ, and what does a cut before that throw out? How many do you keep then?",
}


def level(search, share, points):
    """Return the check that the plan of a search finds more than this share on average."""
    return Hidden(
        f"{search}, above {100 * share:g}%",
        points=points,
        cases=one(search),
        reference=nothing,
        via=plain_plan,
        judge=above(share),
        hint=HINTS[search],
    )


HIDDEN = {
    "check_halving": [
        Hidden(
            "curves that cross",
            points=2,
            cases=draw_curves,
            hint="Who stays is decided at the epoch of this rung: the best `m // factor`. Whoever stays pays only for what is new. The "
            "places of a rung stand smallest first, and the last rung decides who wins.",
        ),
        Hidden(
            "begin and end",
            points=1,
            cases=draw_ends,
            hint="At least one stays. Whoever is alone goes to the last epoch, and nobody goes beyond it.",
        ),
        Hidden(
            "equals",
            points=1,
            cases=draw_ties,
            hint="Of equals the one that stands first in the list stays, and wins.",
        ),
    ],
    "check_tpe_ratios": [
        Hidden(
            "trials in no order",
            points=3,
            cases=draw_places,
            via=plain_ratios,
            hint="Which trials are good is decided by their scores. Each density has its own number of trials, even 0; a place may have "
            "been tried twice, and the width is an argument.",
        ),
    ],
    "check_budget_plan": [
        Hidden(
            "the plan for fast networks: whole, at most 120 epochs",
            points=0.5,
            cases=one("fast"),
            reference=nothing,
            via=plain_plan,
            judge=whole,
            hint="Count the epochs of every rung, as in exercise 2, and give whole numbers and a share.",
        ),
        level("fast", 0.877, points=1),
        level("fast", 0.8805, points=2),
        level("slow", 0.67, points=1),
        level("slow", 0.715, points=1),
        level("slow", 0.735, points=3),
        Hidden(
            "predicted",
            points=1,
            cases=lambda rng: [("fast",), ("slow",)],
            reference=nothing,
            via=plain_plan,
            judge=near,
            hint="Try the plan on the cousins, and ask which of them resembles the new networks most.",
        ),
    ],
}
