def choose_network(candidates, budget):
    def parameters(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and parameters(c) <= budget]
    if not allowed:
        raise ValueError("nothing is left")
    return min(allowed, key=lambda c: (-c["accuracy"], parameters(c)))["n_neurons"]
