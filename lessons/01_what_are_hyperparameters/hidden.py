"""Hidden checks of lesson 01."""

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading


def sizes(rng, count, least=2, most=40):
    """Return `count` different sizes, so that no two layers can be mistaken for each other."""
    return rng.sample(range(least, most), count)


def draw_deep(rng):
    """Return architectures with one to twelve hidden layers; some have equal ones, or a single unit."""
    cases = []
    for depth in (1, 2, 4, 6):
        n_input, n_output, *hidden = sizes(rng, depth + 2)
        cases.append((n_input, hidden, n_output))
    equal = [(7, [7, 7, 7], 7), (5, [8, 3, 8, 3, 8], 3), (784, [32, 16, 32], 16)]
    equal.append((5, [3, 8, 8, 3, 8], 3))  # as many layers and neurons as before, in another order
    alone = [(5, [6, 9], 4), (11, [6, 9], 4), (5, [6, 9], 12)]  # one number alone is another
    return [*cases, *equal, *alone, (2, list(range(3, 15)), 4), (3, [1, 4, 1], 1), (1, [3], 2)]


def draw_flat(rng):
    """Return architectures without a hidden layer."""
    return [(a, [], b) for a, b in (sizes(rng, 2), sizes(rng, 2))]


HIDDEN = {
    "check_parameter_count": [
        Hidden(
            "any number of hidden layers",
            points=2,
            cases=draw_deep,
            hint="Try 1 and 4 hidden layers of different sizes and of equal ones, and count by hand. Each call counts anew.",
        ),
        Hidden(
            "no hidden layer",
            points=1,
            cases=draw_flat,
            hint="With n_neurons = [] one layer goes from the input to the output.",
        ),
    ],
    "check_repair_choice": [
        LabGrading(
            seeds=(4127, 8850, 2396, 7741, 1603, 9275, 5518, 3064),
            hint="Training and validation accuracy were equally low. Which of these keeps a network from "
            "learning even its own digits?",
        ),
    ],
}
