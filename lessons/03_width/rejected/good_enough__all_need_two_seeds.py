# misconception: Every width needs two seeds.
# caught by: a single seed, equal means
def good_enough(table):
    if not table or any(len(v) < 2 for v in table.values()):
        raise ValueError("seeds")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    limit = means[best] - statistics.stdev(table[best])
    return min(w for w in means if means[w] >= limit)
