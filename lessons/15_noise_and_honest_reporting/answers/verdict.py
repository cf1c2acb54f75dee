# %% right: as the text says
def verdict(a, b):
    n = len(a)
    gains = [y - x for x, y in zip(a, b)]
    mean = sum(gains) / n
    error = statistics.stdev(gains) / math.sqrt(n)
    t = mean / error
    edge = {5: 2.776, 10: 2.262}[n]
    if abs(t) <= edge:
        return "no difference shown"
    return "b" if t > 0 else "a"


# %% right: an interval by numpy
import numpy as np


def verdict(a, b):
    gains = np.array(b) - np.array(a)
    n = len(gains)
    reach = (2.78 if n < 10 else 2.26) * gains.std(ddof=1) / np.sqrt(n)
    low, high = gains.mean() - reach, gains.mean() + reach
    if low > 0:
        return "b"
    if high < 0:
        return "a"
    return "no difference shown"


# %% right: signs flipped
import itertools

import numpy as np

FLIPS = {n: np.array(list(itertools.product([1, -1], repeat=n))) for n in (5, 10)}


def verdict(a, b):
    gains = np.array(b) - np.array(a)
    total = gains.sum()
    # how many of all ways to exchange a and b within pairs give a gap as large
    far = (abs(FLIPS[len(gains)] @ gains) >= abs(total) - 1e-12).mean()
    if far > 0.065:
        return "no difference shown"
    return "b" if total > 0 else "a"


# %% right: the table of the lesson
def verdict(a, b):
    gains = [y - x for x, y in zip(a, b)]
    t = statistics.mean(gains) / (statistics.stdev(gains) / math.sqrt(len(gains)))
    for side, sign in [("a", -1), ("b", 1)]:
        if sign * t > limit_of_pairs[len(gains)]:
            return side
    return "no difference shown"


# %% wrong: the larger mean
# misconception: The larger mean is the better setting.
# caught by: verdict([0.812, 0.853, 0.809, 0.845, 0.807], [0.841, 0.816, 0.855, 0.803, 0.822])
# caught by: clear cases
# caught by: false claims, at most 7.5% of each kind
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    return "b" if statistics.mean(b) > statistics.mean(a) else "a"


# %% wrong: two standard errors
# misconception: Twice the standard error is margin enough, however few the runs.
# caught by: false claims, at most 7.5% of each kind
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    gains = [y - x for x, y in zip(a, b)]
    margin = 2 * statistics.stdev(gains) / math.sqrt(len(gains))
    mean = statistics.mean(gains)
    if abs(mean) <= margin:
        return "no difference shown"
    return "b" if mean > 0 else "a"


# %% wrong: one limit for all
# misconception: The limit of ten runs serves for five as well.
# caught by: false claims, at most 7.5% of each kind
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    gains = [y - x for x, y in zip(a, b)]
    t = statistics.mean(gains) / (statistics.stdev(gains) / math.sqrt(len(gains)))
    if abs(t) <= 2.26:
        return "no difference shown"
    return "b" if t > 0 else "a"


# %% wrong: four of five
# misconception: Better in four of five seeds is better.
# caught by: false claims, at most 7.5% of each kind
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    wins = sum(y > x for x, y in zip(a, b))
    if wins >= 0.8 * len(a):
        return "b"
    if wins <= 0.2 * len(a):
        return "a"
    return "no difference shown"


# %% wrong: a point is a difference
# misconception: A gap of a point is a difference, whatever the spread is.
# caught by: verdict([0.812, 0.808, 0.811, 0.809, 0.8105, 0.81, 0.8085, 0.8115, 0.8095, 0.8102], [0.819, 0.816, 0.82, 0.815, 0.8195, 0.817, 0.818, 0.8175, 0.8185, 0.8165])
# caught by: false claims, at most 7.5% of each kind
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    gap = statistics.mean(b) - statistics.mean(a)
    if abs(gap) < 0.01:
        return "no difference shown"
    return "b" if gap > 0 else "a"


# %% wrong: one standard deviation
# misconception: The standard deviation of single runs is the margin of a mean.
# caught by: verdict([0.812, 0.805, 0.809, 0.815, 0.807], [0.851, 0.846, 0.855, 0.843, 0.852])
# caught by: verdict([0.851, 0.846, 0.855, 0.843, 0.852], [0.812, 0.805, 0.809, 0.815, 0.807])
# caught by: verdict([0.812, 0.808, 0.811, 0.809, 0.8105, 0.81, 0.8085, 0.8115, 0.8095, 0.8102], [0.819, 0.816, 0.82, 0.815, 0.8195, 0.817, 0.818, 0.8175, 0.8185, 0.8165])
# caught by: clear cases
# caught by: false claims, at most 7.5% of each kind
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    gap = statistics.mean(b) - statistics.mean(a)
    if abs(gap) <= 2 * statistics.stdev(a + b):
        return "no difference shown"
    return "b" if gap > 0 else "a"


# %% wrong: two groups
# misconception: Runs with the same seed have nothing in common.
# caught by: found, 65% of the true differences
def verdict(a, b):
    t = t_value(a, b)
    if abs(t) <= limit[len(a)]:
        return "no difference shown"
    return "b" if t > 0 else "a"


# %% wrong: bootstrap of five
# misconception: A bootstrap interval keeps its word with five runs.
# caught by: false claims, at most 7.5% of each kind
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    generator = random.Random(0)
    gains = [y - x for x, y in zip(a, b)]
    n = len(gains)
    means = sorted(sum(generator.choices(gains, k=n)) for _ in range(400))
    if means[10] > 0:
        return "b"
    if means[-11] < 0:
        return "a"
    return "no difference shown"


# %% wrong: clouds apart
# misconception: Only clouds of dots that do not overlap differ.
# caught by: false claims, at most 7.5% of each kind
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    if min(b) > max(a):
        return "b"
    if min(a) > max(b):
        return "a"
    return "no difference shown"


# %% wrong: never
# misconception: Who claims nothing makes no mistake.
# caught by: verdict([0.812, 0.805, 0.809, 0.815, 0.807], [0.851, 0.846, 0.855, 0.843, 0.852])
# caught by: verdict([0.851, 0.846, 0.855, 0.843, 0.852], [0.812, 0.805, 0.809, 0.815, 0.807])
# caught by: verdict([0.812, 0.808, 0.811, 0.809, 0.8105, 0.81, 0.8085, 0.8115, 0.8095, 0.8102], [0.819, 0.816, 0.82, 0.815, 0.8195, 0.817, 0.818, 0.8175, 0.8185, 0.8165])
# caught by: clear cases
# caught by: false claims, at most 7.5% of each kind
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    return "no difference shown"


# %% wrong: sides exchanged
# misconception: The sign of b minus a speaks for a.
# caught by: verdict([0.812, 0.805, 0.809, 0.815, 0.807], [0.851, 0.846, 0.855, 0.843, 0.852])
# caught by: verdict([0.851, 0.846, 0.855, 0.843, 0.852], [0.812, 0.805, 0.809, 0.815, 0.807])
# caught by: verdict([0.812, 0.808, 0.811, 0.809, 0.8105, 0.81, 0.8085, 0.8115, 0.8095, 0.8102], [0.819, 0.816, 0.82, 0.815, 0.8195, 0.817, 0.818, 0.8175, 0.8185, 0.8165])
# caught by: clear cases
# caught by: false claims, at most 7.5% of each kind
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    gains = [y - x for x, y in zip(a, b)]
    t = statistics.mean(gains) / (statistics.stdev(gains) / math.sqrt(len(gains)))
    if abs(t) <= {5: 2.78, 10: 2.26}[len(a)]:
        return "no difference shown"
    return "a" if t > 0 else "b"


# %% wrong: only the newcomer may win
# misconception: The question is whether b is better; that a is better is not a finding.
# caught by: verdict([0.851, 0.846, 0.855, 0.843, 0.852], [0.812, 0.805, 0.809, 0.815, 0.807])
# caught by: clear cases
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    gains = [y - x for x, y in zip(a, b)]
    t = statistics.mean(gains) / (statistics.stdev(gains) / math.sqrt(len(gains)))
    return "b" if t > {5: 2.78, 10: 2.26}[len(a)] else "no difference shown"


# %% wrong: the best runs
# misconception: Each side is judged by its best run.
# caught by: false claims, at most 7.5% of each kind
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    gap = max(b) - max(a)
    if abs(gap) <= statistics.stdev(a):
        return "no difference shown"
    return "b" if gap > 0 else "a"


# %% equivalent: solution
# comparison: `mean > margin` -> `mean >= margin` | No study has a mean that is exactly its margin.
# comparison: `mean < -margin` -> `mean <= -margin` | No study has a mean that is exactly its margin.


# %% right: divided by n, a little more than 5%
def verdict(a, b):
    d = [y - x for x, y in zip(a, b)]
    t = statistics.mean(d) / statistics.pstdev(d) * math.sqrt(len(d))
    return "no difference shown" if abs(t) <= limit_of_pairs[len(d)] else ("b" if t > 0 else "a")


# %% right: either of two tests
def verdict(a, b):
    d = [y - x for x, y in zip(a, b)]
    t = statistics.mean(d) / statistics.stdev(d) * math.sqrt(len(d))
    w = t_value(a, b)
    if abs(t) > limit_of_pairs[len(d)] or abs(w) > limit[len(a)]:
        return "b" if t > 0 else "a"
    return "no difference shown"


# %% right: pairs where runs move together
def verdict(a, b):
    d = [y - x for x, y in zip(a, b)]
    if statistics.correlation(a, b) > 0:
        t, e = statistics.mean(d) / statistics.stdev(d) * math.sqrt(len(d)), limit_of_pairs[len(d)]
    else:
        t, e = t_value(a, b), limit[len(d)]
    return "no difference shown" if abs(t) <= e else ("b" if t > 0 else "a")


# %% right: every change of signs
import itertools


def verdict(a, b):
    gains = [y - x for x, y in zip(a, b)]
    n, total = len(gains), sum(gains)
    sums = [sum(s * g for s, g in zip(signs, gains)) for signs in itertools.product((1, -1), repeat=n)]
    share = sum(abs(other) >= abs(total) - 1e-12 for other in sums) / len(sums)
    if share > (2 / 2**n if n == 5 else 0.05):
        return "no difference shown"
    return "b" if total > 0 else "a"


# %% wrong: intervals that overlap
# misconception: A difference is shown only where the two intervals of the means do not overlap.
# caught by: false claims, at most 7.5% of each kind
# caught by: found, 45% of the true differences
# caught by: found, 65% of the true differences
def verdict(a, b):
    ends = []
    for runs in (a, b):
        reach = limit_of_pairs[len(runs)] * statistics.stdev(runs) / len(runs) ** 0.5
        ends.append((statistics.mean(runs) - reach, statistics.mean(runs) + reach))
    if ends[0][0] > ends[1][1]:
        return "a"
    return "b" if ends[1][0] > ends[0][1] else "no difference shown"
