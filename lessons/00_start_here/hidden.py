"""Hidden checks of lesson 00."""

from hypergrader.hidden import Hidden


def draw_lists(rng):
    """Return lists of 1 to 12 accuracies; the mean is never at the same place twice."""
    lists = [([rng.uniform(0, 1) for _ in range(n)],) for n in (1, 2, 5, 12)]
    return [*lists, ([rng.randint(0, 1) for _ in range(7)],), ([0.0, 0.0],), ([0.5, 0.5, 0.75],)]


HIDDEN = {
    "check_mean_accuracy": [
        Hidden(
            "other lists",
            points=2,
            cases=draw_lists,
            hint="Try lists of one and of many numbers. Does the result depend on all of them?",
        )
    ]
}
