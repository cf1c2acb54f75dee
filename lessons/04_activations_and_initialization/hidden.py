"""Hidden checks of lesson 04."""

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading


def draw_networks(rng):
    """Return networks of several layers of unequal size, each kind of slope."""
    cases = []
    for slope in (0.0, 0.01, 0.3, 1.0):
        sizes = [rng.randint(3, 60) for _ in range(rng.randint(3, 6))]
        cases.append((round(rng.uniform(0.2, 3), 2), sizes, round(rng.uniform(0.1, 0.4), 2), slope))
    return [*cases, *draw_edges(rng)]


def draw_edges(rng):
    """Return networks at the edges: one hidden layer or many, equal sizes, other slopes, small numbers."""
    s = round(rng.uniform(0.1, 0.9), 2)
    return [
        (1.7, [11, 5], s, 0.2),  # the last layer's own size must not matter
        (1.7, [11, 900], s, 0.2),
        (0.5, [2, 7], s, 0.0),
        (0.25, [6, 6, 6, 6], s, 0.05),
        (0.25, [6, 6, 6, 6], s / 2, 0.5),
        (4.0, [3, 9, 5, 8, 2, 7, 6, 4, 3], s, 0.1),
        (2.0, [5, 3, 4], s, -0.6),
        (2.0, [5, 3, 4], s, 2.5),
        (0.001, [7, 3, 5], 0.02, 0.1),
        # One argument alone is another, and sizes of the same first, last and sum.
        *[(q, [9, 4, 6, 3], 0.5, 0.125) for q in (1.75, 3.5)],
        *[(1.75, sizes, 0.5, 0.125) for sizes in ([9, 6, 6, 3], [9, 5, 5, 3])],
        *[(1.75, [9, 4, 6, 3], s / 2, slope) for slope in (0.125, 0.25)],
        (12.625, [784, 300, 150], 0.0457, 0.125),  # every digit of every number counts
        (2, [5, 3], 1.75, 3),
        (1.5, [1, 4, 1, 2], 1.2, 0.3),  # one input, one unit
        (3.0, [784, 900, 600, 50], 1.0, 0.5),  # nothing is cut off
        (0.7, [3, 5, 4, 6, 3, 5, 4, 6, 3, 5, 4, 6, 3, 5], 0.6, 0.1),
    ]


HIDDEN = {
    "check_mean_square_after": [
        Hidden(
            "other networks",
            points=2,
            cases=draw_networks,
            hint="One factor for each hidden layer, as many as there are, however small. Which sizes decide, which of them does "
            "not? Any slope counts squared. Do not round.",
            atol=0,
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
