def pareto_front(runs):
    rows = sorted((r for r in runs if r[2] == r[2]), key=lambda r: (r[1], -r[2]))
    best, names, last = -math.inf, [], None
    for name, cost, accuracy in rows:
        if accuracy > best:
            best, last = accuracy, cost
            names.append(name)
        elif accuracy == best and cost == last:
            names.append(name)
    return names
