# misconception: The smallest healthy network is the best.
# caught by: other tables
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) <= budget]
    if not allowed:
        raise ValueError("none")
    return min(allowed, key=size)["n_neurons"]
