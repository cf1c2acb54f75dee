# %% right: index
def best_epoch(losses):
    kept = [loss for loss in losses if loss == loss]
    if not kept:
        raise ValueError("no number")
    return losses.index(min(kept)) + 1


# %% right: key
def best_epoch(losses):
    epochs = [k for k in range(len(losses)) if not math.isnan(losses[k])]
    return 1 + min(epochs, key=lambda k: losses[k])


# %% right: numpy
import numpy as np


def best_epoch(losses):
    losses = np.array(losses, dtype=float)
    if losses.size == 0 or np.isnan(losses).all():
        raise ValueError("no number")
    return int(np.nanargmin(losses)) + 1


# %% wrong: counts from 0
# misconception: Epochs are counted from 0.
# caught by: best_epoch([2.3, 1.1, 0.9, 1.0])
def best_epoch(losses):
    kept = [loss for loss in losses if not math.isnan(loss)]
    if not kept:
        raise ValueError("no number")
    return losses.index(min(kept))


# %% wrong: first rise
# misconception: The best epoch is the one before the first rise.
# caught by: other curves
def best_epoch(losses):
    if not [loss for loss in losses if not math.isnan(loss)]:
        raise ValueError("no number")
    for k in range(1, len(losses)):
        if losses[k] > losses[k - 1]:
            return k
    return len(losses)


# %% wrong: last epoch
# misconception: Longer training is better.
# caught by: best_epoch([2.3, 1.1, 0.9, 1.0])
def best_epoch(losses):
    if not losses:
        raise ValueError("no number")
    return len(losses)


# %% wrong: last of equals
# misconception: Of equal epochs the last one counts.
# caught by: the first of equals
def best_epoch(losses):
    kept = [loss for loss in losses if not math.isnan(loss)]
    if not kept:
        raise ValueError("no number")
    low = min(kept)
    return max(k for k, loss in enumerate(losses, 1) if loss == low)


# %% wrong: nan compared
# misconception: min works with NaN.
# caught by: losses that are NaN
def best_epoch(losses):
    if not losses:
        raise ValueError("no number")
    return losses.index(min(losses)) + 1


# %% wrong: nan removed and counted
# misconception: NaN is taken out before the epochs are counted.
# caught by: losses that are NaN
def best_epoch(losses):
    kept = [loss for loss in losses if not math.isnan(loss)]
    if not kept:
        raise ValueError("no number")
    return kept.index(min(kept)) + 1


# %% wrong: none when nothing
# misconception: Without a number the answer is 0.
# caught by: best_epoch([])
def best_epoch(losses):
    kept = [loss for loss in losses if not math.isnan(loss)]
    return losses.index(min(kept)) + 1 if kept else 0


# %% wrong: returns the loss
# misconception: The lowest loss is returned and not its epoch.
# caught by: best_epoch([2.3, 1.1, 0.9, 1.0])
def best_epoch(losses):
    kept = [loss for loss in losses if not math.isnan(loss)]
    if not kept:
        raise ValueError("no number")
    return min(kept)


# %% wrong: starts at one
# misconception: Losses are below 1000.
# caught by: other curves
def best_epoch(losses):
    if not [loss for loss in losses if not math.isnan(loss)]:
        raise ValueError("no number")
    best, epoch = 1.0, 1
    for k, loss in enumerate(losses, 1):
        if loss < best:
            best, epoch = loss, k
    return epoch


# %% equivalent: index
# left out: `if not kept: raise ValueError('no number')` -> `pass` | min() of an empty list raises a ValueError itself.
# left out: `raise ValueError('no number')` -> `pass` | min() of an empty list raises a ValueError itself.

# %% equivalent: numpy
# left out: `if losses.size == 0 or np.isnan(losses).all(): raise Valu...` -> `pass` | np.nanargmin raises a ValueError itself for an empty array and for nothing but NaN.
# logic: `losses.size == 0 or np.isnan(losses).all()` -> `losses.size == 0 and np.isnan(losses).all()` | np.nanargmin raises a ValueError itself for an empty array and for nothing but NaN.
# left out: `losses.size == 0 or np.isnan(losses).all()` -> `np.isnan(losses).all()` | all() of an empty array is True.
# left out: `losses.size == 0 or np.isnan(losses).all()` -> `losses.size == 0` | np.nanargmin raises a ValueError itself for nothing but NaN.
# left out: `raise ValueError('no number')` -> `pass` | np.nanargmin raises a ValueError itself for an empty array and for nothing but NaN.
# constant: `0` -> `-1` | all() of an empty array is True.
