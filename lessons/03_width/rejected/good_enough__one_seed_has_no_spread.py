# misconception: One seed has a spread of 0.
# caught by: a single seed, equal means
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    spread = statistics.stdev(table[best]) if len(table[best]) > 1 else 0
    return min(w for w in means if means[w] >= means[best] - spread)
