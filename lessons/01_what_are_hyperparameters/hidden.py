"""Hidden checks of lesson 01."""

from hypergrader.hidden import Hidden


def sizes(rng, count, least=2, most=40):
    """Return `count` different sizes, so that no two layers can be mistaken for each other."""
    return rng.sample(range(least, most), count)


def draw_deep(rng):
    """Return architectures with one to six hidden layers."""
    cases = []
    for depth in (1, 2, 4, 6):
        n_input, n_output, *hidden = sizes(rng, depth + 2)
        cases.append((n_input, hidden, n_output))
    return cases


def draw_flat(rng):
    """Return architectures without a hidden layer."""
    return [(a, [], b) for a, b in (sizes(rng, 2), sizes(rng, 2))]


def draw_networks(rng):
    """Return configurations of networks with one to five hidden layers."""
    cases = []
    for depth in (1, 3, 5):
        n_input, n_output, *hidden = sizes(rng, depth + 2, most=12)
        cases.append((n_input, depth, hidden, n_output))
    return cases


def layers_of(NeuralNetwork, *configuration):
    """Return the kind of each layer and the shape of each parameter."""
    model = NeuralNetwork(*configuration)
    layers = [type(layer).__name__ for layer in model.layers]
    shapes = [list(p.shape) for p in model.parameters()]
    return {"layers": layers, "parameter shapes": shapes}


def draw_batches(rng):
    """Return networks with three inputs and with one, one with negative logits, and some with one output."""
    cases = [(*case, rows) for case in draw_networks(rng) for rows in (3, 1)]
    cases.append((5, 2, [6, 4], 10, 5))
    return [*cases, (3, 1, [4], 1, 3), (3, 1, [4], 1, 1), (1, 1, [1], 1, 1)]


def logits_of(NeuralNetwork, *numbers):
    """Return the logits for some inputs, after giving every parameter a known value.

    The last of `numbers` is the number of inputs, the rest the configuration.
    """
    import torch

    *configuration, rows = numbers

    model = NeuralNetwork(*configuration)
    parameters = list(model.parameters())
    with torch.no_grad():
        for k, p in enumerate(parameters):
            i = torch.arange(p.numel(), dtype=torch.float32)
            p.copy_(torch.sin(1.7 * i + k).reshape(p.shape))
    i = torch.arange(rows * configuration[0], dtype=torch.float32)
    X = torch.cos(0.9 * i).reshape(rows, configuration[0])
    before = X.clone()
    logits = model(X)
    if logits.requires_grad:
        logits.sum().backward()
    return {
        "shape": list(logits.shape),
        "logits": logits.tolist(),
        "inputs unchanged": bool(torch.equal(X, before)),
        "every parameter gets a gradient": all(p.grad is not None for p in parameters),
    }


def logits_reference(n_input, n_hidden_layers, n_neurons, n_output, rows):
    """Compute the same logits with NumPy, without a network."""
    import numpy as np

    X = np.cos(0.9 * np.arange(rows * n_input)).reshape(rows, n_input)
    all_sizes = [n_input, *n_neurons, n_output]
    for k, (a, b) in enumerate(zip(all_sizes[:-1], all_sizes[1:], strict=True)):
        weight = np.sin(1.7 * np.arange(a * b) + 2 * k).reshape(b, a)
        bias = np.sin(1.7 * np.arange(b) + 2 * k + 1)
        X = X @ weight.T + bias
        if k < n_hidden_layers:
            X = np.maximum(X, 0)
    return {
        "shape": [rows, n_output],
        "logits": X.tolist(),
        "inputs unchanged": True,
        "every parameter gets a gradient": True,
    }


def draw_bad(rng):
    """Return configurations that must be refused, one mistake in each."""
    a, b, c, d = sizes(rng, 4)
    return [
        (a, 1, [b, c], d),  # a size too many
        (a, 3, [b, c], d),  # a size too few
        (a, 2, [b, 0], d),
        (a, 2, [-b, c], d),
        (0, 2, [b, c], d),
        (a, 2, [b, c], 0),
        (a, 2, [b, float(c)], d),
        (a, 2, [True, c], d),
        (a, 2, [b, str(c)], d),
        (a, 2, [b, None], d),
        (a, 2, [b, c], float(d)),
        (True, 2, [b, c], d),
    ]


def home_of(NeuralNetwork, *configuration):
    """Return how many classes that the answer or its object stands on come from the library."""
    import os

    import hyperlib

    home = os.path.dirname(hyperlib.__file__)

    def of_the_library(kind):
        # A class can be given the name of another module; its methods still know their file.
        codes = [getattr(part, "__code__", None) for part in vars(kind).values()]
        files = [code.co_filename for code in codes if code is not None]
        named = str(kind.__module__).split(".")[0] == "hyperlib"
        return named or any(file.startswith(home) for file in files)

    model = NeuralNetwork(*configuration)
    return sum(map(of_the_library, [*type(model).__mro__, *NeuralNetwork.__mro__]))


def draw_runs(rng):
    """Return lists of runs in which validation and test disagree about the best."""
    cases = []
    for n in (1, 2, 5, 8):
        val, test = rng.sample(range(500, 990), n), rng.sample(range(500, 990), n)
        best = val.index(max(val))
        worst_test = test.index(min(test))
        test[best], test[worst_test] = test[worst_test], test[best]
        cases.append(([run(f"run {k}", val[k] / 1000, test[k] / 1000) for k in range(n)],))
    cases.append(([run("nothing right", 0.0, 0.1)],))  # bad, but it did not diverge
    cases.append(([run("b", 0.91, 0.7), run("a", 0.94, 0.6), run("c", 0.941, 0.5)],))
    return cases


def run(name, val_accuracy, test_accuracy):
    """Return one run as the exercise describes it."""
    return {"name": name, "val_accuracy": val_accuracy, "test_accuracy": test_accuracy}


def draw_ties(rng):
    """Return lists in which several runs share the best validation accuracy.

    The first of them is not the best on the test data, so that test data may not break a tie.
    """
    cases = [
        ([run("m", 0.5, 0.6), run("z", 0.9, 0.7), run("a", 0.9, 0.8), run("zz", 0.9, 0.9)],),
    ]
    for _ in range(3):
        top = rng.randint(700, 950) / 1000
        names = rng.sample(["a", "b", "c", "d", "e"], 5)
        val = [top - 0.15, top, top, top - 0.25, top]
        test = sorted(t / 1000 for t in rng.sample(range(500, 990), 5))
        cases.append(([run(*one) for one in zip(names, val, test, strict=True)],))
    return cases


def draw_diverged(rng):
    """Return lists with diverged runs at the start, in the middle, at the end, and everywhere."""
    nan, low = float("nan"), rng.randint(500, 700) / 1000
    # The best is neither the first nor the last, and on the test data the worst.
    scores = [(low, 0.95), (low + 0.25, 0.5), (low + 0.1, 0.9)]
    good = [run(f"run {k}", *both) for k, both in enumerate(scores)]
    bad = run("diverged", nan, nan)
    return [
        ([bad, *good],),
        ([good[0], bad, *good[1:]],),
        ([*good, bad],),
        ([bad, bad],),
        ([bad, run("nothing right", 0.0, 0.1)],),
    ]


HIDDEN = {
    "check_parameter_count": [
        Hidden(
            "any number of hidden layers",
            points=2,
            cases=draw_deep,
            hint="Try 1 and 4 hidden layers of different sizes, and count by hand.",
        ),
        Hidden(
            "no hidden layer",
            points=1,
            cases=draw_flat,
            hint="With n_neurons = [] one layer goes from the input to the output.",
        ),
    ],
    "check_NeuralNetwork": [
        Hidden(
            "layers of any depth",
            points=1,
            cases=draw_networks,
            via=layers_of,
            hint="Print your network for 1 and for 5 hidden layers of different sizes.",
        ),
        Hidden(
            "logits",
            points=2,
            cases=draw_batches,
            reference=logits_reference,
            via=logits_of,
            rtol=1e-3,
            atol=1e-3,
            hint="forward must send X through every layer, in order, and change nothing else. "
            "Its result has the shape (n, n_output), also for one input.",
        ),
        Hidden(
            "a wrong configuration is refused",
            points=2,
            cases=draw_bad,
            via=layers_of,
            hint="Check the number of sizes, and that n_input, n_output and every size is an "
            "integer of at least 1.",
            asked="A wrong configuration raises a `ValueError`: `n_hidden_layers` is not the length of `n_neurons`, or a size is not an integer of at least 1. `True` and `2.0` are no sizes.",
        ),
        Hidden(
            "your own class",
            points=1,
            cases=lambda rng: [(4, 1, [3], 2)],
            via=home_of,
            hint="Derive your class from nn.Module and write it yourself.",
        ),
    ],
    "check_choose_run": [
        Hidden(
            "other runs",
            points=2,
            cases=draw_runs,
            hint="Choose by validation accuracy, report the test accuracy of that run.",
        ),
        Hidden(
            "the first of equals",
            points=1,
            cases=draw_ties,
            hint="What happens when two runs have the same validation accuracy?",
        ),
        Hidden(
            "diverged runs",
            points=1,
            cases=draw_diverged,
            hint="Put a run with float('nan') first, then last. What when all are NaN?",
            asked="Without any run to choose from, raise a `ValueError`.",
        ),
    ],
}
