# %% right: comprehension
def pareto_front(runs):
    def beats(p, q):
        return p[1] <= q[1] and p[2] >= q[2] and (p[1] < q[1] or p[2] > q[2])

    alive = [r for r in runs if not math.isnan(r[2])]
    front = [r for r in alive if not any(beats(o, r) for o in alive)]
    front.sort(key=lambda r: r[1])
    return [name for name, *_ in front]


# %% right: numpy
def pareto_front(runs):
    import numpy as np

    rows = [r for r in runs if not np.isnan(r[2])]
    if not rows:
        return []
    c = np.array([r[1] for r in rows], dtype=float)
    a = np.array([r[2] for r in rows], dtype=float)
    not_worse = (c[:, None] <= c) & (a[:, None] >= a)
    better = (c[:, None] < c) | (a[:, None] > a)
    kept = ~(not_worse & better).any(axis=0)
    order = np.argsort(c, kind="stable")
    return [rows[k][0] for k in order if kept[k]]


# %% right: sweep line
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


# %% wrong: best first
# misconception: The most accurate comes first.
# caught by: pareto_front([['large', 100, 0.9], ['small', 10, 0.8], ['waste', 50, 0.7]])
def pareto_front(runs):
    valid = [r for r in runs if not math.isnan(r[2])]
    kept = [
        r
        for r in valid
        if not any(o[1] <= r[1] and o[2] >= r[2] and o[1:] != r[1:] for o in valid)
    ]
    return [r[0] for r in sorted(kept, key=lambda r: -r[2])]


# %% wrong: best ratio
# misconception: The front holds the runs with the best accuracy for its cost.
# caught by: pareto_front([['large', 100, 0.9], ['small', 10, 0.8], ['waste', 50, 0.7]])
def pareto_front(runs):
    valid = [r for r in runs if not math.isnan(r[2])]
    if not valid:
        return []
    best = max(r[2] / (r[1] + 1e-9) for r in valid)
    return [r[0] for r in valid if r[2] / (r[1] + 1e-9) == best]


# %% wrong: by name
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


# %% wrong: equals dominate
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


# %% wrong: expensive is better
# misconception: More cost is better.
# caught by: pareto_front([['large', 100, 0.9], ['small', 10, 0.8], ['waste', 50, 0.7]])
def pareto_front(runs):
    valid = [r for r in runs if not math.isnan(r[2])]
    kept = [
        r
        for r in valid
        if not any(o[1] >= r[1] and o[2] >= r[2] and o[1:] != r[1:] for o in valid)
    ]
    return [r[0] for r in sorted(kept, key=lambda r: r[1])]


# %% wrong: first of equals only
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


# %% wrong: nan stays
# misconception: Nothing is better than NaN, so it stays.
# caught by: runs with NaN
def pareto_front(runs):
    kept = [
        r
        for r in runs
        if not any(o[1] <= r[1] and o[2] >= r[2] and o[1:] != r[1:] for o in runs)
    ]
    return [r[0] for r in sorted(kept, key=lambda r: r[1])]


# %% wrong: neighbors only
# misconception: Only the next cheaper run can dominate.
# caught by: many runs
def pareto_front(runs):
    rows = sorted((r for r in runs if not math.isnan(r[2])), key=lambda r: r[1])
    names = []
    for k, r in enumerate(rows):
        if k == 0 or r[2] > rows[k - 1][2] or r[1:] == rows[k - 1][1:]:
            names.append(r[0])
    return names


# %% wrong: only the best
# misconception: The front is the most accurate run.
# caught by: pareto_front([['large', 100, 0.9], ['small', 10, 0.8], ['waste', 50, 0.7]])
def pareto_front(runs):
    valid = [r for r in runs if not math.isnan(r[2])]
    if not valid:
        return []
    return [max(valid, key=lambda r: r[2])[0]]


# %% wrong: order of the table
# misconception: The front keeps the order of the runs.
# caught by: pareto_front([['large', 100, 0.9], ['small', 10, 0.8], ['waste', 50, 0.7]])
def pareto_front(runs):
    valid = [r for r in runs if not math.isnan(r[2])]
    return [
        r[0]
        for r in valid
        if not any(o[1] <= r[1] and o[2] >= r[2] and o[1:] != r[1:] for o in valid)
    ]


# %% wrong: sorts the callers list
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


# %% wrong: strictly better in both
# misconception: Dominated means worse in both.
# caught by: pareto_front([['a', 10, 0.9], ['b', 20, 0.9]])
def pareto_front(runs):
    valid = [r for r in runs if not math.isnan(r[2])]
    kept = [r for r in valid if not any(o[1] < r[1] and o[2] > r[2] for o in valid)]
    return [r[0] for r in sorted(kept, key=lambda r: r[1])]


# %% wrong: whole runs
# misconception: The runs are returned, not their names.
# caught by: pareto_front([['large', 100, 0.9], ['small', 10, 0.8], ['waste', 50, 0.7]])
def pareto_front(runs):
    valid = [r for r in runs if not math.isnan(r[2])]
    kept = [
        r
        for r in valid
        if not any(o[1] <= r[1] and o[2] >= r[2] and o[1:] != r[1:] for o in valid)
    ]
    return sorted(kept, key=lambda r: r[1])


# %% equivalent: solution
# constant: `1` -> `2` #5 | On the front, sorting by cost and by accuracy is the same.

# %% equivalent: comprehension
# return: `return p[1] <= q[1] and p[2] >= q[2] and (p[1] < q[1] or ...` -> `return -(p[1] <= q[1] and p[2] >= q[2] and (p[1] < q[1] o...` | any() takes -1 for true and 0 for false.
# constant: `1` -> `2` #3 | On the front, sorting by cost and by accuracy is the same.

# %% equivalent: numpy
# left out: `if not rows: return []` -> `pass` | Arrays without elements give an empty list too.
# constant: `'stable'` -> `'stable_'` | numpy reads the first letter of kind only.
