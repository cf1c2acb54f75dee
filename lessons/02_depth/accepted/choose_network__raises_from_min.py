def choose_network(candidates, budget):
    count = lambda ns: sum(a * b + b for a, b in zip([784] + ns, ns + [10]))
    fitting = filter(lambda c: c["flow"] == "healthy" and count(c["n_neurons"]) <= budget, candidates)
    best = min(fitting, key=lambda c: (-c["accuracy"], count(c["n_neurons"])))  # empty: ValueError
    return best["n_neurons"]
