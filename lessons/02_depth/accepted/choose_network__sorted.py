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
