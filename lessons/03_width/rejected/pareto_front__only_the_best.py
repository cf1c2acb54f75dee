# misconception: The front is the most accurate run.
# caught by: pareto_front([['large', 100, 0.9], ['small', 10, 0.8], ['waste', 50, 0.7]])
def pareto_front(runs):
    valid = [r for r in runs if not math.isnan(r[2])]
    if not valid:
        return []
    return [max(valid, key=lambda r: r[2])[0]]
