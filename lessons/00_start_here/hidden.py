"""Hidden checks of lesson 00."""

from hypergrader.hidden import Hidden


def draw_lists(rng):
    """Return lists of 1 to 12 accuracies, in percent and gains too; no place of the mean repeats."""
    lists = [([rng.uniform(0, 1) for _ in range(n)],) for n in (1, 2, 5, 12)]
    # Whole numbers stand among others: of whole numbers alone torch makes a tensor that has no mean.
    others = [([*(rng.randint(0, 1) for _ in range(6)), 1.0],), ([0.0, 0.0],), ([0.5, 0.5, 0.75],)]
    others += [([0.5, 0.125, 0.25],), ([250, 131, 99.5],)]  # as long and with the same first; large
    others += [([k / 64 for k in range(40)],), ([1500.0, 2500.5],)]  # many, and larger ones
    return [*lists, *others, ([90.5, 71.0, 83.5, 60.0],), ([-0.5, 0.125, -0.25],)]


HIDDEN = {
    "check_mean_accuracy": [
        Hidden(
            "other lists",
            points=2,
            cases=draw_lists,
            hint="Try lists of one and of many numbers, of percentages and with a negative number. Does the result depend on all of them, whatever they are, and on nothing else?",
        )
    ]
}
