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
