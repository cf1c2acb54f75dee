# %% right: as the text says
def expected_best(scores, n):
    ordered = sorted(scores)
    N = len(ordered)
    return sum(ordered[k - 1] * ((k / N) ** n - ((k - 1) / N) ** n) for k in range(1, N + 1))


# %% right: from the lowest upward
def expected_best(scores, n):
    ordered, N = sorted(scores), len(scores)
    best = ordered[0]
    for k in range(1, N):
        best += (ordered[k] - ordered[k - 1]) * (1 - (k / N) ** n)
    return best


# %% right: numpy
import numpy as np


def expected_best(scores, n):
    ordered = np.sort(np.asarray(scores, dtype=float))
    below = (np.arange(len(ordered) + 1) / len(ordered)) ** n
    return float((ordered * np.diff(below)).sum())


# %% right: torch in float32
import torch


def expected_best(scores, n):
    ordered = torch.tensor(scores).sort().values
    N = len(scores)
    below = torch.tensor([(k / N) ** n for k in range(N + 1)])
    return (ordered * below.diff()).sum().item()


# %% wrong: the best that was seen
# misconception: The best of n trials is the best of all.
# caught by: expected_best([0.5, 0.9], 1)
# caught by: expected_best([0.9, 0.5], 2)
# caught by: lists in no order
# caught by: equal and negative scores
def expected_best(scores, n):
    return max(scores)


# %% wrong: the best of the first n
# misconception: The first trials tell what n trials would have found.
# caught by: expected_best([0.5, 0.9], 1)
# caught by: lists in no order
# caught by: equal and negative scores
def expected_best(scores, n):
    return max(scores[:n])


# %% wrong: without repetition
# misconception: A score can be drawn only once.
# caught by: expected_best([0.9, 0.5], 2)
# caught by: lists in no order
# caught by: equal and negative scores
import itertools


def expected_best(scores, n):
    n = min(n, len(scores))
    if len(scores) > 12:
        return max(scores)
    tuples = list(itertools.combinations(scores, n))
    return sum(map(max, tuples)) / len(tuples)


# %% wrong: not sorted
# misconception: The scores come in order.
# caught by: expected_best([0.9, 0.5], 2)
# caught by: lists in no order
# caught by: equal and negative scores
def expected_best(scores, n):
    N = len(scores)
    return sum(scores[k - 1] * ((k / N) ** n - ((k - 1) / N) ** n) for k in range(1, N + 1))


# %% wrong: from the highest downward
# misconception: Sorting puts the best first.
# caught by: expected_best([0.9, 0.5], 2)
# caught by: lists in no order
# caught by: equal and negative scores
def expected_best(scores, n):
    ordered, N = sorted(scores, reverse=True), len(scores)
    return sum(ordered[k - 1] * ((k / N) ** n - ((k - 1) / N) ** n) for k in range(1, N + 1))


# %% wrong: simulated
# misconception: A thousand repeats are as good as the formula.
# caught by: expected_best([0.5, 0.9], 1)
# caught by: expected_best([0.9, 0.5], 2)
# caught by: lists in no order
# caught by: equal and negative scores
def expected_best(scores, n):
    generator = random.Random(0)
    return sum(max(generator.choices(scores, k=n)) for _ in range(1000)) / 1000


# %% wrong: equal scores once
# misconception: Scores that are equal count as one.
# caught by: equal and negative scores
def expected_best(scores, n):
    ordered = sorted(set(scores))
    N = len(ordered)
    return sum(ordered[k - 1] * ((k / N) ** n - ((k - 1) / N) ** n) for k in range(1, N + 1))


# %% wrong: starts at zero
# misconception: No score is below zero.
# caught by: equal and negative scores
def expected_best(scores, n):
    ordered, N = sorted(scores), len(scores)
    best, total = 0.0, 0.0
    for k in range(1, N + 1):
        best = max(best, ordered[k - 1])
        total += best * ((k / N) ** n - ((k - 1) / N) ** n)
    return total


# %% wrong: mean of the best n
# misconception: The expected best is the mean of the n best scores.
# caught by: expected_best([0.5, 0.9], 1)
# caught by: expected_best([0.9, 0.5], 2)
# caught by: lists in no order
# caught by: equal and negative scores
def expected_best(scores, n):
    top = sorted(scores)[-n:]
    return sum(top) / len(top)


# %% wrong: remembered by the lengths
# misconception: The number of scores and that of draws decide the result; it is kept for the next call.
# caught by: equal and negative scores
kept = {}


def expected_best(scores, n):
    ordered, N = sorted(scores), len(scores)
    if (N, n) not in kept:
        kept[N, n] = sum(
            ordered[k - 1] * ((k / N) ** n - ((k - 1) / N) ** n) for k in range(1, N + 1)
        )
    return kept[N, n]


# %% right: without what lies between
def expected_best(scores, n):
    ordered = sorted(scores)
    N = len(ordered)
    gaps = [b - a for a, b in zip(ordered, ordered[1:])]
    return ordered[-1] - sum(gap * (k / N) ** n for k, gap in enumerate(gaps, start=1))


# %% wrong: powers of NumPy's integers
# misconception: k ** n fits into an integer of NumPy for every n.
# caught by: lists in no order
# caught by: equal and negative scores
import numpy as np


def expected_best(scores, n):
    k = np.arange(1, len(scores) + 1)
    return (np.sort(scores) * (k**n - (k - 1) ** n)).sum() / len(scores) ** n


# %% wrong: remembered by the best score
# misconception: Lists of the same length and the same best score have the same result.
# caught by: equal and negative scores
known = {}


def expected_best(scores, n):
    key = (len(scores), max(scores), n)
    if key not in known:
        total = 0.0
        for k, score in enumerate(sorted(scores), start=1):
            total += score * ((k / key[0]) ** n - ((k - 1) / key[0]) ** n)
        known[key] = total
    return known[key]


# %% right: the distribution draw by draw
from collections import Counter


def expected_best(scores, n):
    chance = {score: count / len(scores) for score, count in Counter(scores).items()}
    best = dict(chance)
    for _ in range(n - 1):
        now = dict.fromkeys(chance, 0.0)
        for a, p in best.items():
            for b, q in chance.items():
                now[max(a, b)] += p * q
        best = now
    return sum(score * p for score, p in best.items())


# %% wrong: more draws than scores find the best
# misconception: Whoever draws as often as there are scores has seen them all.
# caught by: expected_best([0.9, 0.5], 2)
# caught by: lists in no order
# caught by: equal and negative scores
def expected_best(scores, n):
    ordered = sorted(scores)
    N = len(ordered)
    if n >= N:
        return ordered[-1]
    return sum(s * ((k / N) ** n - ((k - 1) / N) ** n) for k, s in enumerate(ordered, 1))


# %% wrong: unordered draws, each as likely
# misconception: Each multiset of n scores has the same chance.
# caught by: expected_best([0.9, 0.5], 2)
# caught by: lists in no order
# caught by: equal and negative scores
import math


def expected_best(scores, n):
    ordered = sorted(scores)
    ways = [math.comb(k + n - 2, n - 1) for k in range(1, len(ordered) + 1)]
    return sum(s * w for s, w in zip(ordered, ways)) / sum(ways)


# %% wrong: one draw of the different scores
# misconception: With one draw the result is the mean of the different scores.
# caught by: equal and negative scores
def expected_best(scores, n):
    ranked = sorted(set(scores)) if n == 1 else sorted(scores)
    N = len(ranked)
    return sum(x * ((k / N) ** n - ((k - 1) / N) ** n) for k, x in enumerate(ranked, start=1))


# %% wrong: remembered by its ends
# misconception: Lists of the same length, the same lowest and the same best score have the same result.
# caught by: equal and negative scores
known = {}


def expected_best(scores, n):
    N = len(scores)
    ranked = known.setdefault((N, min(scores), max(scores)), sorted(scores))
    return sum(x * ((k / N) ** n - ((k - 1) / N) ** n) for k, x in enumerate(ranked, start=1))


# %% wrong: percent become shares
# misconception: A score above 1 is a percentage and is returned as a share.
# caught by: equal and negative scores
def expected_best(scores, n):
    N, ranked = len(scores), sorted(x / 100 if x > 1 else x for x in scores)
    return sum(x * ((k / N) ** n - ((k - 1) / N) ** n) for k, x in enumerate(ranked, start=1))


# %% wrong: no more than 60 draws
# misconception: Sixty draws are as many as anybody asks for.
# caught by: lists in no order
def expected_best(scores, n):
    N, n = len(scores), min(n, 60)
    return sum(
        x * ((k / N) ** n - ((k - 1) / N) ** n) for k, x in enumerate(sorted(scores), start=1)
    )


# %% wrong: what was computed is kept by the scores
# misconception: The same scores have the same expected best.
# caught by: equal and negative scores
found = {}


def expected_best(scores, n):
    key = tuple(scores)
    if key not in found:
        ordered, N = sorted(scores), len(scores)
        found[key] = sum(s * (((k + 1) / N) ** n - (k / N) ** n) for k, s in enumerate(ordered))
    return found[key]
