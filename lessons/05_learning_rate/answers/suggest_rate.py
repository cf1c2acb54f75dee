# %% right: index
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses):
        raise ValueError("lengths differ")
    kept = []
    for loss in losses:
        if math.isnan(loss) or math.isinf(loss):
            break
        if kept and loss > 4 * min(kept):
            break
        kept.append(loss)
    if not kept:
        raise ValueError("nothing left")
    return lrs[kept.index(min(kept))] / 10


# %% right: numpy
import numpy as np


def suggest_rate(lrs, losses):
    lrs, losses = np.array(lrs, dtype=float), np.array(losses, dtype=float)
    if lrs.shape != losses.shape or losses.size == 0 or not np.isfinite(losses[0]):
        raise ValueError("nothing to choose from")
    lowest = np.minimum.accumulate(np.where(np.isfinite(losses), losses, np.inf))
    bad = ~np.isfinite(losses)
    bad[1:] |= losses[1:] > 4 * lowest[:-1]
    end = int(bad.argmax()) if bad.any() else len(losses)
    return float(lrs[losses[:end].argmin()] / 10)


# %% right: recursive
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses):
        raise ValueError("lengths differ")

    def walk(k, best):
        if k == len(losses) or not math.isfinite(losses[k]):
            return best
        if best is not None and losses[k] > 4 * losses[best]:
            return best
        return walk(k + 1, k if best is None or losses[k] < losses[best] else best)

    best = walk(0, None)
    if best is None:
        raise ValueError("nothing left")
    return lrs[best] / 10


# %% wrong: compared with the first
# misconception: A loss diverges when it is 4 times the first one.
# caught by: curves that diverge
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    lowest, rate = losses[0], lrs[0]
    for lr, loss in zip(lrs, losses):
        if not math.isfinite(loss) or loss > 4 * losses[0]:
            break
        if loss < lowest:
            lowest, rate = loss, lr
    return rate / 10


# %% wrong: compared with the last
# misconception: A loss diverges when it is 4 times the one before.
# caught by: curves that diverge
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    lowest, rate = losses[0], lrs[0]
    for k, loss in enumerate(losses):
        if not math.isfinite(loss) or (k and loss > 4 * losses[k - 1]):
            break
        if loss < lowest:
            lowest, rate = loss, lrs[k]
    return rate / 10


# %% wrong: last of equals
# misconception: Of equal losses the largest rate is taken.
# caught by: the first of equals
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    lowest, rate = losses[0], lrs[0]
    for lr, loss in zip(lrs, losses):
        if not math.isfinite(loss) or loss > 4 * lowest:
            break
        if loss <= lowest:
            lowest, rate = loss, lr
    return rate / 10


# %% wrong: lengths not compared
# misconception: zip takes care of lists of different lengths.
# caught by: nothing to choose from
def suggest_rate(lrs, losses):
    lowest, rate = math.inf, None
    for lr, loss in zip(lrs, losses):
        if not math.isfinite(loss) or loss > 4 * lowest:
            break
        if loss < lowest:
            lowest, rate = loss, lr
    if rate is None:
        raise ValueError("nothing left")
    return rate / 10


# %% wrong: lowest rate itself
# misconception: The rate with the lowest loss is the best one.
# caught by: suggest_rate([0.001, 0.01, 0.1, 1.0], [2.3, 2.0, 1.5, 3.0])
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    lowest, rate = losses[0], lrs[0]
    for lr, loss in zip(lrs, losses):
        if not math.isfinite(loss) or loss > 4 * lowest:
            break
        if loss < lowest:
            lowest, rate = loss, lr
    return rate


# %% wrong: nan left out
# misconception: NaN is skipped and the walk goes on.
# caught by: curves that diverge
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    kept = [(loss, k) for k, loss in enumerate(losses) if math.isfinite(loss)]
    lowest = losses[0]
    for loss, k in list(kept):
        if loss > 4 * lowest:
            kept = [(a, j) for a, j in kept if j < k]
            break
        lowest = min(lowest, loss)
    return lrs[min(kept)[1]] / 10


# %% wrong: nan not thought of
# misconception: min works with NaN.
# caught by: suggest_rate([0.001, 0.01, 0.1, 1.0], [2.0, 1.0, 9.0, 0.5])
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    return lrs[losses.index(min(losses))] / 10


# %% wrong: none when nothing
# misconception: Without a usable loss the answer is None.
# caught by: suggest_rate([0.1], [nan])
def suggest_rate(lrs, losses):
    lowest, rate = math.inf, None
    for lr, loss in zip(lrs, losses):
        if not math.isfinite(loss) or loss > 4 * lowest:
            break
        if loss < lowest:
            lowest, rate = loss, lr
    return rate / 10 if rate is not None else None


# %% wrong: only nan ends
# misconception: Only NaN ends the walk.
# caught by: suggest_rate([0.001, 0.01, 0.1, 1.0], [2.0, 1.0, 9.0, 0.5])
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    lowest, rate = losses[0], lrs[0]
    for lr, loss in zip(lrs, losses):
        if math.isnan(loss):
            break
        if loss < lowest:
            lowest, rate = loss, lr
    return rate / 10


# %% wrong: steepest fall
# misconception: The rate where the loss falls fastest is taken.
# caught by: suggest_rate([0.001, 0.01, 0.1, 1.0], [2.3, 2.0, 1.5, 3.0])
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    kept = []
    for loss in losses:
        if not math.isfinite(loss) or (kept and loss > 4 * min(kept)):
            break
        kept.append(loss)
    if not kept:
        raise ValueError("nothing left")
    if len(kept) == 1:
        return lrs[0] / 10
    falls = [b - a for a, b in zip(kept, kept[1:])]
    return lrs[falls.index(min(falls))] / 10


# %% equivalent: index
# left out: `if not kept: raise ValueError('nothing left')` -> `pass` | min() of an empty list raises a ValueError itself.
# left out: `raise ValueError('nothing left')` -> `pass` | min() of an empty list raises a ValueError itself.

# %% equivalent: numpy
# left out: `lrs.shape != losses.shape or losses.size == 0 or (not np....` -> `lrs.shape != losses.shape or losses.size == 0` | If the first loss is not finite, end is 0, and argmin of an empty array raises a ValueError itself.
