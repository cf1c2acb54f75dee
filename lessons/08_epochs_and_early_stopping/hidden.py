"""Hidden checks of lesson 08."""

import math

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading

NAN = float("nan")


def curve(rng, n, bottom):
    """Return a bumpy curve of n losses, all different, around a lowest one at place `bottom`."""
    while True:
        losses = [round(0.4 + 0.05 * abs(k - bottom) + rng.uniform(0, 0.12), 4) for k in range(n)]
        if len(set(losses)) == n:
            return losses


def walk(EarlyStopping, patience, min_delta, losses):
    """Return what a stopper says after each loss, until it stops."""
    stopper = EarlyStopping(patience, min_delta)
    said = []
    for loss in losses:
        answer = stopper.step(loss)
        # NumPy's True is True too; None and 1 are not.
        kind = str(getattr(answer, "dtype", type(answer)))
        said.append(bool(answer) if "bool" in kind else repr(answer))
        if said[-1] is True:
            break
    return {"step": said, "best": float(stopper.best), "best_epoch": stopper.best_epoch}


def draw_walks(rng):
    """Return bumpy curves with several patiences and without min_delta."""
    cases = []
    for patience in (1, 2, 3, 5):
        for _ in range(3):
            n = rng.randrange(6, 20)
            cases.append((patience, 0.0, curve(rng, n, rng.randrange(n))))
    cases.append((2, 0.0, [5.0, 7.0, 6.9, 6.8, 6.7]))  # lower than the one before is not the best
    cases.append((3, 0.0, [5.0, 6.0, 7.0, 4.0, 6.0, 7.0, 3.0]))  # each count begins at 0
    cases.append((4, 0.0, [3.0, 2.0, 1.0]))  # never stops
    cases.append((50, 0.0, curve(rng, 12, 5)))  # nor with this much patience
    cases.append((50, 0.0, [2.0, 1.0, *[1.5] * 55]))  # but after it
    cases.append((2, 0.0, [5.0, 6.0, 4.0, 6.0, 3.0, 6.0, 6.0]))  # bumps do not add up
    return cases


def draw_unusual(rng):
    """Return losses that are equal, 0, huge, infinite, and a little lower each time."""
    a = rng.uniform(0.3, 0.9)
    return [
        (3, 0.0, [0.5, 0.5, 0.5, 0.5]),  # an equal loss is not an improvement
        (2, 0.0, [a, 0.0, a / 4, a / 2, -a]),
        (2, 0.0, [1e12, 5e11, 6e11, 7e11, a]),
        (2, 0.0, [a, math.inf, math.inf, a / 2]),
        (2, 0.0, [a - 1e-5 * k for k in range(6)]),
    ]


def draw_deltas(rng):
    """Return curves with many small improvements, which add up to a large one."""
    cases = []
    for low in (1e-5, 0.002, 0.015, 0.1):  # a tiny min_delta counts, too, and all of its digits
        delta = rng.uniform(low, 2 * low)
        start = rng.uniform(1, 2)
        # 0.7 delta an epoch: every second epoch is an improvement over the best.
        cases.append((3, delta, [start - 0.7 * delta * k for k in range(8)]))
        cases.append((2, delta, [start - 0.3 * delta * k for k in range(8)]))
    cases.append((1, 0.25, [1.0, 0.75, 0.5]))  # exactly min_delta is not an improvement
    cases.append((2, 0.1, [0.5, 0.43, 0.39, 0.3]))  # a difference, not a share of the best
    cases.append((2, 0.1, [20.0, 19.5, 19.3, 19.1]))
    cases.append((2, 0.5, [-1.0, -1.2, -1.3, -1.6]))  # losses may be negative
    cases.append((2, 0.25, [1.0, -1.0, -1.5, -1.6, -1.4]))  # and then the lower one is better, too
    cases.append((2, 1, [9.0, 7.5, 7.0, 6.6, 1.0]))
    cases.append((1, 2.5, [9.0, 6.0, 4.0, 1.0]))
    return cases


def draw_walks_with_nan(rng):
    """Return curves with NaN at the start and in the middle."""
    a, b, c, d = curve(rng, 4, 3)
    return [
        (2, 0.0, [NAN, a, b, c, d]),
        (2, 0.0, [a, NAN, NAN, d]),
        (3, 0.0, []),  # nothing was told yet
        (3, 0.0, [NAN, NAN, NAN, a]),
        (2, 0.0, [a + 1, NAN, b - 0.3, NAN, c - 0.6]),
    ]


def draw_bad_stoppers(rng):
    """Return arguments that must be refused."""
    return [
        (0, 0.0, [1.0]),
        (-2, 0.0, [1.0]),
        (1.5, 0.0, [1.0]),
        (2.0, 0.0, [1.0]),
        ("2", 0.0, [1.0]),
        (2, -0.1, [1.0]),
        (2, -rng.uniform(1e-9, 1e-7), [1.0]),
        # When the stopper is made, not at the first step.
        (0, 0.0, []),
        (-1, 0.0, []),
        (1.5, 0.0, []),
        (2, -0.1, []),
    ]


def two(EarlyStopping, patience, losses):
    """Use two stoppers in turn; each must mind its own losses only."""
    one, other = EarlyStopping(patience), EarlyStopping(patience)
    said = [[bool(one.step(loss)), bool(other.step(1.0 + k))] for k, loss in enumerate(losses)]
    return {"step": said, "best": [float(one.best), float(other.best)]}


def draw_two(rng):
    """Return falling losses for the first of two stoppers."""
    start = rng.uniform(2, 3)
    tiny = [1e-8 * (5 - k) for k in range(5)]  # apart by a share that float32 can hold, too
    return [*((2, [start - fall * k for k in range(5)]) for fall in (0.1, 1e-5)), (2, tiny)]


HIDDEN = {
    "check_EarlyStopping": [
        Hidden(
            "many curves",
            points=2,
            cases=draw_walks,
            via=walk,
            hint="Walk by hand along 5, 6, 4, 6, 3, 6, 6 with patience 2.",
        ),
        Hidden(
            "equal, huge and hardly lower losses",
            points=1,
            cases=draw_unusual,
            via=walk,
            hint="An equal loss is not lower. A loss of 0 is a number, a huge first one improves, and so does a tiny step down.",
        ),
        Hidden(
            "min_delta",
            points=1,
            cases=draw_deltas,
            via=walk,
            hint="Compare with the best loss so far, not with the last one. min_delta is a difference, no share of it, and is not rounded.",
        ),
        Hidden(
            "losses that are NaN",
            points=1,
            cases=draw_walks_with_nan,
            via=walk,
            hint="NaN is an epoch without improvement, at the start too. What are best and best_epoch before the first one?",
        ),
        Hidden(
            "wrong settings",
            points=1,
            cases=draw_bad_stoppers,
            via=walk,
            hint="Check patience and min_delta in __init__, and raise a ValueError. 2.0 and text are not integers.",
            asked='A patience that is not an integer of at least 1 (`2.0` and `"2"` are not), or a negative `min_delta`, raises a `ValueError` when the stopper is made.',
        ),
        Hidden(
            "two stoppers",
            points=1,
            cases=draw_two,
            via=two,
            hint="Keep the state in self, not in the class or in a global. min_delta has the default 0.0. `step` is still True "
            "when more than `patience` epochs have brought nothing.",
        ),
    ],
    "check_stop_choice": [
        LabGrading(
            seeds=(4127, 9350, 2281, 7606, 1593, 8874, 3069, 6412),
            hint="Is the accuracy of your run higher before its last epoch? Try a rate of a third, and see how many "
            "epochs it needs until the wrong labels are learned.",
            second_hint="How many epochs does a run train after the best one? Fewer epochs or less patience save them; "
            "so does a larger rate, at a price.",
        ),
    ],
}
