# misconception: Only the next cheaper run can dominate.
# caught by: many runs
def pareto_front(runs):
    rows = sorted((r for r in runs if not math.isnan(r[2])), key=lambda r: r[1])
    names = []
    for k, r in enumerate(rows):
        if k == 0 or r[2] > rows[k - 1][2] or r[1:] == rows[k - 1][1:]:
            names.append(r[0])
    return names
