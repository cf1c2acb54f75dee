# misconception: The best single run decides what is best.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    best = max(sorted(table), key=lambda w: max(table[w]))
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = statistics.mean(table[best]) - statistics.stdev(table[best])
    return min(w for w in table if statistics.mean(table[w]) >= limit)
