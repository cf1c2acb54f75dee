# %% right: loop
def good_enough(table):
    best = None
    for width in sorted(table):
        mean = statistics.fmean(table[width])
        if best is None or mean > best[0] + 1e-12:
            best = (mean, width)
    if best is None or len(table[best[1]]) == 1:
        raise ValueError("nothing to choose from")
    limit = best[0] - statistics.stdev(table[best[1]])
    for width in sorted(table):
        if statistics.fmean(table[width]) >= limit - 1e-12:
            return width


# %% right: numpy
def good_enough(table):
    import numpy as np

    if len(table) == 0:
        raise ValueError("empty")
    widths = np.array(sorted(table))
    means = np.array([np.mean(table[w]) for w in widths])
    k = means.argmax()
    if len(table[int(widths[k])]) < 2:
        raise ValueError("one seed")
    limit = means[k] - np.std(table[int(widths[k])], ddof=1)
    return int(widths[means >= limit - 1e-12][0])


# %% right: tensor
def good_enough(table):
    means = {w: torch.tensor(v, dtype=torch.float64).mean().item() for w, v in table.items()}
    if not means:
        raise ValueError("expected widths")
    best = min(means, key=lambda w: (-round(means[w], 12), w))
    values = torch.tensor(table[best], dtype=torch.float64)
    if values.numel() < 2:
        raise ValueError("expected two seeds")
    limit = means[best] - values.std().item() - 1e-12
    return min(w for w, mean in means.items() if mean >= limit)


# %% wrong: all need two seeds
# misconception: Every width needs two seeds.
# caught by: a single seed, equal means
def good_enough(table):
    if not table or any(len(v) < 2 for v in table.values()):
        raise ValueError("seeds")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    limit = means[best] - statistics.stdev(table[best])
    return min(w for w in means if means[w] >= limit)


# %% wrong: best single seed
# misconception: The best single run decides what is best.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    best = max(sorted(table), key=lambda w: max(table[w]))
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = statistics.mean(table[best]) - statistics.stdev(table[best])
    return min(w for w in table if statistics.mean(table[w]) >= limit)


# %% wrong: best width
# misconception: The best width is the answer.
# caught by: good_enough({16: [0.8, 0.82], 64: [0.87, 0.89], 256: [0.91, 0.87]})
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    return best


# %% wrong: ends below
# misconception: Within means that the seeds reach the best mean.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    return min(w for w in means if max(table[w]) >= means[best])


# %% wrong: first in the table
# misconception: The first width that is good enough is the smallest.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.stdev(table[best])
    return next(w for w in means if means[w] >= limit)


# %% wrong: largest is best
# misconception: The largest width is the best one.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(means)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.stdev(table[best])
    return min(w for w in means if means[w] >= limit)


# %% wrong: one seed has no spread
# misconception: One seed has a spread of 0.
# caught by: a single seed, equal means
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    spread = statistics.stdev(table[best]) if len(table[best]) > 1 else 0
    return min(w for w in means if means[w] >= means[best] - spread)


# %% wrong: own spread
# misconception: Each width is measured with its own spread.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    return min(
        w
        for w in means
        if w == best
        or (len(table[w]) > 1 and means[w] + statistics.stdev(table[w]) >= means[best])
    )


# %% wrong: population
# misconception: The standard deviation divides by n.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.pstdev(table[best])
    return min(w for w in means if means[w] >= limit)


# %% wrong: standard error
# misconception: How far the mean may be off is how far a single run is off.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.stdev(table[best]) / math.sqrt(len(table[best]))
    return min(w for w in means if means[w] >= limit)


# %% wrong: strictly above
# misconception: Exactly one spread below is too low.
# caught by: few seeds
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.stdev(table[best])
    return min((w for w in means if means[w] > limit), default=best)


# %% wrong: variance
# misconception: The spread is the variance.
# caught by: good_enough({16: [0.8, 0.82], 64: [0.87, 0.89], 256: [0.91, 0.87]})
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(v) for w, v in table.items()}
    best = max(sorted(means), key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.variance(table[best])
    return min(w for w in means if means[w] >= limit)


# %% wrong: largest of equals
# misconception: Of equal means the larger width is the best.
# caught by: a single seed, equal means
import statistics


def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {width: sum(values) / len(values) for width, values in table.items()}
    best = max(means, key=lambda width: (means[width], width))
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.stdev(table[best])
    return min(width for width in means if means[width] >= limit)


# %% wrong: first of equals in the table
# misconception: Of equal means the one that comes first in the table is the best.
# caught by: a single seed, equal means
import statistics


def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {width: sum(values) / len(values) for width, values in table.items()}
    best = max(means, key=lambda width: means[width])
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.stdev(table[best])
    return min(width for width in means if means[width] >= limit)


# %% wrong: median
# misconception: The median is the mean.
# caught by: other tables
import statistics


def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {width: statistics.median(values) for width, values in table.items()}
    best = min(means, key=lambda width: (-means[width], width))
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.stdev(table[best])
    return min(width for width in means if means[width] >= limit)


# %% right: float32
def good_enough(table):
    rows = {w: torch.tensor(table[w]) for w in sorted(table)}
    if not rows:
        raise ValueError("empty")
    best = max(rows, key=lambda w: rows[w].mean())
    if len(rows[best]) < 2:
        raise ValueError("one seed")
    limit = rows[best].mean() - rows[best].std()
    return next(w for w, row in rows.items() if row.mean() >= limit)


# %% wrong: rounded means
# misconception: Means are rounded to three digits before they are compared.
# caught by: other tables
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: round(statistics.mean(table[w]), 3) for w in sorted(table)}
    best = max(means, key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.stdev(table[best])
    return min(w for w in means if means[w] >= limit)


# %% wrong: one seed is not a candidate
# misconception: A width with one seed is left out, although only the best one needs two.
# caught by: a single seed, equal means
def good_enough(table):
    if not table:
        raise ValueError("empty")
    means = {w: statistics.mean(table[w]) for w in sorted(table)}
    best = max(means, key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.stdev(table[best])
    return min(w for w in means if means[w] >= limit and len(table[w]) > 1)


# %% equivalent: loop
# left out: `best is None or len(table[best[1]]) == 1` -> `best is None` | statistics.stdev of one number raises a StatisticsError, which is a ValueError.
# comparison: `statistics.fmean(table[width]) >= limit - 1e-12` -> `statistics.fmean(table[width]) > limit - 1e-12` | The two differ only where a mean is below the limit by exactly 1e-12, the answer's own margin for rounding errors.
# comparison: `mean > best[0] + 1e-12` -> `mean >= best[0] + 1e-12` | The two differ only where a mean is above the best by exactly 1e-12, the answer's own margin for rounding errors.
# constant: `1` -> `0` | statistics.stdev of one number raises a StatisticsError, which is a ValueError.

# %% equivalent: numpy
# left out: `if len(table) == 0: raise ValueError('empty')` -> `pass` | argmax() of an empty array raises a ValueError itself.
# left out: `raise ValueError('empty')` -> `pass` | argmax() of an empty array raises a ValueError itself.
# constant: `0` -> `-1` | argmax() of an empty array raises a ValueError itself.
# comparison: `means >= limit - 1e-12` -> `means > limit - 1e-12` | The two differ only where a mean is below the limit by exactly 1e-12, the answer's own margin for rounding errors.

# %% equivalent: tensor
# left out: `if not means: raise ValueError('expected widths')` -> `pass` | min() of an empty dictionary raises a ValueError itself.
# left out: `if values.numel() < 2: raise ValueError('expected two see...` -> `pass` | The standard deviation of one number is NaN, so no width is left, and min() of nothing raises a ValueError itself.
# left out: `raise ValueError('expected widths')` -> `pass` | min() of an empty dictionary raises a ValueError itself.
# left out: `raise ValueError('expected two seeds')` -> `pass` | The standard deviation of one number is NaN, so no width is left, and min() of nothing raises a ValueError itself.
# constant: `2` -> `1` | The standard deviation of one number is NaN, so no width is left, and min() of nothing raises a ValueError itself.
# comparison: `mean >= limit` -> `mean > limit` | The two differ only where a mean is below the limit by exactly 1e-12, the answer's own margin for rounding errors.
# constant: `12` -> `13` | Rounding only has to remove rounding errors, and those of a mean accuracy are far below 1e-13.
# constant: `12` -> `11` | Rounding only has to remove rounding errors, and mean accuracies that differ otherwise differ by far more than 1e-11.

# %% equivalent: float32
# left out: `if not rows: raise ValueError('empty')` -> `pass` | max() of an empty dictionary raises a ValueError itself.
# left out: `raise ValueError('empty')` -> `pass` | max() of an empty dictionary raises a ValueError itself.


# %% wrong: as many seeds as the shortest list
# misconception: Only as many seeds count as every width has.
# caught by: a single seed, equal means
def good_enough(table):
    if not table:
        raise ValueError("no width")
    n = min(len(values) for values in table.values())
    means = {width: statistics.mean(table[width][:n]) for width in sorted(table)}
    best = max(means, key=means.get)
    if len(table[best]) < 2:
        raise ValueError("one seed has no spread")
    limit = means[best] - statistics.stdev(table[best])
    return next(width for width in means if means[width] >= limit)


# %% wrong: nothing to choose from one
# misconception: A table of one width leaves no choice, so it is refused.
# caught by: a single seed, equal means
import statistics


def good_enough(table):
    if len(table) < 2:
        raise ValueError("expected at least two widths")
    widths = sorted(table)
    best = max(widths, key=lambda w: statistics.mean(table[w]))
    if len(table[best]) < 2:
        raise ValueError("expected two seeds of the best width")
    limit = statistics.mean(table[best]) - statistics.stdev(table[best])
    return next(w for w in widths if statistics.mean(table[w]) >= limit)


# %% wrong: a lucky seed is enough
# misconception: A width is good enough when one of its seeds is.
# caught by: other tables
import statistics


def good_enough(table):
    if not table:
        raise ValueError("expected at least one width")
    widths = sorted(table)
    best = max(widths, key=lambda w: statistics.mean(table[w]))
    if len(table[best]) < 2:
        raise ValueError("expected two seeds of the best width")
    limit = statistics.mean(table[best]) - statistics.stdev(table[best])
    return next(w for w in widths if max(table[w]) >= limit)


# %% wrong: rounded limit
# misconception: The limit is an accuracy, and accuracies have two digits.
# caught by: other tables
import statistics


def good_enough(table):
    if not table:
        raise ValueError("expected at least one width")
    widths = sorted(table)
    best = max(widths, key=lambda w: statistics.mean(table[w]))
    if len(table[best]) < 2:
        raise ValueError("expected two seeds of the best width")
    limit = round(statistics.mean(table[best]) - statistics.stdev(table[best]), 2)
    return min(w for w in [*widths, best] if w == best or statistics.mean(table[w]) >= limit)


# %% wrong: of equals one with two seeds
# misconception: Of equal means a width with two seeds is the better one.
# caught by: a single seed, equal means
def good_enough(table):
    if not table:
        raise ValueError("no width")
    means = {w: statistics.mean(values) for w, values in table.items()}
    best = min(means, key=lambda w: (-means[w], len(table[w]) < 2, w))
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = means[best] - statistics.stdev(table[best])
    return min(w for w in means if means[w] >= limit)


# %% wrong: widths above 256 are left out
# misconception: The widths of the lesson are all widths there are.
# caught by: other tables
def good_enough(table):
    means = {width: statistics.mean(values) for width, values in table.items()}
    if not table:
        raise ValueError("expected at least one width, got none")
    best = min(means, key=lambda width: (-means[width], width))
    if len(table[best]) < 2:
        raise ValueError("one seed has no spread")
    limit = means[best] - statistics.stdev(table[best])
    return min(width for width in means if width <= 256 and means[width] >= limit)


# %% wrong: widths below 8 are left out
# misconception: So few neurons cannot be good enough, whatever the table says.
# caught by: other tables
from statistics import mean, stdev


def good_enough(table):
    widths = sorted(width for width in table if width >= 8) or sorted(table)
    if not widths:
        raise ValueError("no width")
    best = max(widths, key=lambda width: mean(table[width]))
    if len(table[best]) < 2:
        raise ValueError("one seed")
    limit = mean(table[best]) - stdev(table[best])
    return next(width for width in widths if mean(table[width]) >= limit)
