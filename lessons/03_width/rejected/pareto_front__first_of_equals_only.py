# misconception: Of two equal runs one is enough.
# caught by: equal runs
def pareto_front(runs):
    rows = sorted((r for r in runs if not math.isnan(r[2])), key=lambda r: (r[1], -r[2]))
    best, names = -math.inf, []
    for name, _, accuracy in rows:
        if accuracy > best:
            best = accuracy
            names.append(name)
    return names
