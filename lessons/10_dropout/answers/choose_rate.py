# %% right: loop
def choose_rate(table, share):
    if 0.0 not in table:
        raise ValueError("no rate 0.0")
    without = table[0.0]
    if not without:
        raise ValueError("no seed")
    best, lowest = 0.0, sum(without)
    for rate in sorted(table):
        if len(table[rate]) != len(without):
            raise ValueError("other seeds")
        if sum(table[rate]) < lowest - 1e-12:
            best, lowest = rate, sum(table[rate])
    wins = 0
    for k in range(len(without)):
        if table[best][k] < without[k]:
            wins += 1
    return 0.0 if wins + 1e-12 < share * len(without) else best


# %% right: numpy
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


# %% right: statistics
def choose_rate(table, share):
    if 0.0 not in table or len(set(map(len, table.values()))) != 1 or not table[0.0]:
        raise ValueError("wrong table")
    best = min(sorted(table), key=lambda rate: round(statistics.mean(table[rate]), 12))
    wins = [a < b for a, b in zip(table[best], table[0.0])]
    return best if statistics.mean(wins) >= share - 1e-12 else 0.0


# %% wrong: against the mean
# misconception: Each seed is compared with the mean of no dropout.
# caught by: other tables
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    best = min(sorted(table), key=lambda rate: sum(table[rate]))
    mean = sum(table[0.0]) / len(table[0.0])
    wins = sum(a < mean for a in table[best])
    return best if wins >= share * len(table[best]) else 0.0


# %% wrong: best single seed
# misconception: The lowest single loss decides.
# caught by: other tables
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    best = min(sorted(table), key=lambda rate: min(table[rate]))
    wins = sum(a < b for a, b in zip(table[best], table[0.0]))
    return best if wins >= share * len(table[best]) else 0.0


# %% wrong: equal is a win
# misconception: An equal loss is a win.
# caught by: close decisions
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    best = min(sorted(table), key=lambda rate: sum(table[rate]))
    wins = sum(a <= b for a, b in zip(table[best], table[0.0]))
    return best if wins >= share * len(table[best]) else 0.0


# %% wrong: highest
# misconception: The highest loss is the best.
# caught by: choose_rate({0.0: [0.5, 0.5, 0.5], 0.5: [0.4, 0.3, 0.4], 0.8: [0.6, 0.6, 0.6]}, 0.8)
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    best = max(sorted(table), key=lambda rate: sum(table[rate]))
    wins = sum(a > b for a, b in zip(table[best], table[0.0]))
    return best if wins >= share * len(table[best]) else 0.0


# %% wrong: larger of equals
# misconception: Of equal means the larger rate is safer.
# caught by: close decisions
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    best = min(sorted(table, reverse=True), key=lambda rate: sum(table[rate]))
    wins = sum(a < b for a, b in zip(table[best], table[0.0]))
    return best if wins >= share * len(table[best]) else 0.0


# %% wrong: lowest mean
# misconception: The lowest mean decides.
# caught by: choose_rate({0.0: [0.5, 0.5, 0.5], 0.5: [0.6, 0.1, 0.6]}, 0.8)
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    return min(sorted(table), key=lambda rate: sum(table[rate]))


# %% wrong: more than the share
# misconception: Exactly the share is not enough.
# caught by: other tables
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    best = min(sorted(table), key=lambda rate: sum(table[rate]))
    wins = sum(a < b for a, b in zip(table[best], table[0.0]))
    return best if wins > share * len(table[best]) else 0.0


# %% wrong: most wins
# misconception: The rate with the most wins is the candidate.
# caught by: other tables
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    wins = {r: sum(a < b for a, b in zip(table[r], table[0.0])) for r in sorted(table)}
    best = max(wins, key=wins.get)
    return best if wins[best] >= share * len(table[best]) else 0.0


# %% wrong: no seeds no dropout
# misconception: Without seeds there is no dropout.
# caught by: wrong input
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1:
        raise ValueError("table")
    best = min(sorted(table), key=lambda rate: sum(table[rate]))
    wins = sum(a < b for a, b in zip(table[best], table[0.0]))
    return best if wins >= share * len(table[best]) else 0.0


# %% wrong: no zero is fine
# misconception: Without a rate of 0 the best one is taken.
# caught by: choose_rate({0.5: [0.4]}, 0.8)
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if not table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    best = min(sorted(table), key=lambda rate: sum(table[rate]))
    without = table.get(0.0, [math.inf] * len(table[best]))
    wins = sum(a < b for a, b in zip(table[best], without))
    return best if wins >= share * len(table[best]) else 0.0


# %% wrong: pairs what there is
# misconception: The shorter list decides how many seeds are compared.
# caught by: wrong input
def choose_rate(table, share):
    if 0.0 not in table or not all(table.values()):
        raise ValueError("table")
    best = min(sorted(table), key=lambda rate: sum(table[rate]) / len(table[rate]))
    wins = sum(a < b for a, b in zip(table[best], table[0.0]))
    return best if wins >= share * len(table[best]) else 0.0


# %% wrong: sorted seeds
# misconception: The seeds are sorted before they are compared.
# caught by: other tables
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    best = min(sorted(table), key=lambda rate: sum(table[rate]))
    wins = sum(a < b for a, b in zip(sorted(table[best]), sorted(table[0.0])))
    return best if wins >= share * len(table[best]) else 0.0


# %% wrong: the next one that wins
# misconception: Where the candidate wins too seldom, the next rate is the candidate.
# caught by: other tables
def choose_rate(table, share):
    counts = {len(losses) for losses in table.values()}
    if 0.0 not in table or len(counts) != 1 or counts == {0}:
        raise ValueError("table")
    for rate in sorted(table, key=lambda rate: (sum(table[rate]), rate)):
        wins = sum(a < b for a, b in zip(table[rate], table[0.0]))
        if wins >= share * len(table[rate]):
            return rate
    return 0.0


# %% wrong: median
# misconception: The lowest median is the lowest mean.
# caught by: other tables
import statistics


def choose_rate(table, share):
    counts = {len(losses) for losses in table.values()}
    if 0.0 not in table or len(counts) != 1 or counts == {0}:
        raise ValueError("table")
    best = min(table, key=lambda rate: (statistics.median(table[rate]), rate))
    wins = sum(a < b for a, b in zip(table[best], table[0.0]))
    return best if wins >= share * len(table[best]) else 0.0


# %% equivalent: solution
# return: `return 0.0` -> `return -0.0` | 0.0 and -0.0 are equal.

# %% equivalent: loop
# comparison: `sum(table[rate]) < lowest - 1e-12` -> `sum(table[rate]) <= lowest - 1e-12` | The two differ only where a sum is lower by exactly 1e-12, the answer's own margin for rounding errors.
# comparison: `wins + 1e-12 < share * len(without)` -> `wins + 1e-12 <= share * len(without)` | The two differ only where the wins are too few by exactly 1e-12, the answer's own margin for rounding errors.

# %% equivalent: numpy
# left out: `n == 0 or any((len(table[r]) != n for r in rates))` -> `n == 0` | np.array raises a ValueError itself for lists of different lengths.
# call: `any((len(table[r]) != n for r in rates))` -> `all((len(table[r]) != n for r in rates))` | np.array raises a ValueError itself for lists of different lengths.
# comparison: `wins >= share - 1e-12` -> `wins > share - 1e-12` | The two differ only where the share of wins is too low by exactly 1e-12, the answer's own margin for rounding errors.
# constant: `12` -> `13` | Rounding only has to remove rounding errors, and those of a mean loss are far below 1e-13.
# constant: `12` -> `11` | Rounding only has to remove rounding errors, and mean losses that differ otherwise differ by far more than 1e-11.

# %% equivalent: statistics
# left out: `0.0 not in table or len(set(map(len, table.values()))) !=...` -> `0.0 not in table or len(set(map(len, table.values()))) != 1` | statistics.mean of an empty list raises a StatisticsError, which is a ValueError.
# comparison: `statistics.mean(wins) >= share - 1e-12` -> `statistics.mean(wins) > share - 1e-12` | The two differ only where the share of wins is too low by exactly 1e-12, the answer's own margin for rounding errors.
# constant: `12` -> `13` | Rounding only has to remove rounding errors, and those of a mean loss are far below 1e-13.
# constant: `12` -> `11` | Rounding only has to remove rounding errors, and mean losses that differ otherwise differ by far more than 1e-11.
