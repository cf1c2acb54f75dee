# %% right: library
def choose_network(candidates, budget):
    def parameters(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and parameters(c) <= budget]
    if not allowed:
        raise ValueError("nothing is left")
    return min(allowed, key=lambda c: (-c["accuracy"], parameters(c)))["n_neurons"]


# %% right: raises from min
def choose_network(candidates, budget):
    count = lambda ns: sum(a * b + b for a, b in zip([784] + ns, ns + [10]))
    fitting = filter(lambda c: c["flow"] == "healthy" and count(c["n_neurons"]) <= budget, candidates)
    best = min(fitting, key=lambda c: (-c["accuracy"], count(c["n_neurons"])))  # empty: ValueError
    return best["n_neurons"]


# %% right: sorted
def choose_network(candidates, budget):
    def size(n_neurons):
        total, before = 0, 784
        for n in list(n_neurons) + [10]:
            total += (before + 1) * n
            before = n
        return total

    rows = sorted(
        ((-c["accuracy"], size(c["n_neurons"]), k) for k, c in enumerate(candidates) if c["flow"] == "healthy")
    )
    rows = [row for row in rows if row[1] <= budget]
    if len(rows) == 0:
        raise ValueError("no network fits")
    return candidates[rows[0][2]]["n_neurons"]


# %% wrong: budget ignored
# misconception: The budget is a wish.
# caught by: choose_network([{'n_neurons': [32, 32], 'flow': 'healthy', 'accuracy': 0.88}, {'n_neurons': [512, 512], 'flow': 'healthy', 'accuracy': 0.93}, {'n_neurons': [16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16], 'flow': 'vanishing', 'accuracy': 0.91}], 40000)
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy"]
    if not allowed:
        raise ValueError("none")
    return min(allowed, key=lambda c: (-c["accuracy"], size(c)))["n_neurons"]


# %% wrong: budget is exclusive
# misconception: Exactly the budget is too much.
# caught by: close decisions
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) < budget]
    if not allowed:
        raise ValueError("none")
    return min(allowed, key=lambda c: (-c["accuracy"], size(c)))["n_neurons"]


# %% wrong: deepest
# misconception: The deepest healthy network is the best.
# caught by: other tables
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) <= budget]
    if not allowed:
        raise ValueError("none")
    return max(allowed, key=lambda c: len(c["n_neurons"]))["n_neurons"]


# %% wrong: empty is none
# misconception: Nothing to choose from is None.
# caught by: choose_network([], 1000)
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) <= budget]
    return min(allowed, key=lambda c: (-c["accuracy"], size(c)))["n_neurons"] if allowed else None


# %% wrong: first of equals
# misconception: Of equals the first is taken.
# caught by: close decisions
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) <= budget]
    if not allowed:
        raise ValueError("none")
    return max(allowed, key=lambda c: c["accuracy"])["n_neurons"]


# %% wrong: flow ignored
# misconception: Accuracy is all that counts.
# caught by: choose_network([{'n_neurons': [32, 32], 'flow': 'healthy', 'accuracy': 0.88}, {'n_neurons': [512, 512], 'flow': 'healthy', 'accuracy': 0.93}, {'n_neurons': [16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16], 'flow': 'vanishing', 'accuracy': 0.91}], 40000)
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if size(c) <= budget]
    if not allowed:
        raise ValueError("none")
    return min(allowed, key=lambda c: (-c["accuracy"], size(c)))["n_neurons"]


# %% wrong: larger of equals
# misconception: Of equals the larger network is safer.
# caught by: close decisions
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) <= budget]
    if not allowed:
        raise ValueError("none")
    return max(allowed, key=lambda c: (c["accuracy"], size(c)))["n_neurons"]


# %% wrong: neurons are counted
# misconception: A budget of parameters is a budget of neurons.
# caught by: choose_network([{'n_neurons': [32, 32], 'flow': 'healthy', 'accuracy': 0.88}, {'n_neurons': [512, 512], 'flow': 'healthy', 'accuracy': 0.93}, {'n_neurons': [16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16], 'flow': 'vanishing', 'accuracy': 0.91}], 40000)
def choose_network(candidates, budget):
    def size(c):
        return sum(c["n_neurons"])

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) <= budget]
    if not allowed:
        raise ValueError("none")
    return min(allowed, key=lambda c: (-c["accuracy"], size(c)))["n_neurons"]


# %% wrong: no biases
# misconception: Biases are no parameters.
# caught by: close decisions
def choose_network(candidates, budget):
    def size(c):
        sizes = [784, *c["n_neurons"], 10]
        return sum(a * b for a, b in zip(sizes[:-1], sizes[1:]))

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) <= budget]
    if not allowed:
        raise ValueError("none")
    return min(allowed, key=lambda c: (-c["accuracy"], size(c)))["n_neurons"]


# %% wrong: only vanishing is out
# misconception: An exploding gradient is no reason to refuse.
# caught by: other tables
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] != "vanishing" and size(c) <= budget]
    if not allowed:
        raise ValueError("none")
    return min(allowed, key=lambda c: (-c["accuracy"], size(c)))["n_neurons"]


# %% wrong: smallest
# misconception: The smallest healthy network is the best.
# caught by: other tables
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) <= budget]
    if not allowed:
        raise ValueError("none")
    return min(allowed, key=size)["n_neurons"]


# %% wrong: starts at zero
# misconception: An accuracy is always above 0.
# caught by: close decisions
def choose_network(candidates, budget):
    best, accuracy, least = None, 0.0, math.inf
    for c in candidates:
        size = h.count_parameters(h.MLP(784, c["n_neurons"], 10))
        if c["flow"] != "healthy" or size > budget:
            continue
        if c["accuracy"] > accuracy or (c["accuracy"] == accuracy and best and size < least):
            best, accuracy, least = c["n_neurons"], c["accuracy"], size
    if best is None:
        raise ValueError("none")
    return best


# %% wrong: whole candidate
# misconception: The whole candidate is returned.
# caught by: choose_network([{'n_neurons': [32, 32], 'flow': 'healthy', 'accuracy': 0.88}, {'n_neurons': [512, 512], 'flow': 'healthy', 'accuracy': 0.93}, {'n_neurons': [16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16], 'flow': 'vanishing', 'accuracy': 0.91}], 40000)
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) <= budget]
    if not allowed:
        raise ValueError("none")
    return min(allowed, key=lambda c: (-c["accuracy"], size(c)))


# %% equivalent: library
# left out: `if not allowed: raise ValueError('nothing is left')` -> `pass` | min() of an empty list raises a ValueError itself.
# left out: `raise ValueError('nothing is left')` -> `pass` | min() of an empty list raises a ValueError itself.
