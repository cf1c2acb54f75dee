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
