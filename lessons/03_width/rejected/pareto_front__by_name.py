# misconception: Equal costs are sorted by name.
# caught by: equal runs
def pareto_front(runs):
    valid = [r for r in runs if not math.isnan(r[2])]
    kept = [
        r
        for r in valid
        if not any(o[1] <= r[1] and o[2] >= r[2] and o[1:] != r[1:] for o in valid)
    ]
    return [r[0] for r in sorted(kept, key=lambda r: (r[1], r[0]))]
