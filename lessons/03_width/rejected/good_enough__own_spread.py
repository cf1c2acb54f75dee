# misconception: Each width is measured with its own spread.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    return min(
        w
        for w in means
        if w == best
        or (len(table[w]) > 1 and means[w] + statistics.stdev(table[w]) >= means[best])
    )
