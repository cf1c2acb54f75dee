# %% right: best place
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    place = 0
    end = len(losses)
    for k, loss in enumerate(losses):
        if loss < losses[place]:
            place = k
        if k - place == patience:
            end = k + 1
            break
    return [end, losses[place] - min(losses)]


# %% right: numpy
import numpy as np


def stopping_cost(losses, patience):
    if len(losses) < 1 or patience < 1:
        raise ValueError("wrong input")
    lowest = np.minimum.accumulate(np.array(losses, dtype=float))
    new = np.r_[True, lowest[1:] < lowest[:-1]]
    last = np.maximum.accumulate(np.where(new, np.arange(len(losses)), 0))
    over = np.flatnonzero(np.arange(len(losses)) - last >= patience)
    end = int(over[0]) + 1 if len(over) else len(losses)
    return [end, float(lowest[end - 1] - lowest[-1])]


# %% right: slices
def stopping_cost(losses, patience):
    if len(losses) == 0 or patience < 1:
        raise ValueError("wrong input")
    for end in range(patience + 1, len(losses) + 1):
        if min(losses[end - patience : end]) >= min(losses[: end - patience]):
            return [end, min(losses[:end]) - min(losses)]
    return [len(losses), 0.0]


# %% wrong: bumps add up
# misconception: Epochs without improvement are added up over the run.
# caught by: other curves
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    best, waited, trained = math.inf, 0, 0
    for loss in losses:
        trained += 1
        if loss < best:
            best = loss
        else:
            waited += 1
        if waited == patience:
            break
    return [trained, best - min(losses)]


# %% wrong: counts to the best
# misconception: Only the epochs up to the best one count.
# caught by: stopping_cost([3.0, 2.0, 2.5, 1.0], 1)
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    best, waited, trained = math.inf, 0, 0
    for loss in losses:
        trained += 1
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return [losses.index(best) + 1, best - min(losses)]


# %% wrong: empty is nothing
# misconception: Without epochs nothing is trained.
# caught by: stopping_cost([], 1)
def stopping_cost(losses, patience):
    if not losses:
        return [0, 0.0]
    if patience < 1:
        raise ValueError("wrong input")
    best, waited, trained = math.inf, 0, 0
    for loss in losses:
        trained += 1
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return [trained, best - min(losses)]


# %% wrong: epochs saved
# misconception: The saved epochs are returned.
# caught by: stopping_cost([3.0, 2.0, 2.5, 1.0], 1)
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    best, waited, trained = math.inf, 0, 0
    for loss in losses:
        trained += 1
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return [len(losses) - trained, best - min(losses)]


# %% wrong: equal improves
# misconception: An equal loss is an improvement.
# caught by: curves at the edge
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    best, waited, trained = math.inf, 0, 0
    for loss in losses:
        trained += 1
        if loss <= best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return [trained, best - min(losses)]


# %% wrong: last loss
# misconception: The regret is that of the last trained epoch.
# caught by: stopping_cost([3.0, 2.0, 2.5, 1.0], 1)
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    best, waited, trained = math.inf, 0, 0
    for loss in losses:
        trained += 1
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return [trained, losses[trained - 1] - min(losses)]


# %% wrong: negative regret
# misconception: The regret is counted the other way round.
# caught by: stopping_cost([3.0, 2.0, 2.5, 1.0], 1)
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    best, waited, trained = math.inf, 0, 0
    for loss in losses:
        trained += 1
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return [trained, min(losses) - best]


# %% wrong: no regret
# misconception: The rule sees the best epoch, so there is no regret.
# caught by: stopping_cost([3.0, 2.0, 2.5, 1.0], 1)
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    best, waited, trained = math.inf, 0, 0
    for loss in losses:
        trained += 1
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return [trained, 0.0]


# %% wrong: patience from the start
# misconception: The first epoch is waited for as well.
# caught by: stopping_cost([3.0, 2.0, 2.5, 1.0], 1)
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    best, waited, trained = losses[0], 0, 0
    for loss in losses:
        trained += 1
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return [trained, best - min(losses)]


# %% wrong: patience not checked
# misconception: A patience of 0 never stops.
# caught by: wrong input
def stopping_cost(losses, patience):
    if not losses:
        raise ValueError("wrong input")
    best, waited, trained = math.inf, 0, 0
    for loss in losses:
        trained += 1
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return [trained, best - min(losses)]


# %% wrong: rise against the last
# misconception: An epoch is worse when it is above the one before.
# caught by: other curves
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    waited, trained = 0, 1
    for a, b in zip(losses, losses[1:]):
        trained += 1
        waited = waited + 1 if b >= a else 0
        if waited == patience:
            break
    return [trained, min(losses[:trained]) - min(losses)]


# %% wrong: not in a row
# misconception: All epochs without improvement count, in a row or not.
# caught by: other curves
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong")
    best, waited, trained = math.inf, 0, len(losses)
    for k, loss in enumerate(losses, 1):
        if loss < best:
            best = loss
        else:
            waited += 1
        if waited == patience:
            trained = k
            break
    return [trained, min(losses[:trained]) - min(losses)]


# %% wrong: regret against the rest
# misconception: The regret compares with the epochs that were not trained.
# caught by: other curves
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong")
    best, trained = 0, len(losses)
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k - best == patience:
            trained = k + 1
            break
    rest = losses[trained:]
    return [trained, losses[best] - min(rest) if rest else 0.0]


# %% wrong: last epoch lost
# misconception: A run that never stops ends one epoch early.
# caught by: stopping_cost([3.0, 2.0, 2.5, 1.0], 2)
# caught by: other curves
# caught by: curves at the edge
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong")
    best, trained = 0, len(losses)
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k - best == patience:
            trained = k + 1
            break
    if trained == len(losses) and best == len(losses) - 1 and best > 0:
        trained -= 1
    return [trained, min(losses[:trained]) - min(losses)]


# %% equivalent: numpy
# constant: `True` -> `False` | At the first place np.where takes 0 either way: the place itself or its last argument.
# constant: `0` -> `-1` | The first place is 0, and the running maximum never falls below it.

# %% equivalent: slices
# range: `range(patience + 1, len(losses) + 1)` -> `range(patience + 1, len(losses) + 1 - 1)` | If the rule stops at the last epoch, the answer is that of a rule that never stops.
# constant: `1` -> `0` | With a patience of 0, min() of an empty slice raises a ValueError itself.
# constant: `1` -> `0` #3 | If the rule stops at the last epoch, the answer is that of a rule that never stops.
# slice: `:end` -> `:end - 1` | The loss at which the rule stops is not below the lowest one before it.
