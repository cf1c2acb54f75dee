# misconception: Within means that the seeds reach the best mean.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    return min(w for w in means if max(table[w]) >= means[best])
