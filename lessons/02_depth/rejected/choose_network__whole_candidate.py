# misconception: The whole candidate is returned.
# caught by: choose_network([{'n_neurons': [32, 32], 'flow': 'healthy', 'accuracy': 0.88}, {'n_neurons': [512, 512], 'flow': 'healthy', 'accuracy': 0.93}, {'n_neurons': [16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16], 'flow': 'vanishing', 'accuracy': 0.91}], 40000)
def choose_network(candidates, budget):
    def size(c):
        return h.count_parameters(h.MLP(784, c["n_neurons"], 10))

    allowed = [c for c in candidates if c["flow"] == "healthy" and size(c) <= budget]
    if not allowed:
        raise ValueError("none")
    return min(allowed, key=lambda c: (-c["accuracy"], size(c)))
