# misconception: Nothing to choose from is None.
# caught by: choose_network([], 1000)
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) <= budget]
    return min(allowed, key=lambda c: (-c["accuracy"], size(c)))["n_neurons"] if allowed else None
