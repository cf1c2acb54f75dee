# misconception: Exactly the budget is too much.
# caught by: close decisions
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) < budget]
    if not allowed:
        raise ValueError("none")
    return min(allowed, key=lambda c: (-c["accuracy"], size(c)))["n_neurons"]
