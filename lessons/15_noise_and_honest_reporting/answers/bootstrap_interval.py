# %% right: loop
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    means = []
    for _ in range(resamples):
        drawn = []
        for _ in range(len(scores)):
            drawn.append(scores[generator.randrange(len(scores))])
        means.append(sum(drawn) / len(drawn))
    means.sort()
    return [means[int(0.025 * resamples)], means[int(0.975 * resamples)]]


# %% right: numpy
import numpy as np


def bootstrap_interval(scores, resamples, seed):
    rng = np.random.default_rng(seed)
    drawn = rng.choice(np.array(scores), size=(resamples, len(scores)))
    low, high = np.percentile(drawn.mean(axis=1), [2.5, 97.5])
    return [float(low), float(high)]


# %% right: torch
import torch


def bootstrap_interval(scores, resamples, seed):
    generator = torch.Generator().manual_seed(seed)
    values = torch.tensor(scores, dtype=torch.float64)
    picks = torch.randint(len(scores), (resamples, len(scores)), generator=generator)
    ends = torch.tensor([0.025, 0.975], dtype=torch.float64)
    return values[picks].mean(1).quantile(ends).tolist()


# %% right: quantiles of the standard library
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    means = [statistics.fmean(generator.choices(scores, k=len(scores))) for _ in range(resamples)]
    cuts = statistics.quantiles(means, n=40)
    return [cuts[0], cuts[-1]]


# %% wrong: without repetition
# misconception: A resample takes every score once.
# caught by: eight scores, 5,000 resamples
# caught by: other scores
# caught by: the seed decides
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    n = len(scores)
    means = sorted(sum(generator.sample(scores, n)) / n for _ in range(resamples))
    cut = int(0.025 * resamples)
    return [means[cut], means[-1 - cut]]


# %% wrong: half of the scores
# misconception: A resample may be smaller than the list.
# caught by: eight scores, 5,000 resamples
# caught by: other scores
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    n = len(scores) // 2
    means = sorted(sum(generator.choices(scores, k=n)) / n for _ in range(resamples))
    cut = int(0.025 * resamples)
    return [means[cut], means[-1 - cut]]


# %% wrong: ends of the scores
# misconception: The interval cuts off single scores, not means.
# caught by: eight scores, 5,000 resamples
# caught by: other scores
# caught by: the seed decides
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    drawn = sorted(generator.choices(scores, k=resamples))
    cut = int(0.025 * resamples)
    return [drawn[cut], drawn[-1 - cut]]


# %% wrong: 5% at each end
# misconception: The middle 95% leaves 5% at each end.
# caught by: eight scores, 5,000 resamples
# caught by: other scores
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    n = len(scores)
    means = sorted(sum(generator.choices(scores, k=n)) / n for _ in range(resamples))
    cut = int(0.05 * resamples)
    return [means[cut], means[-1 - cut]]


# %% wrong: two standard errors
# misconception: An interval is the mean and two standard errors, whatever it is called.
# caught by: eight scores, 5,000 resamples
# caught by: other scores
# caught by: the seed decides
def bootstrap_interval(scores, resamples, seed):
    error = statistics.stdev(scores) / math.sqrt(len(scores))
    mean = statistics.mean(scores)
    return [mean - 2 * error, mean + 2 * error]


# %% wrong: medians
# misconception: The median of a resample stands for its mean.
# caught by: eight scores, 5,000 resamples
# caught by: other scores
# caught by: the seed decides
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    n = len(scores)
    means = sorted(statistics.median(generator.choices(scores, k=n)) for _ in range(resamples))
    cut = int(0.025 * resamples)
    return [means[cut], means[-1 - cut]]


# %% wrong: worst and best mean
# misconception: The interval reaches from the smallest mean to the largest.
# caught by: eight scores, 5,000 resamples
# caught by: other scores
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    n = len(scores)
    means = [sum(generator.choices(scores, k=n)) / n for _ in range(resamples)]
    return [min(means), max(means)]


# %% wrong: a new generator each time
# misconception: Each resample begins with the seed anew.
# caught by: eight scores, 5,000 resamples
# caught by: other scores
def bootstrap_interval(scores, resamples, seed):
    n = len(scores)
    means = sorted(
        sum(random.Random(seed).choices(scores, k=n)) / n for _ in range(min(resamples, 500))
    )
    cut = int(0.025 * len(means))
    return [means[cut], means[-1 - cut]]


# %% wrong: the global generator
# misconception: The order of calls to the global generator is as good as a seed.
# caught by: eight scores, 5,000 resamples
# caught by: the seed decides
def bootstrap_interval(scores, resamples, seed):
    n = len(scores)
    means = sorted(sum(random.choices(scores, k=n)) / n for _ in range(resamples))
    cut = int(0.025 * resamples)
    return [means[cut], means[-1 - cut]]


# %% wrong: always the same seed
# misconception: Any fixed seed will do.
# caught by: eight scores, 5,000 resamples
# caught by: the seed decides
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(0)
    n = len(scores)
    means = sorted(sum(generator.choices(scores, k=n)) / n for _ in range(resamples))
    cut = int(0.025 * resamples)
    return [means[cut], means[-1 - cut]]


# %% wrong: sorted in place
# misconception: The list that is handed over may be changed.
# caught by: eight scores, 5,000 resamples
# caught by: the seed decides
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    scores.sort()
    n = len(scores)
    means = sorted(sum(generator.choices(scores, k=n)) / n for _ in range(resamples))
    cut = int(0.025 * resamples)
    return [means[cut], means[-1 - cut]]


# %% right: counts of each score
def bootstrap_interval(scores, resamples, seed):
    n = len(scores)
    counts = np.random.default_rng(seed).multinomial(n, [1 / n] * n, size=resamples)
    return np.percentile(counts @ np.array(scores) / n, [2.5, 97.5])


# %% wrong: one draw less
# misconception: As a variance divides by n - 1, a resample has one score less.
# caught by: other scores
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    means = sorted(
        statistics.fmean(generator.choices(scores, k=len(scores) - 1)) for _ in range(resamples)
    )
    out = int(0.025 * resamples)
    return [means[out], means[-out - 1]]


# %% wrong: two deviations of the means
# misconception: Means of resamples are bell curves, so 1.96 deviations cut off 2.5%.
# caught by: other scores
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    means = [statistics.fmean(generator.choices(scores, k=len(scores))) for _ in range(resamples)]
    middle, reach = statistics.fmean(means), 1.96 * statistics.stdev(means)
    return [middle - reach, middle + reach]


# %% wrong: equal scores once
# misconception: A score that came twice tells nothing new.
# caught by: other scores
def bootstrap_interval(scores, resamples, seed):
    kinds = sorted(set(scores))
    generator = random.Random(seed)
    means = sorted(
        statistics.fmean(generator.choices(kinds, k=len(scores))) for _ in range(resamples)
    )
    out = int(0.025 * resamples)
    return [means[out], means[-out - 1]]


# %% wrong: two digits
# misconception: Nobody needs more than two digits of an accuracy.
# caught by: other scores
def bootstrap_interval(scores, resamples, seed):
    means = np.random.default_rng(seed).choice(scores, size=(resamples, len(scores))).mean(axis=1)
    return [round(float(end), 2) for end in np.percentile(means, [2.5, 97.5])]


# %% equivalent: solution
# constant: `0.025` -> `-0.975` | Counted from the other end, it is the same place of the sorted list.
# range: `range(resamples)` -> `range(resamples + 1)` | One resample more or less moves no end that can be told from luck.
# range: `range(resamples)` -> `range(resamples - 1)` | One resample more or less moves no end that can be told from luck.
# range: `range(resamples)` -> `range(1, resamples)` | One resample more or less moves no end that can be told from luck.
# left out: `-1` -> `1` | The task leaves a place in the sorted list free; two places are as good.
# constant: `1` -> `2` | The task leaves a place in the sorted list free.
# constant: `1` -> `0` | The task leaves a place in the sorted list free.


# %% wrong: one draw more
# misconception: A resample has one score more, to make up for repetitions.
# caught by: other scores
def bootstrap_interval(scores, resamples, seed):
    g = random.Random(seed)
    means = sorted(statistics.fmean(g.choices(scores, k=len(scores) + 1)) for _ in range(resamples))
    cut = int(0.025 * resamples)
    return [means[cut], means[-1 - cut]]


# %% wrong: kept for each length
# misconception: As many scores and the same seed make the same interval.
# caught by: other scores
_cache = {}
def bootstrap_interval(scores, resamples, seed):
    key = (len(scores), resamples, seed)
    if key not in _cache:
        g = random.Random(seed)
        means = sorted(statistics.fmean(g.choices(scores, k=len(scores))) for _ in range(resamples))
        cut = int(0.025 * resamples)
        _cache[key] = [means[cut], means[-1 - cut]]
    return _cache[key]


# %% wrong: ten thousand, always
# misconception: More resamples are better, so their number need not be asked for.
# caught by: the seed decides
def bootstrap_interval(scores, resamples, seed):
    picks = np.random.default_rng(seed).integers(len(scores), size=(10_000, len(scores)))
    return np.percentile(np.array(scores)[picks].mean(axis=1), [2.5, 97.5]).tolist()


# %% right: one place off
def bootstrap_interval(scores, resamples, seed):
    g = random.Random(seed)
    means = sorted(statistics.mean(g.choices(scores, k=len(scores))) for _ in range(resamples))
    return [means[int(0.025 * resamples)], means[int(0.975 * resamples)]]


# %% right: one place farther in
import math
import random


def bootstrap_interval(scores, resamples, seed):
    rng = random.Random(str(seed))
    means = []
    for _ in range(resamples):
        means.append(sum(rng.choice(scores) for _ in scores) / len(scores))
    means.sort()
    return means[math.ceil(0.025 * resamples)], means[math.ceil(0.975 * resamples) - 1]


# %% wrong: four digits
# misconception: More digits than four are noise anyway.
# caught by: the seed decides
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    draws = (generator.choices(scores, k=len(scores)) for _ in range(resamples))
    means = sorted(statistics.fmean(one) for one in draws)
    cut = int(0.025 * resamples)
    return [round(means[cut], 4), round(means[-cut - 1], 4)]


# %% wrong: mirrored at the mean
# misconception: The ends are as far from the mean of the scores as those of the resampled means, on the other side.
# caught by: eight scores, 5,000 resamples
# caught by: other scores
def bootstrap_interval(scores, resamples, seed):
    generator = random.Random(seed)
    draws = (generator.choices(scores, k=len(scores)) for _ in range(resamples))
    means = sorted(statistics.fmean(one) for one in draws)
    cut, twice = int(0.025 * resamples), 2 * statistics.fmean(scores)
    return [twice - means[-cut - 1], twice - means[cut]]
