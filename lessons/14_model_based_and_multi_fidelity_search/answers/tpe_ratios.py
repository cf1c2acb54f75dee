# %% right: as the text says
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]


# %% right: numpy
import numpy as np


def tpe_ratios(places, scores, candidates, n_good, width):
    order = np.argsort(scores)[::-1]
    at, x = np.array(places)[order], np.array(candidates)[:, None]
    hills = np.exp(-0.5 * ((x - at) / width) ** 2)
    good = (hills[:, :n_good].sum(axis=1) + 0.1) / (n_good + 1)
    rest = (hills[:, n_good:].sum(axis=1) + 0.1) / (len(at) - n_good + 1)
    return (good / rest).tolist()


# %% right: by a border
import math


def tpe_ratios(places, scores, candidates, n_good, width):
    border = sorted(scores, reverse=True)[n_good - 1]
    ratios = []
    for x in candidates:
        good, rest = [0.1], [0.1]
        for place, score in zip(places, scores):
            hill = math.exp(-((x - place) ** 2) / (2 * width**2))
            (good if score >= border else rest).append(hill)
        ratios.append(statistics.mean(good) / statistics.mean(rest))
    return ratios


# %% wrong: where good is dense
# misconception: Only the good trials matter.
# caught by: between two good ones, and at a poor one
# caught by: beside two poor ones, and alone
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) for x in candidates]


# %% wrong: away from the rest
# misconception: Only the poor trials matter.
# caught by: between two good ones, and at a poor one
# caught by: beside two poor ones, and alone
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [1 / density(x, order[n_good:]) for x in candidates]


# %% wrong: good against all
# misconception: The good trials are compared with all trials.
# caught by: between two good ones, and at a poor one
# caught by: beside two poor ones, and alone
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) / density(x, order) for x in candidates]


# %% wrong: low is good
# misconception: A low score is a good one.
# caught by: between two good ones, and at a poor one
# caught by: beside two poor ones, and alone
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]


# %% wrong: the first are good
# misconception: The first trials are the good ones.
# caught by: between two good ones, and at a poor one
# caught by: beside two poor ones, and alone
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = list(range(len(scores)))

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]


# %% wrong: a difference
# misconception: A difference of densities says the same as their ratio.
# caught by: between two good ones, and at a poor one
# caught by: beside two poor ones, and alone
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) - density(x, order[n_good:]) for x in candidates]


# %% wrong: upside down
# misconception: The ratio says how poor a place is.
# caught by: between two good ones, and at a poor one
# caught by: beside two poor ones, and alone
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[n_good:]) / density(x, order[:n_good]) for x in candidates]


# %% wrong: sums for densities
# misconception: It makes no difference how many trials there are.
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills))

    return [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]


# %% wrong: no flat hill
# misconception: Where nobody has tried, nothing can be good or bad.
# caught by: between two good ones, and at a poor one
# caught by: beside two poor ones, and alone
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (1e-12 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]


# %% wrong: one width for all
# misconception: The width of a hill does not matter.
# caught by: between two good ones, and at a poor one
# caught by: beside two poor ones, and alone
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / 1) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]


# %% wrong: boxes for hills
# misconception: A trial counts within its width and nowhere else.
# caught by: between two good ones, and at a poor one
# caught by: beside two poor ones, and alone
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(abs(x - places[k]) < width) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]


# %% wrong: the choice alone
# misconception: The ratios are sorted, since the largest wins.
# caught by: between two good ones, and at a poor one
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return sorted([density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates])


# %% wrong: a place is tried once
# misconception: A trial is known by its place, so a dictionary of places holds them all.
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    score_at = dict(zip(places, scores))
    ranked = sorted(score_at, key=lambda place: -score_at[place])
    good, rest = ranked[:n_good], ranked[n_good:]

    def density(x, trials):
        hills = sum(float(np.exp(-(((x - t) / width) ** 2) / 2)) for t in trials)
        return (0.1 + hills) / (1 + len(trials))

    return [density(x, good) / density(x, rest) for x in candidates]


# %% wrong: the rest is where no good trial was
# misconception: A place is good or poor, whatever else was tried there.
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])
    good = [places[k] for k in order[:n_good]]
    rest = [place for place in places if place not in good]

    def density(x, trials):
        hills = sum(float(np.exp(-(((x - t) / width) ** 2) / 2)) for t in trials)
        return (0.1 + hills) / (1 + len(trials))

    return [density(x, good) / density(x, rest) for x in candidates]


# %% equivalent: solution
# return: `return (0.1 + sum(hills)) / (1 + len(hills))` -> `return -((0.1 + sum(hills)) / (1 + len(hills)))` | The ratio of two negative densities is that of the positive ones.


# %% right: torch
import torch
def tpe_ratios(places, scores, candidates, n_good, width):
    p = torch.tensor(places, dtype=torch.float64); c = torch.tensor(candidates, dtype=torch.float64)
    good = torch.topk(torch.tensor(scores, dtype=torch.float64), n_good).indices
    mask = torch.zeros(len(places), dtype=torch.bool); mask[good] = True
    hills = torch.exp(-((c.unsqueeze(1) - p) / width).square() / 2)
    l = (0.1 + hills[:, mask].sum(1)) / (1 + n_good)
    g = (0.1 + hills[:, ~mask].sum(1)) / (1 + len(places) - n_good)
    return l / g


# %% wrong: no hill wider than 1
# misconception: A width is at most 1.
# caught by: trials in no order
import math
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])
    good = [places[k] for k in order[:n_good]]
    rest = [places[k] for k in order[n_good:]]
    def density(x, trials):
        return (0.1 + sum(math.exp(-((x - t) / width) ** 2 / 2) for t in trials)) / (1 + len(trials))
    width = min(width, 1.0)
    return [density(x, good) / density(x, rest) for x in candidates]


# %% wrong: a place counts once
# misconception: Two trials at one place are one hill.
# caught by: trials in no order
import math
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])
    good = [places[k] for k in order[:n_good]]
    rest = [places[k] for k in order[n_good:]]
    def density(x, trials):
        return (0.1 + sum(math.exp(-((x - t) / width) ** 2 / 2) for t in set(trials))) / (1 + len(trials))
    return [density(x, good) / density(x, rest) for x in candidates]


# %% wrong: equal candidates once
# misconception: A candidate is listed once.
# caught by: trials in no order
import math
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])
    good = [places[k] for k in order[:n_good]]
    rest = [places[k] for k in order[n_good:]]
    def density(x, trials):
        return (0.1 + sum(math.exp(-((x - t) / width) ** 2 / 2) for t in trials)) / (1 + len(trials))
    return [density(x, good) / density(x, rest) for x in dict.fromkeys(candidates)]


# %% right: sums for both in one walk
import heapq
import math


def tpe_ratios(places, scores, candidates, n_good, width):
    good = set(heapq.nlargest(n_good, range(len(scores)), key=scores.__getitem__))
    ratios = []
    for x in candidates:
        sums = {True: 0.1, False: 0.1}
        for k, t in enumerate(places):
            sums[k in good] += math.exp(-(((x - t) / width) ** 2) / 2)
        ratios.append(sums[True] / (1 + n_good) / (sums[False] / (1 + len(places) - n_good)))
    return ratios


# %% wrong: the largest ratio first
# misconception: TPE tries the largest, so it stands first.
# caught by: beside two poor ones, and alone
# caught by: trials in no order
import math


def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = (math.exp(-(((x - places[k]) / width) ** 2) / 2) for k in trials)
        return (0.1 + sum(hills)) / (1 + len(trials))

    ratios = [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]
    return sorted(ratios, reverse=True)


# %% wrong: no ratio above 20
# misconception: A very large ratio is an artifact that must be cut off.
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    ratios = [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]
    return [min(ratio, 20.0) for ratio in ratios]


# %% wrong: the score of a place is that of its first trial
# misconception: places.index(place) is the trial at that place.
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    ranked = sorted(places, key=lambda place: -scores[places.index(place)])

    def density(x, trials):
        hills = sum(float(np.exp(-(((x - t) / width) ** 2) / 2)) for t in trials)
        return (0.1 + hills) / (1 + len(trials))

    return [density(x, ranked[:n_good]) / density(x, ranked[n_good:]) for x in candidates]


# %% wrong: a number for one candidate
# misconception: One candidate has one ratio, and a list is for several.
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    ratios = [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]
    return ratios[0] if len(ratios) == 1 else ratios


# %% wrong: no width below 0.3
# misconception: A narrow hill is a mistake and must be made wider.
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order, width = sorted(range(len(scores)), key=lambda k: -scores[k]), max(width, 0.3)

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]


# %% wrong: scores are rounded to hundredths
# misconception: A difference below a percentage point is noise.
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    order = sorted(range(len(scores)), key=lambda k: -round(scores[k], 2))

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]


# %% wrong: the width is rounded to tenths
# misconception: A width is a rough number.
# caught by: trials in no order
def tpe_ratios(places, scores, candidates, n_good, width):
    width = round(width, 1)
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]
