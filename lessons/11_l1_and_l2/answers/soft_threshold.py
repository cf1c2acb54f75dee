# %% right: copysign
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [math.copysign(max(abs(w) - t, 0.0), w) for w in weights]


# %% right: numpy
def soft_threshold(weights, t):
    import numpy as np

    if not t >= 0:
        raise ValueError("threshold")
    w = np.array(weights, dtype=float)
    return (w - np.clip(w, -t, t)).tolist()


# %% right: torch
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    w = torch.tensor(weights, dtype=torch.float64)
    return (w.sign() * (w.abs() - t).clamp(min=0)).tolist()


# %% wrong: away
# misconception: Weights are pushed away from 0.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [w + t if w > 0 else w - t if w < 0 else 0.0 for w in weights]


# %% wrong: checked with weights
# misconception: Without weights nothing needs a check.
# caught by: wrong input
def soft_threshold(weights, t):
    if not weights:
        return []
    if t < 0:
        raise ValueError("threshold")
    return [math.copysign(max(abs(w) - t, 0.0), w) for w in weights]


# %% wrong: hard
# misconception: Large weights stay as they are.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [w if abs(w) > t else 0.0 for w in weights]


# %% wrong: in place
# misconception: The list is changed in place.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    for k, w in enumerate(weights):
        weights[k] = math.copysign(max(abs(w) - t, 0.0), w)
    return weights


# %% wrong: negative is absolute
# misconception: The sign of the threshold does not matter.
# caught by: soft_threshold([1.0], -0.5)
def soft_threshold(weights, t):
    t = abs(t)
    return [math.copysign(max(abs(w) - t, 0.0), w) for w in weights]


# %% wrong: passes zero
# misconception: Weights may pass 0.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [w - t if w > 0 else w + t if w < 0 else 0.0 for w in weights]


# %% wrong: positive only
# misconception: All weights are reduced.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [max(w - t, 0.0) for w in weights]


# %% wrong: shrinks
# misconception: It shrinks like L2.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [w / (1 + t) for w in weights]


# %% wrong: sign lost
# misconception: The sign is lost.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [max(abs(w) - t, 0.0) for w in weights]


# %% wrong: zero refused
# misconception: A threshold of 0 is wrong.
# caught by: weights at the edge
def soft_threshold(weights, t):
    if t <= 0:
        raise ValueError("threshold")
    return [math.copysign(max(abs(w) - t, 0.0), w) for w in weights]


# %% wrong: zeros left out
# misconception: Weights of 0 are left out.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [math.copysign(abs(w) - t, w) for w in weights if abs(w) > t]


# %% wrong: equal weights once
# misconception: A weight that comes twice is one weight.
# caught by: weights at the edge
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("t")
    return [math.copysign(max(abs(w) - t, 0), w) for w in dict.fromkeys(weights)]


# %% wrong: a small negative t
# misconception: A t hardly below 0 is 0.
# caught by: wrong input
def soft_threshold(weights, t):
    if t < -0.05:
        raise ValueError("t")
    return [math.copysign(max(abs(w) - t, 0), w) for w in weights]


# %% wrong: t above all weights
# misconception: A t larger than every weight is a mistake.
# caught by: weights at the edge
def soft_threshold(weights, t):
    if t < 0 or (weights and t > max(map(abs, weights))):
        raise ValueError("t")
    return [math.copysign(max(abs(w) - t, 0), w) for w in weights]


# %% equivalent: solution
# comparison: `w > t` -> `w >= t` | A weight of exactly t becomes t - t, which is 0.
# comparison: `w < -t` -> `w <= -t` | A weight of exactly -t becomes -t + t, which is 0.

# %% equivalent: numpy
# swapped: `np.clip(w, -t, t)` -> `np.clip(-t, w, t)` | np.clip(a, low, high) is the smaller of high and the larger of a and low, so a and low may change places.


# %% wrong: the same list for t = 0
# misconception: A t of 0 changes nothing, so the list itself will do.
# caught by: weights at the edge
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("t must be at least 0")
    if t == 0:
        return weights
    return [max(w - t, 0.0) if w > 0 else min(w + t, 0.0) for w in weights]


# %% right: fractions
from fractions import Fraction as F
def soft_threshold(weights, t):
    t = F(t)
    if t < 0: raise ValueError
    return [w - t if w > t else w + t if w < -t else F(0) for w in map(F, weights)]


# %% right: a list of tensors
import torch
def soft_threshold(weights, t):
    if t < 0: raise ValueError("t")
    return list(torch.nn.functional.softshrink(torch.tensor(weights, dtype=torch.float64), t))


# %% wrong: rounded
# misconception: Six digits are all that matters.
# caught by: weights at the edge
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("t must be >= 0")
    out = []
    for w in weights:
        if w > t:
            out.append(w - t)
        elif w < -t:
            out.append(w + t)
        else:
            out.append(0.0)
    return [round(w, 6) for w in out]


# %% wrong: tiny is zero
# misconception: What is smaller than a billionth is 0.
# caught by: weights at the edge
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("t must be >= 0")
    out = []
    for w in weights:
        if w > t:
            out.append(w - t)
        elif w < -t:
            out.append(w + t)
        else:
            out.append(0.0)
    return [0.0 if abs(w) < 1e-9 else w for w in out]


# %% wrong: clipped
# misconception: No weight is larger than 100.
# caught by: weights at the edge
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("t must be >= 0")
    out = []
    for w in weights:
        if w > t:
            out.append(w - t)
        elif w < -t:
            out.append(w + t)
        else:
            out.append(0.0)
    return [max(-100, min(100, w)) for w in out]


# %% wrong: a small weight stays
# misconception: What is far below t is left alone.
# caught by: other weights
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("t must be >= 0")
    out = []
    for w in weights:
        if w > t:
            out.append(w - t)
        elif w < -t:
            out.append(w + t)
        else:
            out.append(0.0 if abs(w) >= t / 4 else w)
    return out


# %% right: what a clip leaves over
import numpy as np


def soft_threshold(weights, t):
    class NegativeThreshold(ValueError):
        pass

    if t < 0:
        raise NegativeThreshold(t)
    w = np.array(weights, dtype=float)
    return w - np.clip(w, -t, t)


# %% wrong: one list for all calls
# misconception: A default value is made anew in each call.
# caught by: soft_threshold([], 0.5)
# caught by: other weights
# caught by: weights at the edge
def soft_threshold(weights, t, moved=[]):
    if t < 0:
        raise ValueError(t)
    for w in weights:
        moved.append(math.copysign(max(abs(w) - t, 0.0), w))
    return moved


# %% wrong: only floats are weights
# misconception: A whole number is not a weight.
# caught by: weights at the edge
def soft_threshold(weights, t):
    if t < 0 or not all(isinstance(w, float) for w in weights):
        raise ValueError("expected floats and a threshold that is not negative")
    return [math.copysign(max(abs(w) - t, 0.0), w) for w in weights]


# %% wrong: remembered by length and t
# misconception: Lists of the same length with the same t have the same result.
# caught by: weights at the edge
known = {}


def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("t")
    key = (len(weights), t)
    if key not in known:
        known[key] = [w - t if w > t else w + t if w < -t else 0.0 for w in weights]
    return list(known[key])


# %% wrong: no t above 5
# misconception: A large t leaves no weight.
# caught by: weights at the edge
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("t")
    if t > 5:
        return [0.0 for _ in weights]
    return [w - t if w > t else w + t if w < -t else 0.0 for w in weights]


# %% right: torch's own function
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("expected a threshold that is not negative")
    return torch.nn.functional.softshrink(torch.tensor(weights), t).tolist()


# %% wrong: a slightly negative t is taken for zero
# misconception: A tiny negative number is a rounding error.
# caught by: wrong input
def soft_threshold(weights, t):
    if t < -1e-6:
        raise ValueError("t must not be negative")
    return [max(w - t, 0) - max(-w - t, 0) for w in weights]


# %% wrong: large weights are left alone
# misconception: A step that is small beside a weight may be left out.
# caught by: weights at the edge
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("t must not be negative")
    moved = [max(w - t, 0) - max(-w - t, 0) for w in weights]
    return [w if abs(w) > 1000 else m for w, m in zip(weights, moved)]


# %% right: scaled by 1 - t / |w|, in float32
import torch


def soft_threshold(weights, t):
    if t < 0:
        raise ValueError(f"t must not be negative, got {t}")
    w = torch.tensor(weights, dtype=torch.float32)
    shrink = torch.relu(1 - t / w.abs().clamp(min=1e-30))
    return (w * shrink).tolist()
