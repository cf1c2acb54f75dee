"""Hidden checks of lesson 10."""

from hypergrader.hidden import Hidden


def values_of(inverted_dropout, x, u, p, training):
    """Return the outputs and the gradients of their sum, and x as it is afterwards."""
    import torch

    x = torch.tensor(x, requires_grad=True)
    kept, draws = x * 1.0, torch.tensor(u)
    out = inverted_dropout(kept, draws, p, training)
    if not out.requires_grad:
        return {"a gradient flows": False}
    weights = torch.arange(1.0, 1 + out.numel()).reshape(out.shape)
    (out * weights).sum().backward()
    return {
        "a gradient flows": True,
        "values": out.tolist(),
        "gradients": x.grad.tolist(),
        "x afterwards": kept.tolist(),
        "u unchanged": bool(torch.equal(draws, torch.tensor(u))),
    }


def layer(rng, rows, columns):
    """Return outputs and uniform draws of this shape, with four digits."""
    x = [[round(rng.gauss(0, 2), 3) for _ in range(columns)] for _ in range(rows)]
    u = [[round(rng.random(), 4) for _ in range(columns)] for _ in range(rows)]
    return x, u


def draw_training(rng):
    """Return layers of several shapes with several rates."""
    cases = []
    for p in (0.0, 0.2, 0.5, 0.9, round(rng.uniform(0.05, 0.95), 3)):
        cases.append((*layer(rng, rng.randrange(1, 4), rng.randrange(2, 6)), p, True))
    cases.append(([-3.0, 2.0], [0.9, 0.1], 0.3, True))
    cases += [([2.0], [0.9], 0.5, True), ([2.0], [0.1], 0.5, True), (*layer(rng, 1, 1), 0.5, True)]
    return cases


def draw_edges(rng):
    """Return draws of exactly the rate, and of 0."""
    x = [round(rng.uniform(1, 3), 2) for _ in range(4)]
    return [(x, [0.5, 0.5, 0.25, 0.75], 0.5, True), (x, [0.0, 0.0, 0.5, 0.9], 0.0, True)]


def draw_eval(rng):
    """Return layers in eval mode."""
    return [(*layer(rng, 2, 3), p, False) for p in (0.0, 0.5, 0.9)]


def draw_bad_rates(rng):
    """Return rates that must be refused, in both modes."""
    x, u = layer(rng, 1, 3)
    return [(x, u, p, mode) for p in (1.0, 1.5, -0.1) for mode in (True, False)]


def draw_paths(rng):
    """Return networks of several depths."""
    cases = []
    for n in (2, 3, 4, 6):
        sizes = [rng.randrange(2, 20) for _ in range(n)]
        cases += [(sizes, round(rng.uniform(0.05, 0.95), 3)), (sizes, 0.0)]
    return cases


def draw_bad_paths(rng):
    """Return arguments that must be refused."""
    n = rng.randrange(2, 9)
    rates = [([n, n, n], 1.0), ([n, n, n], -0.1), ([n, n], 1.5), ([n, n], 1.0), ([n, n], -0.1)]
    return [([], 0.5), ([n], 0.5), ([], 0.0), *rates, ([n], 1.0)]


def table_with_wins(rng, n, wins, share):
    """Return a table in which the rate with the lowest mean wins in `wins` of n seeds."""
    base = [round(rng.uniform(0.4, 0.6), 4) for _ in range(n)]
    order = list(range(n))
    rng.shuffle(order)
    best = list(base)
    for place, k in enumerate(order):
        best[k] = round(base[k] - 0.3 if place < wins else base[k] + 0.02, 4)
    rate = rng.choice([0.2, 0.3, 0.5])
    rows = [(0.0, base), (rate, best), (0.8, [round(b + 0.1, 4) for b in base])]
    rng.shuffle(rows)
    return dict(rows), share


def draw_tables(rng):
    """Return tables in which the candidate wins clearly, barely, and too seldom."""
    a = round(rng.uniform(0.5, 0.6), 3)
    misleading = [
        {0.0: [a] * 3, 0.3: [a - 0.1] * 3, 0.5: [a - 0.4, a + 0.2, a + 0.2]},  # one lucky seed
        {
            0.0: [a] * 4,
            0.3: [a - 0.4] * 3 + [a + 0.1],
            0.5: [a - 0.1] * 4,
        },  # more wins, higher mean
        {0.0: [a - 0.4, a + 0.2, a + 0.2], 0.3: [a - 0.3, a + 0.1, a + 0.1]},  # the seeds differ
    ]
    fixed = [
        # The best mean wins too seldom: the next rate is no candidate.
        ({0.0: [0.5] * 3, 0.3: [0.45] * 3, 0.5: [0.1, 0.55, 0.55]}, 0.8),
        ({0.0: [0.5] * 4, 0.2: [0.3, 0.3, 0.6, 0.6], 0.4: [0.47] * 4}, 0.75),
        # Mean and median disagree about the candidate.
        ({0.0: [0.6] * 5, 0.3: [0.4, 0.4, 0.4, 0.4, 0.9], 0.5: [0.45] * 5}, 0.8),
        ({0.0: [0.6] * 3, 0.3: [0.5] * 3, 0.5: [0.0, 0.7, 0.7]}, 0.5),
        # One win seed by seed, three when the losses are sorted first.
        ({0.0: [0.6, 0.5, 0.4], 0.3: [0.3, 0.55, 0.45]}, 0.6),
    ]
    return (
        fixed
        + [(table, 0.6) for table in misleading]
        + [
            table_with_wins(rng, n, wins, share)
            for n, wins, share in (
                (5, 5, 0.8),
                (5, 4, 0.75),
                (5, 3, 0.75),
                (10, 7, 0.65),
                (10, 6, 0.65),
                (5, 2, 0.3),
                (3, 3, 1.0),
            )
        ]
    )


def draw_close_tables(rng):
    """Return tables with exactly the share, with equal losses, and with equal means."""
    a = 0.5
    return [
        ({0.0: [a] * 4, 0.3: [0.25, 0.25, 0.25, 0.75]}, 0.75),
        ({0.0: [a] * 4, 0.3: [a] * 4}, 0.5),
        ({0.5: [0.25, 0.75], 0.3: [0.75, 0.25], 0.0: [1.0, 1.0]}, 0.8),
        ({0.3: [a, a, 0.25, 0.25], 0.0: [a] * 4}, 0.75),  # an equal loss is no win
        ({0.0: [0.25, 0.25], 0.5: [0.75, 0.5]}, 0.1),  # no dropout is the best
        ({0.0: [a]}, 0.8),
    ]


def draw_bad_tables(rng):
    """Return tables that must be refused."""
    a = round(rng.uniform(0.3, 0.6), 3)
    return [
        ({}, 0.8),
        ({0.5: [a, a]}, 0.8),
        ({0.0: [], 0.5: []}, 0.8),
        ({0.0: [a, a], 0.5: [a]}, 0.8),
        ({0.0: [a], 0.5: [a - 0.1, a]}, 0.8),
        ({0.0: [a, a], 0.5: [a - 0.1, a], 0.8: [a]}, 0.8),
    ]


HIDDEN = {
    "check_inverted_dropout": [
        Hidden(
            "other layers, train mode",
            points=1,
            cases=draw_training,
            via=values_of,
            hint="Which outputs are kept, and by how much do they grow? Are x and u still what they were?",
            rtol=1e-4,
            atol=1e-5,
        ),
        Hidden(
            "draws at the edge",
            points=1,
            cases=draw_edges,
            via=values_of,
            hint="An output is kept where u is equal to p.",
            rtol=1e-4,
            atol=1e-5,
        ),
        Hidden(
            "eval mode",
            points=1,
            cases=draw_eval,
            via=values_of,
            hint="Nothing is dropped and nothing is scaled.",
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_bad_rates,
            via=values_of,
            hint="The rate is checked in both modes.",
            asked="A rate outside $0 \\le p < 1$ raises a `ValueError`, in both modes.",
        ),
    ],
    "check_active_paths": [
        Hidden(
            "other networks",
            points=1,
            cases=draw_paths,
            hint="How many hidden units are on one path?",
            rtol=1e-4,
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_bad_paths,
            hint="Fewer than two sizes; a rate below 0, of 1 or above.",
            asked="Fewer than two sizes, or a rate outside $0 \\le p < 1$, raise a `ValueError`.",
        ),
    ],
    "check_choose_rate": [
        Hidden(
            "other tables",
            points=1,
            cases=draw_tables,
            hint="First the lowest mean, then the comparison seed by seed.",
        ),
        Hidden(
            "close decisions",
            points=1,
            cases=draw_close_tables,
            hint="Exactly the share is enough. An equal loss is no win. Of equal means the smaller rate.",
        ),
        Hidden(
            "wrong input",
            points=1,
            cases=draw_bad_tables,
            hint="No rate 0.0, no seeds, or not the same number everywhere.",
            asked="If there is no rate 0.0, no seed, or not the same number of seeds for all rates, raise a `ValueError`.",
        ),
    ],
}
