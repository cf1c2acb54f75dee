"""Hidden checks of lesson 13."""

import json
import math

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading


def drawn(draw, space, n, seed):
    """Return the drawn configurations as one text, read far faster than thousands of dictionaries.

    Numbers may be of any type.
    """
    import json
    from decimal import Decimal
    from numbers import Real

    found = [
        {name: v.item() if hasattr(v, "item") else v for name, v in dict(choice).items()}
        for choice in draw(space, n, seed)
    ]
    return json.dumps(
        found, default=lambda v: float(v) if isinstance(v, (Real, Decimal)) else repr(v)
    )


def draw_spaces(rng):
    """Return spaces of one to four hyperparameters, 2,000 draws each."""
    seed = rng.randrange(999)
    low = rng.uniform(0.5, 2)
    return [
        ({"lr": ("log", 1e-5 * low, low)}, 2000, seed),
        ({"noise": ("linear", 0, 3), "scale": ("log", 1, 1000)}, 2000, seed + 4),  # whole ends
        ({"l1": ("log", 1e-6, 1e-2 * low), "lr": ("log", 1e-4, 10.0 * low)}, 2000, seed + 1),
        (
            {
                "a": ("linear", -low, low),
                "b": ("linear", 5.0, 5.0 + low),
                "lr": ("linear", 0.1, 10.0 * low),  # neither a name nor an end above 0 makes it log
            },
            2000,
            seed + 2,
        ),
        (
            {
                "activation": ("choice", ["relu", "tanh"]),
                "size": ("choice", [16, 32, 64, 128]),
                "dropout": ("linear", 0.0, 0.5 * low),
                "lr": ("log", 0.01, 0.5 * low),
            },
            2000,
            seed + 3,
        ),
    ]


def any_of_many(space, n, seed):
    """Return nothing: no list of draws is the right one, and `spread` judges them by themselves."""


def spread(args, expected, got):
    """Return what is wrong with a list of configurations, each hyperparameter by itself and each pair.

    A right answer fails with a probability below 1e-6: sqrt(n) * D of Kolmogorov and Smirnov above 2.9 has
    the chance 2 * exp(-2 * 2.9**2), below 0.25 that of 3e-8; 2,000 draws leave a hundredth at an end empty with 0.99**2000; shares, the share of rises and the covariances are more than five
    standard deviations from their expected values.
    """
    space, n, _ = args
    got = json.loads(got)
    if len(got) != n:
        return f"expected a list of {n} configurations"
    if not all(set(one) == set(space) for one in got):
        return f"expected the names {', '.join(space)} in each configuration"
    places = {}
    for name, (kind, *rest) in space.items():
        values = [one[name] for one in got]
        if kind == "choice":
            if not all(value in rest[0] for value in values):
                return f"{name}: expected one of {rest[0]}"
            even = 1 / len(rest[0])
            for choice in rest[0]:
                share = values.count(choice) / n
                if abs(share - even) > 5.5 * math.sqrt(even * (1 - even) / n):
                    return (
                        f"{name}: {choice!r} in {share:.0%} of the draws, expected about {even:.0%}"
                    )
            again = sum(a == b for a, b in zip(values, values[1:], strict=False)) / n
            if abs(again - even) > 5.5 * math.sqrt(even * (1 - even) / n):
                return f"{name}: each draw tells something about the next one"
            places[name] = [(rest[0].index(value) + 0.5) / len(rest[0]) for value in values]
            continue
        if not all(isinstance(value, (int, float)) for value in values):
            return f"{name}: expected numbers"
        low, high = rest
        if not all(low - 1e-4 * abs(low) <= v <= high + 1e-4 * abs(high) for v in values):
            return f"{name}: expected every value between {low:g} and {high:g}"
        if kind == "log":
            low, high, values = math.log(low), math.log(high), [math.log(v) for v in values]
        places[name] = [(value - low) / (high - low) for value in values]
        if len(set(values)) < 0.95 * n:
            return f"{name}: many values come more than once"
        ordered = sorted(places[name])
        gap = max(max(abs(p - i / n), abs(p - (i + 1) / n)) for i, p in enumerate(ordered))
        if gap * math.sqrt(n) > 2.9:
            share = sum(p < 0.5 for p in ordered) / n
            return f"{name}: {share:.0%} of the draws are in the lower half of the {kind} scale, expected about 50%"
        if ordered[0] > 0.01 or ordered[-1] < 0.99:
            return f"{name}: an end of the range is never drawn"
        if gap * math.sqrt(n) < 0.25:
            return f"{name}: the values leave no gaps, so each depends on the others"
        rises = sum(b > a for a, b in zip(places[name], places[name][1:], strict=False)) / n
        if abs(rises - 0.5) > 0.04:
            return f"{name}: each draw tells something about the next one"
    names = list(places)
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            together = (
                sum((x - 0.5) * (y - 0.5) for x, y in zip(places[a], places[b], strict=True)) / n
            )
            if abs(together) > 0.015:
                return f"{a} and {b} are not drawn independently of each other"
    return None


def draw_few(rng):
    """Return few draws: none of them may be left out."""
    space = {"lr": ("log", 1e-4, 1.0), "batch": ("choice", [8])}
    seed = rng.randrange(100)
    few = [(space, 1, seed), (space, 3, seed), ({"p": ("linear", 0.0, 0.5)}, 2, seed)]
    return [*few, ({"batch": ("choice", [8])}, 4, seed)]  # the same one four times


def shape(draw, space, n, seed):
    """Return what does not depend on chance."""
    from collections.abc import Mapping, Sequence

    before = repr(space)
    drawn = draw(space, n, seed)
    found = list(drawn)
    return {
        "a list": isinstance(drawn, Sequence) or hasattr(drawn, "tolist"),
        "of dictionaries": all(isinstance(choice, Mapping) for choice in found),
        "how many": len(found),
        "names": [sorted(dict(choice)) for choice in found],
        "batch": [dict(choice).get("batch") for choice in found],
        "all different objects": len({id(choice) for choice in found}) == len(found),
        "space unchanged": repr(space) == before,
    }


def draw_two_seeds(rng):
    """Return the arguments for lists that must differ."""
    return [({"lr": ("log", 1e-4, 1.0), "p": ("linear", 0.0, 0.5)}, 20, rng.randrange(100))]


def two_seeds(draw, space, n, seed):
    """Return whether seeds matter, whatever other code did with the global generators."""
    import random

    import torch

    random.seed(1), torch.manual_seed(1)
    one = [sorted(dict(choice).items()) for choice in draw(space, n, seed)]
    random.seed(2), torch.manual_seed(2)
    same = [sorted(dict(choice).items()) for choice in draw(space, n, seed)]
    seeds = [seed, seed + 1, seed + 10, seed + 64, seed + 100, seed + 1000]
    lists = {str([sorted(dict(c).items()) for c in draw(space, n, s)]) for s in seeds}
    return {"the seed decides": one == same, "another seed, another list": len(lists) == 6}


def draw_scores(rng):
    """Return scores in no order, all different, with a number of draws."""
    cases = []
    for size, n in ((1, 3), (3, 1), (5, 4), (12, 7), (30, 60), (30, 90)):
        cases.append(([k / 1_000_000 for k in rng.sample(range(100_000, 900_000), size)], n))
    return cases


def draw_ties(rng):
    """Return scores of which several are equal, and more draws than scores."""
    best = round(rng.uniform(0.6, 0.9), 2)
    return [
        ([best, 0.3, best, 0.3, best], 3),
        ([0.5, 0.5, 0.5], 5),
        ([0.1, best, 0.2], 40),
        ([0.4, 0.3, 0.2], 40),  # as many scores and draws as before, and another result
        ([0.2, best, 0.1], 4),
        ([best, 0.5, 0.4], 4),  # and the same best score
        ([-1.5, -0.5, -1.5], 2),
        ([0.0, best], 2),
        ([best, 0.3, best], 1),  # one draw: equal scores count each
        ([0.1, best, 0.45], 40),  # as many, the same lowest and the same best, and another result
        ([0.1, best, 0.15], 4),
        ([90.5, 71.0, 83.5], 2),  # in percent
        ([90.5, 71.0, 83.5], 3),  # another number of draws alone
        ([0.8124, 0.8121, 0.8119], 2),
    ]


HIDDEN = {
    "check_draw": [
        Hidden(
            "each on its scale, independent of the others",
            points=2,
            cases=draw_spaces,
            reference=any_of_many,
            via=drawn,
            judge=spread,
            hint="Uniform from the lower end to the upper one, on a log scale in the exponent; the kind alone tells the scale. No draw "
            "depends on another: one generator for everything, used once for each value, and no plan that fills gaps.",
        ),
        Hidden(
            "few draws",
            points=1,
            cases=draw_few,
            via=shape,
            hint="A list of how many dictionaries, with which names? Each must be a dictionary of its own, also where two agree.",
        ),
        Hidden(
            "the seed decides",
            points=1,
            cases=draw_two_seeds,
            via=two_seeds,
            hint="Make a generator from the seed inside the function; the global one is changed by others.",
        ),
    ],
    "check_expected_best": [
        Hidden(
            "lists in no order",
            points=1.5,
            cases=draw_scores,
            hint="Sort a copy. A score may be drawn more than once, and n may be far larger than the list: too many outcomes to "
            "try them all, and whole numbers to the power n that do not fit into NumPy's integers. Use (k / N) ** n.",
        ),
        Hidden(
            "equal and negative scores",
            points=1.5,
            cases=draw_ties,
            hint="Equal scores share their probability: each place in the sorted list counts by itself. A score may be negative, and "
            "a second call has nothing to do with the first.",
        ),
    ],
    "check_search_choice": [
        LabGrading(
            seeds=(70411, 18, 52963, 3307, 91, 240718, 6, 1350),
            hint="Which of the five moves the accuracy most? Give it its own runs at a small batch and an initial scale of 1.",
        )
    ],
}
