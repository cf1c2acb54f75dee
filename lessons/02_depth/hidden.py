"""Hidden checks of lesson 02."""

from hypergrader.hidden import Hidden

NAN, INF = float("nan"), float("inf")


def draw_layers(rng):
    """Return both rules for layers that grow, shrink and keep their size."""
    cases = []
    for rule in ("he", "glorot"):
        small, large = rng.randrange(2, 30), rng.randrange(40, 900)
        cases += [(rule, small, large), (rule, large, small), (rule, large, large), (rule, 1, 1)]
    return cases


def draw_wrong_layers(rng):
    """Return rules and sizes that must be refused."""
    n = rng.randrange(2, 50)
    wrong = [("he", 0, n), ("glorot", n, 0), ("he", n, -1), ("glorot", -n, 3 * n)]
    return [*wrong, ("lecun", n, n), ("HE", n, n), ("", n, n)]


def norms_of(layer_norms, sizes, activation, n, way="plain"):
    """Return the answer for a network of these sizes, with weights and inputs made by a formula.

    ``nested`` puts the hidden layers into a part of their own.  ``twice`` calls the answer twice for a
    model in which there are gradients already.
    """
    import torch
    from torch import nn

    between = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid}[activation]
    parts = []
    for fan_in, fan_out in zip(sizes[:-1], sizes[1:], strict=True):
        parts += [nn.Linear(fan_in, fan_out), between()]
    parts = parts[:-1]
    if way == "nested":
        parts = [nn.Sequential(*parts[:-1]), nn.Sequential(parts[-1])]
    model = nn.Sequential(*parts)
    with torch.no_grad():
        for k, p in enumerate(model.parameters()):
            i = torch.arange(p.numel(), dtype=torch.float32)
            p.copy_((torch.sin(1.7 * i + k) * 0.6).reshape(p.shape))
    X = torch.cos(torch.arange(n * sizes[0], dtype=torch.float32)).reshape(n, sizes[0])
    y = torch.arange(n) % sizes[-1]
    if way != "twice":
        return [norm for norm in layer_norms(model, X, y)]
    model(X).square().sum().backward()
    return [[norm for norm in layer_norms(model, X, y)] for _ in range(2)]


def draw_networks(rng, way="plain"):
    """Return networks of several depths and activations."""
    cases = []
    for activation in ("tanh", "sigmoid", "relu"):
        hidden = [rng.randrange(3, 9) for _ in range(rng.randrange(1, 4))]
        cases.append(([rng.randrange(3, 9), *hidden, rng.randrange(2, 6)], activation, 7, way))
    return cases


def draw_nested(rng):
    """Return networks whose layers are inside other parts."""
    return draw_networks(rng, "nested")


def draw_used(rng):
    """Return networks in which there are gradients already."""
    return draw_networks(rng, "twice")


def draw_flows(rng):
    """Return norms of all three kinds, with ends that decide and a middle that does not."""
    last = rng.uniform(0.3, 3)
    return [
        ([last * rng.uniform(1e-8, 5e-3), 5 * last, last],),
        ([last * rng.uniform(0.02, 0.9), last],),
        ([last * rng.uniform(1.1, 90), 1e-6, last],),
        ([last * rng.uniform(150, 1e6), last, 3 * last, last],),
        ([1e-9 * last, 2e-9 * last, 1e-9 * last],),  # all tiny, and the ratio is healthy
        ([last, 1e5, last],),
        ([0.02, 1e-5 * last],),  # both small, and it explodes
        ([30.0 * last, 2e4],),  # both large, and it vanishes
    ]


def draw_limits(rng):
    """Return ratios of exactly 0.01 and 100, and right beside them."""
    k = rng.choice([1, 2, 4, 8])
    return [([100.0 * k, 1.0 * k],), ([101.0 * k, 1.0 * k],), ([1.0, 100.0],), ([0.9, 100.0],)]


def draw_special(rng):
    """Return norms that are zero, infinite or no number."""
    a = rng.uniform(0.1, 2)
    return [
        ([0.0, a, a],),
        ([a, a, 0.0],),
        ([0.0, 0.0],),
        ([a, NAN, a],),
        ([NAN, a],),
        ([a, a, INF],),
        ([INF, a],),
        ([0.0, INF],),
        ([a, 0.0, a],),
    ]


def draw_bad_norms(rng):
    """Return lists that must be refused."""
    a = rng.uniform(0.1, 2)
    few = [([],), ([a],), ([NAN],), ([0.0],)]
    # The first rule decides, before NaN, infinity and zero are looked at.
    both = [([NAN, -a],), ([-a, NAN],), ([a, -INF],), ([INF, -a],), ([0.0, -a],), ([NAN, a, -a],)]
    return [*few, ([a, -a],), ([-a, a],), ([a, -1e-9, a],), *both]


def parameters_of(n_neurons):
    """Return the number of parameters of 784 - n_neurons - 10."""
    sizes = [784, *n_neurons, 10]
    return sum((a + 1) * b for a, b in zip(sizes[:-1], sizes[1:], strict=True))


def choose_network(candidates, budget):
    """Return the n_neurons of the best allowed candidate, by the formula and without building a network."""
    allowed = [
        (c["accuracy"], -parameters_of(c["n_neurons"]), -k)
        for k, c in enumerate(candidates)
        if c["flow"] == "healthy" and parameters_of(c["n_neurons"]) <= budget
    ]
    if not allowed:
        raise ValueError
    return candidates[-max(allowed)[2]]["n_neurons"]


def candidate(rng, depth, width, accuracy, flow="healthy"):
    """Return a candidate of a width near `width`."""
    n_neurons = [width + rng.randrange(3) for _ in range(depth)]
    return {"n_neurons": n_neurons, "flow": flow, "accuracy": accuracy}


def draw_candidates(rng):
    """Return tables in which the best, the deepest and the widest are different ones."""
    cases = []
    for _ in range(3):
        rows = [
            candidate(rng, 1, 40, round(rng.uniform(0.84, 0.86), 3)),
            candidate(rng, 2, 36, round(rng.uniform(0.87, 0.89), 3)),
            candidate(rng, 6, 28, round(rng.uniform(0.80, 0.83), 3)),
            candidate(rng, 3, 300, 0.95),
            candidate(rng, 10, 20, 0.90, "vanishing"),
            candidate(rng, 4, 30, 0.91, "exploding"),
        ]
        rng.shuffle(rows)
        cases.append((rows, 40_000))
    return cases


def draw_close_candidates(rng):
    """Return equal accuracies, and networks at the budget and one parameter above it."""
    one, two, deep = (
        candidate(rng, 1, 20, 0.9),
        candidate(rng, 2, 30, 0.9),
        candidate(rng, 5, 15, 0.9),
    )
    exact = parameters_of(two["n_neurons"])
    better = {**two, "accuracy": 0.95}
    return [
        ([two, one], exact),
        ([deep, two, one], exact),
        ([one, better], exact),
        ([one, better], exact - 1),
        ([{**one, "accuracy": 0.0}], exact),
    ]


def draw_nothing(rng):
    """Return tables in which nothing is left."""
    healthy = candidate(rng, 2, 30, 0.9)
    lost = candidate(rng, 12, 8, 0.1, "vanishing")
    return [([], 10_000), ([healthy], parameters_of(healthy["n_neurons"]) - 1), ([lost], 10**6)]


HIDDEN = {
    "check_initial_std": [
        Hidden(
            "other layers",
            points=1,
            cases=draw_layers,
            hint="Which rule uses fan_out? Where is the root?",
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_wrong_layers,
            hint="Both sizes are checked, for both rules.",
            asked="Another rule, or a `fan_in` or `fan_out` below 1, raises a `ValueError`. Both sizes are checked, whichever the rule.",
        ),
    ],
    "check_layer_norms": [
        Hidden(
            "other networks",
            points=2,
            cases=draw_networks,
            via=norms_of,
            hint="Weight and bias together, one number for each linear layer.",
            rtol=1e-4,
            atol=1e-7,
        ),
        Hidden(
            "layers inside layers",
            points=1,
            cases=draw_nested,
            via=norms_of,
            hint="model.modules() also finds layers that are inside other parts.",
            rtol=1e-4,
            atol=1e-7,
        ),
        Hidden(
            "gradients of an earlier call",
            points=1,
            cases=draw_used,
            via=norms_of,
            hint="backward() adds to what is there.",
            rtol=1e-4,
            atol=1e-7,
        ),
    ],
    "check_gradient_flow": [
        Hidden(
            "other norms",
            points=1,
            cases=draw_flows,
            hint="Only the first and the last norm are compared.",
        ),
        Hidden(
            "ratios at the limits",
            points=1,
            cases=draw_limits,
            hint="A ratio of exactly 0.01 or 100 is healthy.",
        ),
        Hidden(
            "zero, infinite, NaN",
            points=1,
            cases=draw_special,
            hint="Walk through the rules in the order of the text.",
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_bad_norms,
            hint="Fewer than two norms, or a negative one anywhere.",
            asked="Fewer than two norms, or a negative one anywhere in the list, raise a `ValueError`.",
        ),
    ],
    "check_choose_network": [
        Hidden(
            "other tables",
            points=1,
            cases=draw_candidates,
            reference=choose_network,
            hint="The highest accuracy among those that are healthy and within the budget.",
        ),
        Hidden(
            "close decisions",
            points=1,
            cases=draw_close_candidates,
            reference=choose_network,
            hint="Equal accuracy; a network with exactly as many parameters as the budget.",
        ),
        Hidden(
            "nothing is left",
            points=1,
            cases=draw_nothing,
            reference=choose_network,
            hint="Raise a ValueError, also when all were left out.",
            asked="If none is left, raise a `ValueError`.",
        ),
    ],
}
