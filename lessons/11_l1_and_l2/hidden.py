"""Hidden checks of lesson 11."""

from hypergrader.hidden import Hidden


def price_of(penalty, sizes, l1, l2):
    """Return the penalty of a network made by a formula, and its gradient for each parameter.

    The network has weights in other layers too: a norm, an embedding and a convolution.
    """
    import torch
    from torch import nn

    parts = []
    for fan_in, fan_out in zip(sizes[:-1], sizes[1:], strict=True):
        parts += [nn.Linear(fan_in, fan_out), nn.LayerNorm(fan_out), nn.ReLU()]
    others = [nn.Embedding(3, 2), nn.Conv1d(1, 2, 2)]
    model = nn.Sequential(nn.Sequential(*parts[:-3]), parts[-3], *others)
    with torch.no_grad():
        for k, p in enumerate(model.parameters()):
            i = torch.arange(p.numel(), dtype=torch.float32)
            p.copy_((torch.sin(1.7 * i + k + 1) * 2).reshape(p.shape))
    price = penalty(model, l1, l2)
    if not isinstance(price, torch.Tensor) or (l1 + l2 > 0 and not price.requires_grad):
        return {"a gradient flows": False, "penalty": float(price), "gradients": []}
    price = price + 0 * sum(p.sum() for p in model.parameters())
    price.backward()
    gradients = [[round(v, 4) for v in p.grad.flatten().tolist()] for p in model.parameters()]
    return {"a gradient flows": True, "penalty": round(price.item(), 4), "gradients": gradients}


def draw_prices(rng):
    """Return networks of several depths with both penalties."""
    cases = []
    for n in (3, 4, 5):
        sizes = [rng.randrange(2, 6) for _ in range(n)]
        strengths = [round(rng.uniform(0.01, 0.9), 3) for _ in range(2)]
        cases += [(sizes, *strengths), (sizes, strengths[0], 0.0), (sizes, 0.0, strengths[1])]
    return cases


def draw_no_price(rng):
    """Return a network without any penalty."""
    return [([rng.randrange(2, 6), 3, 2], 0.0, 0.0)]


def draw_bad_prices(rng):
    """Return strengths that must be refused."""
    a = round(rng.uniform(0.1, 0.9), 3)
    return [
        ([2, 3, 2], *s) for s in ((-a, a), (a, -a), (-a, 0.0), (0.0, -a), (-a, -a), (-0.1, 3.0))
    ]


def threshold_and_weights(soft_threshold, weights, t):
    """Return the answer, and the weights as they are afterwards."""
    return [[v + 0.0 for v in soft_threshold(weights, t)], weights]


def draw_weights(rng):
    """Return weights of both signs, some below the threshold."""
    cases = []
    for t in (0.1, 0.5, 1.3):
        weights = [round(rng.gauss(0, 1), 3) for _ in range(8)]
        cases.append((weights, t))
    cases.append(([-3.0, -0.2, 0.2, 3.0], 0.25))
    return cases


def draw_edges(rng):
    """Return weights at the threshold, zeros, and a threshold of 0."""
    a = round(rng.uniform(0.5, 2), 3)
    return [([a, -a], a), ([0.0, a], a / 2), ([a, -a, 0.0], 0.0), ([], 0.0)]


def draw_bad_thresholds(rng):
    """Return thresholds that must be refused."""
    return [([1.0, -1.0], -0.1), ([], -1.0), ([0.0], -rng.uniform(0.1, 1))]


def first_step(weights, gradients, lr, decay, decoupled):
    """Return the weights after Adam's first step, as torch computes it."""
    import torch

    if len(weights) != len(gradients):
        raise ValueError
    w = torch.tensor(weights, dtype=torch.float64, requires_grad=True)
    w.grad = torch.tensor(gradients, dtype=torch.float64)
    kind = torch.optim.AdamW if decoupled else torch.optim.Adam
    kind([w], lr=lr, weight_decay=decay).step()
    return w.tolist()


def step_and_lists(first_step, weights, gradients, lr, decay, decoupled):
    """Return the answer, and the lists as they are afterwards."""
    return [list(first_step(weights, gradients, lr, decay, decoupled)), weights, gradients]


def step_reference(weights, gradients, lr, decay, decoupled):
    """Return what `step_and_lists` must return."""
    return [first_step(weights, gradients, lr, decay, decoupled), weights, gradients]


def draw_steps(rng, decoupled):
    """Return weights and gradients of both signs, small and large."""
    cases = []
    for _ in range(4):
        n = rng.randrange(1, 6)
        weights = [round(rng.uniform(-3, 3), 3) for _ in range(n)]
        gradients = [rng.choice([-1, 1]) * 10 ** rng.uniform(-2, 1) for _ in range(n)]
        lr, decay = round(rng.uniform(0.01, 0.2), 3), round(rng.uniform(0.05, 0.9), 3)
        cases.append((weights, gradients, lr, decay, decoupled))
    cases.append(([1.5, -2.5], [0.3, 0.3], 0.1, 0.0, decoupled))
    return cases


def draw_coupled(rng):
    """Return steps with an L2 penalty; in some the penalty turns the step around."""
    turned = ([2.0, -2.0, 3.0], [-0.1, 0.1, -4.0], 0.1, 0.5, False)
    return [*draw_steps(rng, False), turned]


def draw_decoupled(rng):
    """Return steps with decoupled decay."""
    return draw_steps(rng, True)


def draw_tiny(rng):
    """Return gradients of 0 and of about eps."""
    a = round(rng.uniform(1, 2), 3)
    return [
        ([a, a], [0.0, 0.5], 0.1, 0.3, True),
        ([0.0, a], [0.0, 0.0], 0.1, 0.3, False),
        ([a], [1e-8], 0.1, 0.0, True),
        ([a], [-1e-8], 0.1, 0.0, False),
    ]


def draw_bad_lists(rng):
    """Return lists of different lengths."""
    return [([1.0], [1.0, 2.0], 0.1, 0.1, mode) for mode in (True, False)] + [
        ([1.0, 2.0], [1.0], 0.1, 0.1, True),
        ([], [1.0], 0.1, 0.1, False),
    ]


def matrix(rng, rows, columns):
    """Return a matrix of weights around 0."""
    return [[round(rng.gauss(0, 0.5), 3) for _ in range(columns)] for _ in range(rows)]


def draw_matrices(rng):
    """Return matrices of different sizes; no weight is exactly the limit, which another check asks for."""
    cases = []
    for limit in (0.0505, 0.3005, 1.0005):
        shapes = [(rng.randrange(1, 6), rng.randrange(2, 9)) for _ in range(rng.randrange(1, 4))]
        cases.append(([matrix(rng, *shape) for shape in shapes], limit))
    cases.append(([matrix(rng, 1, 2), matrix(rng, 6, 9)], 0.4005))
    cases.append(([[[0.1, 0.1, 0.1, 0.1]], [[5.0]]], 0.2))
    cases += [([[[0.3]]], 0.5), ([[[0.3]]], 0.1)]  # a single weight
    # A matrix may be empty.
    cases.append(([[], [[0.0, 1.0]]], 0.5))
    cases.append(([[[0.0, 1.0, 2.0]], []], 0.5))
    return cases


def draw_equal(rng):
    """Return weights that are exactly the limit, of both signs, and zeros with a limit of 0."""
    a = round(rng.uniform(0.5, 2), 3)
    return [([[[a, -a, 2 * a]]], a), ([[[0.0, a, -a]], [[0.0, a]]], 0.0)]


def draw_no_weights(rng):
    """Return arguments that must be refused."""
    a = round(rng.uniform(0.5, 2), 3)
    return [([], 0.1), ([[]], 0.1), ([[[]], [[]]], 0.1), ([[], [[]]], 0.1), ([[[a]]], -0.1)]


HIDDEN = {
    "check_penalty": [
        Hidden(
            "other networks",
            points=1,
            cases=draw_prices,
            via=price_of,
            hint="All linear layers and no other ones, weights only, half of the L2 strength. "
            "A gradient must flow through the result.",
            rtol=1e-4,
            atol=1e-3,
        ),
        Hidden(
            "no penalty",
            points=1,
            cases=draw_no_price,
            via=price_of,
            hint="With both strengths 0 the price is 0, and still a tensor.",
            atol=1e-3,
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_bad_prices,
            via=price_of,
            hint="Each strength is checked by itself.",
            asked="If either of them is negative, raise a `ValueError`.",
        ),
    ],
    "check_soft_threshold": [
        Hidden(
            "other weights",
            points=1,
            cases=draw_weights,
            via=threshold_and_weights,
            hint="Positive and negative weights, on both sides of the threshold.",
            rtol=1e-4,
            atol=1e-5,
        ),
        Hidden(
            "weights at the edge",
            points=1,
            cases=draw_edges,
            via=threshold_and_weights,
            hint="A weight of exactly t becomes 0. A t of 0 changes nothing.",
            rtol=1e-4,
            atol=1e-5,
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_bad_thresholds,
            via=threshold_and_weights,
            hint="A negative t is refused, without weights too.",
            asked="A negative `t` raises a `ValueError`, also when there are no weights.",
        ),
    ],
    "check_first_step": [
        Hidden(
            "L2 penalty",
            points=1,
            cases=draw_coupled,
            reference=step_reference,
            via=step_and_lists,
            hint="First add, then divide by the absolute value of the sum.",
            rtol=1e-4,
            atol=1e-5,
        ),
        Hidden(
            "decoupled decay",
            points=1,
            cases=draw_decoupled,
            reference=step_reference,
            via=step_and_lists,
            hint="The share is lr times decay, of the weight before the step.",
            rtol=1e-4,
            atol=1e-5,
        ),
        Hidden(
            "tiny gradients",
            points=1,
            cases=draw_tiny,
            reference=step_reference,
            via=step_and_lists,
            hint="What does eps do when the gradient is 0?",
            rtol=1e-4,
            atol=1e-5,
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_bad_lists,
            reference=step_reference,
            via=step_and_lists,
            hint="Compare the lengths.",
            asked="They have the same length; if not, raise a `ValueError`.",
        ),
    ],
    "check_sparsity": [
        Hidden(
            "other matrices",
            points=1,
            cases=draw_matrices,
            hint="Large matrices count for more than small ones. A matrix may be empty.",
        ),
        Hidden(
            "weights of exactly the limit",
            points=1,
            cases=draw_equal,
            hint="At most the limit: the limit itself counts, for negative weights too.",
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_no_weights,
            hint="There may be matrices, and no weights in them.",
            asked="No weights at all, or a negative limit, raise a `ValueError`.",
        ),
    ],
}
