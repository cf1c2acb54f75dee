def choose_rate(table, share):
    import numpy as np

    rates = sorted(table)
    if 0.0 not in rates:
        raise ValueError("no rate 0.0")
    n = len(table[0.0])
    if n == 0 or any(len(table[r]) != n for r in rates):
        raise ValueError("other seeds")
    losses = np.array([table[r] for r in rates])
    k = losses.mean(axis=1).round(12).argmin()
    wins = (losses[k] < losses[rates.index(0.0)]).mean()
    return rates[k] if wins >= share - 1e-12 else 0.0
