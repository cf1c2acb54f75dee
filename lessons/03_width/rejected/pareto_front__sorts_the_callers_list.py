# misconception: Sorting in place saves a copy.
# caught by: pareto_front([['large', 100, 0.9], ['small', 10, 0.8], ['waste', 50, 0.7]])
def pareto_front(runs):
    runs.sort(key=lambda r: r[1])
    valid = [r for r in runs if not math.isnan(r[2])]
    return [
        r[0]
        for r in valid
        if not any(o[1] <= r[1] and o[2] >= r[2] and o[1:] != r[1:] for o in valid)
    ]
