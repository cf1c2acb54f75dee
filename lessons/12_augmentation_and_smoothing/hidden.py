"""Hidden checks of lesson 12."""

from hypergrader.hidden import Hidden
from hypergrader.labs import LabGrading


def by_torch(logits, label, s):
    """Return the loss that torch computes."""
    import torch
    from torch.nn.functional import cross_entropy

    z = torch.tensor([logits], dtype=torch.float64)
    return cross_entropy(z, torch.tensor([label]), label_smoothing=s).item()


def draw_examples(rng):
    """Return logits of 2 to 20 classes, with shares that are neither 0 nor 1."""
    cases = []
    for n in (2, 3, 5, 10, 20):
        logits = [round(rng.uniform(-3, 3), 2) for _ in range(n)]
        cases.append((logits, rng.randrange(n), round(rng.uniform(0.05, 0.6), 2)))
    # The right class is the first one, the last one, the largest and the smallest.
    cases += [([1.5, -0.5, 0.25], 0, 0.3), ([1.5, -0.5, 0.25, 3.0], 3, 0.1)]
    cases += [([-2.0, 1.0, 0.5], 0, 0.2), ([1.0, 2.0, 4.0], 1, 0.9)]
    # The label alone is another, the share alone; and a share and logits of many digits.
    cases += [([1.5, -0.5, 0.25], 1, 0.3), ([1.5, -0.5, 0.25], 0, 0.4)]
    cases += [([1.23456, -2.34567, 3.45678], 1, 0.0123), ([k / 7 for k in range(50)], 18, 0.125)]
    cases.append(([0.0, -4.0], 0, 0.0))  # sure and right: what is added "to be safe" shows
    return cases


def draw_extremes(rng):
    """Return logits that overflow or underflow, and shares of 0 and 1."""
    # Below 2,048 float32 is off by 0.00006 at most: also where the log of the sum is subtracted last.
    big = float(rng.randrange(1500, 2048))
    return [
        ([big, big - 2.0, big - 5.0], 2, 0.1),
        ([-big, -big - 1.0], 1, 0.1),
        ([big, -big, 0.0], 0, 0.0),
        ([big, -big, 0.0], 1, 0.2),
        ([-big, 0.0, big], 1, 0.1),  # the largest is neither the first nor the label's
        ([big, -big, big], 0, 0.0),  # two are the largest
        ([9e4, -9e4, 0.0], 1, 0.2),
        ([9.5, 0.0], 0, 0.0),  # sure and right: a small loss, not none
        ([0.5, -1.5, 2.0], 0, 1.0),
        ([0.5, -1.5, 2.0], 1, 0.0),
    ]


HIDDEN = {
    "check_smoothed_loss": [
        Hidden(
            "two to fifty classes",
            points=2,
            cases=draw_examples,
            reference=by_torch,
            hint="What is asked of all classes must add up to 1. How much is asked of the right one?",
        ),
        Hidden(
            "large logits, and shares of 0 and 1",
            points=1,
            cases=draw_extremes,
            reference=by_torch,
            hint="No probability is needed, only its logarithm; subtract the largest logit before any exponential.",
            rtol=1e-4,
            atol=1e-6,
        ),
    ],
    "check_policy_choice": [
        LabGrading(
            seeds=(5171, 20933, 764, 88012, 3395, 61248, 947, 12680),
            hint="Which transforms make training digits more like those that count, and which rate suits so few steps?",
        ),
    ],
}
