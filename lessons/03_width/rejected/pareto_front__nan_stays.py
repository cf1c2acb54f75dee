# misconception: Nothing is better than NaN, so it stays.
# caught by: runs with NaN
def pareto_front(runs):
    kept = [
        r
        for r in runs
        if not any(o[1] <= r[1] and o[2] >= r[2] and o[1:] != r[1:] for o in runs)
    ]
    return [r[0] for r in sorted(kept, key=lambda r: r[1])]
