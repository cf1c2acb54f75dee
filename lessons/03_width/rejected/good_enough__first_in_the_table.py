# misconception: The first width that is good enough is the smallest.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.stdev(table[best])
    return next(w for w in means if means[w] >= limit)
