# misconception: The front holds the runs with the best accuracy for its cost.
# caught by: pareto_front([['large', 100, 0.9], ['small', 10, 0.8], ['waste', 50, 0.7]])
def pareto_front(runs):
    valid = [r for r in runs if not math.isnan(r[2])]
    if not valid:
        return []
    best = max(r[2] / (r[1] + 1e-9) for r in valid)
    return [r[0] for r in valid if r[2] / (r[1] + 1e-9) == best]
