# misconception: The spread is the variance.
# caught by: good_enough({16: [0.8, 0.82], 64: [0.87, 0.89], 256: [0.91, 0.87]})
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.variance(table[best])
    return min(w for w in means if means[w] >= limit)
