# misconception: The spread is divided by the root of n.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.stdev(table[best]) / math.sqrt(len(table[best]))
    return min(w for w in means if means[w] >= limit)
