"""Hidden checks of lesson 04."""

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading


def draw_networks(rng):
    """Return networks of several layers of unequal size, each kind of slope."""
    cases = []
    for slope in (0.0, 0.01, 0.3, 1.0):
        sizes = [rng.randint(3, 60) for _ in range(rng.randint(3, 6))]
        cases.append((round(rng.uniform(0.2, 3), 2), sizes, round(rng.uniform(0.1, 0.4), 2), slope))
    return cases


def draw_shallow(rng):
    """Return networks with one hidden layer, whose own size must not matter."""
    s = round(rng.uniform(0.1, 0.9), 2)
    return [(1.7, [11, 5], s, 0.2), (1.7, [11, 900], s, 0.2), (0.5, [2, 7], s, 0.0)]


HIDDEN = {
    "check_mean_square_after": [
        Hidden(
            "other networks",
            points=2,
            cases=draw_networks,
            hint="One factor for each hidden layer. Which sizes decide, which of them does not?",
        ),
    ],
    "check_init_choice": [
        LabGrading(
            seeds=(6173, 2948, 8315, 5062, 1487, 9721, 3659, 7204),
            hint="Compute the spread of layer 12 over that of layer 1 before training: does it lie between 0.001 and "
            "1,000, and are the units not saturated? Then try rates a factor of 3 away.",
        ),
    ],
}
