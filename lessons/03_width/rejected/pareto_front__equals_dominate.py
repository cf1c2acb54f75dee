# misconception: Of two equal runs none is on the front.
# caught by: equal runs
def pareto_front(runs):
    valid = [r for r in runs if not math.isnan(r[2])]
    kept = []
    for k, r in enumerate(valid):
        others = valid[:k] + valid[k + 1 :]
        if not any(o[1] <= r[1] and o[2] >= r[2] for o in others):
            kept.append(r)
    return [r[0] for r in sorted(kept, key=lambda r: r[1])]
