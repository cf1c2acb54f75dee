"""Hidden checks of lesson 09."""

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading


def torch_adam(gradients, lr, beta1, beta2):
    """Return the steps of torch's own optimizer, in float64."""
    import torch

    w = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([w], lr=lr, betas=(beta1, beta2), eps=1e-8)
    steps = []
    for gradient in gradients:
        before = w.item()
        w.grad = torch.tensor([gradient], dtype=torch.float64)
        optimizer.step()
        steps.append(before - w.item())
    return steps


def draw_gradients(rng):
    """Return 50 gradients of different scales, with their betas; the first is not so small that epsilon counts."""
    cases = []
    rates = rng.sample([0.001, 0.01, 0.3], 3)  # each of them once
    for scale, lr in zip((0.1, 1.0, 300.0), rates, strict=True):
        gradients = [scale, *(scale * rng.gauss(0.3, 1) for _ in range(49))]
        betas = rng.choice([0.8, 0.9, 0.95]), rng.choice([0.98, 0.99, 0.999])
        cases.append((gradients, lr, *betas))
    # Without the memory of momentum, and with a memory that is longer than that of the squares; a rate above 1.
    return [*cases, (cases[1][0][:9], 0.1, 0.0, 0.9), (cases[1][0][:9], 1.5, 0.95, 0.8)]


def draw_rare(rng):
    """Return gradients that are 0 for a while, or so small that epsilon counts, large ones, and no gradient at all."""
    size = rng.uniform(2e-8, 8e-8)
    return [
        ([0.0, 0.0, 0.0], 0.1, 0.9, 0.999),
        ([0.0, 0.0, rng.uniform(1, 2), 0.0, 0.0], 0.1, 0.9, 0.99),
        ([size, -2 * size, size], 0.1, 0.9, 0.999),
        (
            [0.0] * 80 + [rng.uniform(1, 2)],
            0.1,
            0.0,
            0.999,
        ),  # a step eight times as long as the rate
        ([], 0.1, 0.9, 0.999),
        (
            [5e4, 1.0, -3e3],
            2.346e-5,
            0.9,
            0.99,
        ),  # large, at a small rate: nothing is clipped or rounded
    ]


HIDDEN = {
    "check_adam_steps": [
        Hidden(
            "50 steps as torch.optim.Adam makes them",
            points=3,
            cases=draw_gradients,
            reference=torch_adam,
            hint="Which beta belongs to which mean, and which power of it to the third step? Is the uncorrected mean kept for the next one? "
            "A beta may be 0.",
            rtol=1e-4,
            atol=2e-6,
        ),
        Hidden(
            "gradients of 0, tiny ones, and none",
            points=1,
            cases=draw_rare,
            reference=torch_adam,
            hint="Epsilon is added to the root, after the correction. What is a step whose gradients were all 0? And "
            "without any gradient? Clip and round nothing.",
            rtol=1e-4,
            atol=1e-7,
        ),
    ],
    "check_optimizer_choice": [
        LabGrading(
            seeds=(4127, 90233, 615, 38, 271828, 5906, 77013, 1462),
            hint="Has each of the three had its own rates, on both sides of its best one? The gradients of this "
            "network are small.",
        ),
    ],
}
