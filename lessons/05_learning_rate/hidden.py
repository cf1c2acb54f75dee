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
    # The same x twice, the same point twice; gradients in the thousands and far above; a small error and four
    # digits.
    twice = (1.5, -2.0, [2.0, 1.0, 2.0, 2.0], [4.0, 1.5, 3.0, 4.0], 0.1)
    steep = (2.0, -5.0, [40.0, -30.0, 60.0], [100.0, -20.0, 30.0], 0.001)
    steeper = (2.0, -5.0, [400.0, -300.0, 600.0], [1000.0, -200.0, 300.0], 1e-5)
    large = (0.5, -1.0, [1.0, -2.0], [3.0, 1.0], 5.0)  # a rate above 1 is a rate like any other
    zero = (0.01234567, -0.005, [0.0], [0.0], 0.1)
    many = [k / 4 - 3 for k in range(24)]
    cases.append((1.5, -2.0, many, [x * x for x in many], 0.05))
    # One argument alone is another.
    w, b, xs, ys, lr = 0.5, -1.5, [1.0, -2.0, 3.0], [2.0, 0.5, -1.0], 0.25
    cases += [(w, b, xs, ys, lr), (-w, b, xs, ys, lr), (w, 2 * b, xs, ys, lr)]
    cases += [(w, b, xs[::-1], ys, lr), (w, b, xs, ys[::-1], lr), (w, b, xs, ys, lr / 2)]
    return [*cases, twice, steep, steeper, large, zero]


def draw_small(rng):
    """Return lines and points of small numbers: errors and steps are small, and no step is left out."""
    cases = []
    for n in (1, 3, 4):
        xs = [number(rng, k - 2, k - 1.1) / 5000 for k in range(n)]
        ys = [number(rng, 1, 3) / 5000 for _ in range(n)]
        w, b = number(rng, 1, 3) / 5000, number(rng, -3, -1) / 5000
        cases.append((w, b, xs, ys, number(rng, 0.05, 0.4)))
    return cases


HIDDEN = {
    "check_gradient_step": [
        Hidden(
            "other lines and points",
            points=1,
            cases=draw_lines,
            hint="Do one step by hand for two points, both gradients at the old w and b. Every point counts, also one "
            "that stands there twice, and the rate may be above 1.",
            rtol=1e-4,
            atol=1e-5,
        ),
        Hidden(
            "small numbers",
            points=1,
            cases=draw_small,
            hint="Small errors make a small step, not none. Is anything rounded?",
            rtol=1e-4,
            atol=1e-10,
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
