"""Hidden checks of lesson 06."""

import warnings

import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading


def torch_factor(step, total, warmup):
    """Return the factor that torch's schedulers give after `step` steps."""
    if not 0 <= step < total:
        raise ValueError(f"expected a step from 0 to {total - 1}, got {step}")
    optimizer = torch.optim.SGD([torch.zeros(1, dtype=torch.float64, requires_grad=True)], lr=1.0)
    parts = [CosineAnnealingLR(optimizer, T_max=total - warmup)]
    if warmup:
        start = 1 / (warmup + 1)
        parts.insert(0, LinearLR(optimizer, start_factor=start, total_iters=warmup))
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # SequentialLR steps its parts in a way that torch itself warns of
        scheduler = SequentialLR(optimizer, parts, milestones=[warmup] if warmup else [])
        for _ in range(step):
            optimizer.step()
            scheduler.step()
    return optimizer.param_groups[0]["lr"]


def draw_steps(rng):
    """Return steps of the warm-up, its last, of the cosine, its first, and the last of all, for several lengths."""
    # Also calls that differ in the warm-up only, or in the total only.
    cases = [
        (0, 1, 0),
        (0, 9, 0),
        (0, 9, 3),
        (8, 9, 0),
        (8, 20, 0),
        (1, 2, 1),
        (0, 2, 1),
        (0, 6, 5),
        (4, 6, 5),
        (5, 6, 5),
    ]
    for total in (12, 50, 180):
        warmup = rng.randint(2, total // 2)
        later = rng.randint(warmup + 1, total - 2)
        cases += [(step, total, warmup) for step in (rng.randint(1, warmup - 1), warmup, later)]
        cases += [(rng.randint(1, total - 2), total, 0), (total - 1, total, warmup)]
    return cases


def draw_unplanned(rng):
    """Return steps before the first and after the last."""
    total = rng.randint(3, 40)
    warmup = rng.randint(1, total - 1)
    return [
        (-1, total, warmup),
        (-1, total, 0),
        (-rng.randint(2, 50), total, warmup),
        (-rng.randint(2, 50), total, 0),
        (total, total, warmup),
        (total + rng.randint(1, 50), total, warmup),
        (total + rng.randint(1, 50), total, 0),
        (1, 1, 0),
    ]


HIDDEN = {
    "check_warm_cosine": [
        Hidden(
            "as torch's schedulers, one after the other",
            points=2,
            cases=draw_steps,
            reference=torch_factor,
            hint="Write down all factors for total=7 and warmup=2: two grow to the 1 of step 2, and those after it follow a cosine. "
            "Which share of it is done at step 3?",
            rtol=1e-4,
            atol=1e-6,
        ),
        Hidden(
            "steps that were not planned",
            points=1,
            cases=draw_unplanned,
            hint="Are steps -1 and -5 refused, and the one after the last and all later ones, with a warm-up and without?",
            asked="A step that is negative, or not below `total`, raises a `ValueError`",
        ),
    ],
    "check_schedule_choice": [
        LabGrading(
            seeds=(5806, 2317, 9941, 4472, 7063, 1358, 8629, 3190),
            hint="Keep the number of epochs and look at the rate: one run with a third of it and one with three times as "
            "much, under a schedule that falls. Does the accuracy rise on one side?",
            second_hint="What do half as many epochs cost in accuracy when the schedule ends with them? Count what is left "
            "of the points.",
        ),
    ],
}
