def good_enough(table):
    best = None
    for width in sorted(table):
        mean = statistics.fmean(table[width])
        if best is None or mean > best[0] + 1e-12:
            best = (mean, width)
    if best is None or len(table[best[1]]) == 1:
        raise ValueError("nothing to choose from")
    limit = best[0] - statistics.stdev(table[best[1]])
    for width in sorted(table):
        if statistics.fmean(table[width]) >= limit - 1e-12:
            return width
