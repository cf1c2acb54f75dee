"""Hidden checks of lesson 07."""

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading


def rows(rng, n, d, middle=0.0):
    """Return n gradients of d numbers around `middle`."""
    return [[round(rng.gauss(middle, 1 + k), 4) for k in range(d)] for _ in range(n)]


def draw_gradients(rng):
    """Return gradients of several shapes, away from zero too."""
    return [
        (rows(rng, 3, 1, 5.0), 1),
        (rows(rng, 2, 4), 3),
        (rows(rng, 9, 3, -2.0), rng.choice([2, 4, 8])),
        (rows(rng, 9, 3, 1.0), 2),  # of one size with the next ones, or with those before
        (rows(rng, 9, 3, 1.0), 4),
        (rows(rng, 9, 3, 1.0), 8),
        (rows(rng, 5, 2), 64),  # a batch larger than the data, drawn with replacement
        (rows(rng, 4, 2), 1000),
        (rows(rng, 1, 3), 2),
        (rows(rng, 30, 7), 16),
        ([[300.0, -40.0], [-150.0, 900.0], [60.0, -500.0]], 2),  # long gradients are not cut
        # Equal examples count twice, and equal columns too.
        ([[1.5, -2.0], [4.0, 0.5], [1.5, -2.0]], 2),
        ([[1.0, 1.0], [4.0, 4.0]], 3),
        ([[0.1], [0.11], [0.1], [0.11]], 1),  # a mean of two digits is another one
    ]


def draw_bad_batches(rng):
    """Return arguments that must be refused."""
    return [([], 1), ([], 0), (rows(rng, 3, 2), 0), (rows(rng, 3, 2), -4), (rows(rng, 1, 1), 0)]


def gradients_of(accumulate, sizes, n, most, way="plain"):
    """Return the gradients for a network and rows made by a formula, and whether no piece was too large.

    ``used`` calls the answer for a model in which there are gradients already, ``twice`` calls it once more,
    ``steep`` gives it rows so large that the gradient is long.
    """
    import torch
    from torch import nn

    layers = [nn.Linear(sizes[0], sizes[1])]
    for before, after in zip(sizes[1:], sizes[2:]):
        layers += [nn.Tanh(), nn.Linear(before, after)]
    model = nn.Sequential(*layers)
    with torch.no_grad():
        for k, p in enumerate(model.parameters()):
            i = torch.arange(p.numel(), dtype=torch.float32)
            p.copy_((torch.sin(1.7 * i + k) * 0.6).reshape(p.shape))
    X = torch.cos(1.3 * torch.arange(n * sizes[0], dtype=torch.float32)).reshape(n, sizes[0])
    if way == "steep":
        X = 16 * X
    y = torch.arange(n) % sizes[-1]
    if way in ("used", "twice"):
        model(X).square().sum().backward()
    if way == "twice":
        accumulate(model, X, y, most)
    seen = []
    model[0].register_forward_hook(lambda part, x, out: seen.append(out.numel() // sizes[1]))
    found = accumulate(model, X, y, most)
    if found is None:
        return None
    return {
        "at most the allowed rows at a time": max(seen, default=n) <= most,
        "gradients": [[round(v, 5) for v in g.flatten().tolist()] for g in found],
    }


def whole(model, X, y, most):
    """Return the gradient of all rows at once."""
    import torch
    from torch.nn.functional import cross_entropy

    if most < 1:
        raise ValueError
    return torch.autograd.grad(cross_entropy(model(X), y), list(model.parameters()))


def gradients_reference(sizes, n, most, way="plain"):
    """Return what `gradients_of` must return."""
    expected = gradients_of(whole, sizes, n, most, way if way == "steep" else "plain")
    return {**expected, "at most the allowed rows at a time": True}


def draw_batches(rng, way="plain"):
    """Return networks and pieces that fit exactly, that do not, and one piece for all."""
    cases = []
    for n, most in ((6, 2), (6, 3), (5, 5), (4, 9), (4, 1), (1, 1), (1, 3)):
        cases.append(
            ([rng.randrange(2, 5), rng.randrange(2, 5), rng.randrange(2, 4)], n, most, way)
        )
    # Networks of one, three and four layers, and a gradient that somebody might cut.
    cases += [([3, 2], 5, 2, way), ([2, 3, 4, 2], 6, 4, way), ([2, 2, 2, 2, 3], 4, 2, way)]
    return [*cases, ([3, 2], 4, 2, "steep")]


def draw_uneven(rng):
    """Return rows that do not fit into equal pieces."""
    sizes = [rng.randrange(2, 5), rng.randrange(2, 5), 3]
    return [(sizes, 7, 3), (sizes, 5, 4), (sizes, 11, 2)]


def draw_used(rng):
    """Return models in which there are gradients already."""
    return draw_batches(rng, "used") + draw_batches(rng, "twice")


def draw_bad_pieces(rng):
    """Return piece sizes that must be refused."""
    return [([2, 2, 2], 4, most) for most in (0, -1, -rng.randint(2, 9))]


HIDDEN = {
    "check_batch_variance": [
        Hidden(
            "other gradients",
            points=1,
            cases=draw_gradients,
            hint="Divide by n in each column, add the columns, divide by the batch size, also by one larger than the data. "
            "No root is taken, and equal rows count each.",
            rtol=1e-4,
            atol=1e-5,
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_bad_batches,
            hint="No examples, or a batch size below 1: is it a ValueError each time?",
            asked="No examples, or a batch size below 1, raise a `ValueError`.",
        ),
    ],
    "check_accumulate": [
        Hidden(
            "other batches",
            points=1,
            cases=draw_batches,
            reference=gradients_reference,
            via=gradients_of,
            hint="Each piece has rows and labels of its own. One tensor for each parameter and no None, nothing clipped; never "
            "more than `most` rows at a time, fewer are fine.",
            atol=1e-4,
        ),
        Hidden(
            "a smaller last piece",
            points=1,
            cases=draw_uneven,
            reference=gradients_reference,
            via=gradients_of,
            hint="A small piece must not count as much as a large one.",
            atol=1e-4,
        ),
        Hidden(
            "gradients of an earlier call",
            points=1,
            cases=draw_used,
            reference=gradients_reference,
            via=gradients_of,
            hint="Start from zero: there may be gradients in the model before your first piece. Its weights stay as they are.",
            atol=1e-4,
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_bad_pieces,
            reference=gradients_reference,
            via=gradients_of,
            hint="At least one row at a time: 0 and every negative `most` must raise a ValueError.",
            asked="A `most` below 1 raises a `ValueError`.",
        ),
    ],
    "check_batch_choice": [
        LabGrading(
            seeds=(4127, 9380, 2615, 7752, 5043, 8291, 1469, 6534),
            hint="How many digits do your steps show the network altogether, and how many could the limits hold? "
            "Then: does the accuracy rise toward a smaller or toward a larger rate?",
        ),
    ],
}
