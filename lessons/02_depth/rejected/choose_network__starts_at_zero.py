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
