"""Hidden checks of lesson 05."""

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
    "check_rate_choice": [
        LabGrading(
            seeds=(7301, 1846, 5527, 9014, 2683, 6190, 3458, 8072),
            hint="Does the accuracy rise toward a smaller or toward a larger rate? One run a factor of 3 away on each "
            "side tells.",
        ),
    ],
}
