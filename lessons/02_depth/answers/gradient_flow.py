# %% right: logarithm
def gradient_flow(norms):
    if len(norms) <= 1 or not all(n >= 0 or n != n for n in norms):
        raise ValueError("expected two norms or more, 0 or larger")
    if any(n != n or n == math.inf for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    words = {"ratio": ("vanishing", "exploding"), "size": ("tiny", "huge")}
    for what, value in {"ratio": norms[0] / norms[-1], "size": max(norms)}.items():
        if value < 0.01:
            return words[what][0]
        if value > 100:
            return words[what][1]
    return "healthy"


# %% right: sorted
def gradient_flow(norms):
    if len(norms) < 2:
        raise ValueError("expected at least two norms")
    for n in norms:
        if n < 0:
            raise ValueError("expected no negative norm")
    if not math.isfinite(sum(norms)):
        return "exploding"
    first, last = norms[0], norms[-1]
    if first == 0:
        return "vanishing"
    if last == 0:
        return "exploding"
    ratio, size = first / last, sorted(norms)[-1]
    if not 0.01 <= ratio <= 100:
        return "vanishing" if ratio < 1 else "exploding"
    if not 0.01 <= size <= 100:
        return "tiny" if size < 1 else "huge"
    return "healthy"


# %% right: numpy
def gradient_flow(norms):
    import numpy as np

    a = np.array(norms, dtype=float)
    if len(a) < 2 or (a < 0).any():
        raise ValueError("wrong norms")
    if not np.isfinite(a).all():
        return "exploding"
    if a[0] == 0:
        return "vanishing"
    with np.errstate(divide="ignore"):
        ratio = a[0] / a[-1]
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    return "tiny" if a.max() < 0.01 else "huge" if a.max() > 100 else "healthy"


# %% wrong: a level gradient is healthy
# misconception: A ratio near 1 is healthy, however small or large the norms are.
# caught by: gradient_flow([0.004, 0.001, 0.002])
# caught by: gradient_flow([400.0, 90.0, 200.0])
# caught by: other norms
# caught by: exactly at the limits
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    return "healthy"


# %% wrong: size before ratio
# misconception: Tiny norms are tiny, whatever the ratio is.
# caught by: gradient_flow([5000.0, 70.0, 1.0])
# caught by: other norms
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    return "healthy"


# %% wrong: the mean is the size
# misconception: The size of a gradient is the mean of its norms.
# caught by: other norms
# caught by: exactly at the limits
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], sum(norms) / len(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: the first is the size
# misconception: The first layer's norm says how large the gradient is.
# caught by: other norms
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], norms[0]
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: the smallest is the size
# misconception: One tiny norm makes a tiny gradient.
# caught by: gradient_flow([400.0, 90.0, 200.0])
# caught by: other norms
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], min(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: divides by zero
# misconception: The last norm is never 0.
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: largest and smallest
# misconception: The largest is compared with the smallest.
# caught by: other norms
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = min(norms) / max(norms) if norms[0] < norms[-1] else max(norms) / max(min(norms), 1e-300), max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: limits are out
# misconception: A ratio or a size of exactly the limit is not healthy.
# caught by: exactly at the limits
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio <= 0.01 or ratio >= 100:
        return "vanishing" if ratio <= 0.01 else "exploding"
    if size <= 0.01 or size >= 100:
        return "tiny" if size <= 0.01 else "huge"
    return "healthy"


# %% wrong: nan not thought of
# misconception: Comparisons find NaN by themselves.
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: one norm is healthy
# misconception: One layer cannot vanish.
# caught by: gradient_flow([1.0])
# caught by: wrong input
def gradient_flow(norms):
    if any(n < 0 for n in norms):
        raise ValueError("norms")
    if len(norms) < 2:
        return "healthy"
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: only the ends are checked
# misconception: A NaN in the middle does no harm.
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in (norms[0], norms[-1])):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: only the ends may be negative
# misconception: Only the two that are compared must be positive.
# caught by: wrong input
def gradient_flow(norms):
    if len(norms) < 2 or norms[0] < 0 or norms[-1] < 0:
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: turned around
# misconception: The ratio is last divided by first.
# caught by: gradient_flow([1e-09, 0.0001, 1.0])
# caught by: gradient_flow([5000.0, 70.0, 1.0])
# caught by: other norms
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[-1] / norms[0], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: zero in the middle
# misconception: Any norm of 0 is vanishing.
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if 0 in norms:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: nan before negative
# misconception: The order of the rules does not matter.
# caught by: wrong input
def gradient_flow(norms):
    if len(norms) < 2:
        raise ValueError("too few")
    if any(math.isnan(n) for n in norms):
        return "exploding"
    if min(norms) < 0:
        raise ValueError("negative")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: infinity before negative
# misconception: What is not finite explodes, negative or not.
# caught by: wrong input
def gradient_flow(norms):
    if len(norms) < 2:
        raise ValueError("too few")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if min(norms) < 0:
        raise ValueError("negative")
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% wrong: smallest of nan
# misconception: min finds the smallest number also where NaN is among them.
# caught by: wrong input
def gradient_flow(norms):
    if len(norms) < 2 or min(norms) < 0:
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% right: float32
def gradient_flow(norms):
    import torch

    g = torch.tensor(norms)
    if len(g) < 2 or (g < 0).any():
        raise ValueError("expected two norms")
    if not g.isfinite().all():
        return "exploding"
    if g[0] == 0 or g[-1] == 0:
        return "vanishing" if g[0] == 0 else "exploding"
    ratio, size = (g[0] / g[-1]).item(), g.max().item()  # 0.01 is 0.009999999776 here
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 0.01 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 0.01 else "huge"
    return "healthy"


# %% right: float32 comparison
def gradient_flow(norms):
    import numpy as np

    g = np.array(norms, dtype=np.float32)
    if g.size < 2 or (g < 0).any():
        raise ValueError("expected two norms")
    if not np.isfinite(g).all():
        return "exploding"
    if not g[0]:
        return "vanishing"
    if not g[-1]:
        return "exploding"
    ratio, size = g[0] / g[-1], g.max()
    if not 0.01 <= ratio <= 100:
        return "vanishing" if ratio < 1 else "exploding"
    if not 0.01 <= size <= 100:
        return "tiny" if size < 1 else "huge"
    return "healthy"


# %% wrong: 0.01 is too little
# misconception: A size of exactly 0.01 is called tiny.
# caught by: exactly at the limits
def gradient_flow(norms):
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("expected two norms")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 1 else "exploding"
    if size <= 0.01 or size > 100:
        return "tiny" if size < 1 else "huge"
    return "healthy"


# %% wrong: a hundredth vanishes
# misconception: A ratio of exactly 0.01 is called vanishing.
# caught by: exactly at the limits
def gradient_flow(norms):
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("expected two norms")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio <= 0.01 or ratio > 100:
        return "vanishing" if ratio < 1 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 1 else "huge"
    return "healthy"


# %% wrong: rounded ratio
# misconception: The ratio is rounded before it is compared.
# caught by: exactly at the limits
def gradient_flow(norms):
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("expected two norms")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = round(norms[0] / norms[-1], 4), max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 1 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 1 else "huge"
    return "healthy"


# %% wrong: last not in the size
# misconception: The last norm, of the output layer, does not count for the size.
# caught by: other norms
def gradient_flow(norms):
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("expected two norms")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms[:-1])
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 1 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 1 else "huge"
    return "healthy"


# %% wrong: first not in the size
# misconception: The first norm does not count for the size, since it made the ratio.
# caught by: other norms
def gradient_flow(norms):
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("expected two norms")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms[1:])
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 1 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 1 else "huge"
    return "healthy"


# %% wrong: third is last
# misconception: A network has three norms.
# caught by: other norms
def gradient_flow(norms):
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("expected two norms")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[min(2, len(norms) - 1)], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 1 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 1 else "huge"
    return "healthy"


# %% wrong: nearly zero is zero
# misconception: A very small first norm is taken for 0, also where all are as small.
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("expected two norms")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    if norms[0] < 1e-12:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01 or ratio > 100:
        return "vanishing" if ratio < 1 else "exploding"
    if size < 0.01 or size > 100:
        return "tiny" if size < 1 else "huge"
    return "healthy"


# %% wrong: the smallest norms are zero
# misconception: A norm far below all others is as good as 0.
# caught by: zero, infinite, NaN
import math
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms): raise ValueError
    if not all(map(math.isfinite, norms)): return "exploding"
    if norms[0] < 1e-30: return "vanishing"
    if norms[-1] < 1e-30: return "exploding"
    r = norms[0] / norms[-1]
    if r < 0.01: return "vanishing"
    if r > 100: return "exploding"
    m = max(norms)
    if m < 0.01: return "tiny"
    if m > 100: return "huge"
    return "healthy"


# %% wrong: a small number keeps from dividing by zero
# misconception: A tiny number added to the denominator does no harm, and spares rule 3.
# caught by: zero, infinite, NaN
import math


def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("expected at least two norms, none negative")
    if not all(map(math.isfinite, norms)):
        return "exploding"
    ratio = norms[0] / (norms[-1] + 1e-12)
    if ratio < 0.01:
        return "vanishing"
    if ratio > 100:
        return "exploding"
    size = max(norms)
    return "tiny" if size < 0.01 else "huge" if size > 100 else "healthy"


# %% wrong: nothing at the limits
# misconception: Healthy is what lies between the limits; for exactly 0.01 or 100 no branch is left, and None comes back.
# caught by: exactly at the limits
import math


def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("expected at least two norms, none negative")
    if not all(map(math.isfinite, norms)):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio, size = norms[0] / norms[-1], max(norms)
    if ratio < 0.01:
        return "vanishing"
    if ratio > 100:
        return "exploding"
    if size < 0.01:
        return "tiny"
    if size > 100:
        return "huge"
    if 0.01 < size < 100:
        return "healthy"


# %% wrong: both ends are 0
# misconception: A last norm of 0 explodes, whatever the first one is, unless there are no others.
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("norms")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    first, last, size = norms[0], norms[-1], max(norms)
    if size == 0:
        return "vanishing"
    if last == 0 or first / last > 100:
        return "exploding"
    if first / last < 0.01:
        return "vanishing"
    return "tiny" if size < 0.01 else "huge" if size > 100 else "healthy"


# %% wrong: above a million is infinite
# misconception: A norm above a million has exploded, as an infinite one has.
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("norms")
    if not all(math.isfinite(norm) and norm < 1e6 for norm in norms):
        return "exploding"
    first, last, size = norms[0], norms[-1], max(norms)
    if first == 0:
        return "vanishing"
    if last == 0 or first / last > 100:
        return "exploding"
    if first / last < 0.01:
        return "vanishing"
    return "tiny" if size < 0.01 else "huge" if size > 100 else "healthy"


# %% wrong: two norms have no size
# misconception: With two norms there is a ratio and nothing else.
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("norms")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    first, last, size = norms[0], norms[-1], max(norms)
    if first == 0:
        return "vanishing"
    if last == 0 or first / last > 100:
        return "exploding"
    if first / last < 0.01:
        return "vanishing"
    if len(norms) == 2:
        return "healthy"
    return "tiny" if size < 0.01 else "huge" if size > 100 else "healthy"


# %% wrong: of many norms the second largest
# misconception: In a long list the largest norm is an outlier.
# caught by: other norms
def gradient_flow(norms):
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("expected at least two norms, none negative")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    first, last = norms[0], norms[-1]
    size = sorted(norms)[-1 if len(norms) < 6 else -2]
    if first == 0:
        return "vanishing"
    if last == 0 or first / last > 100:
        return "exploding"
    if first / last < 0.01:
        return "vanishing"
    if size < 0.01:
        return "tiny"
    return "huge" if size > 100 else "healthy"


# %% wrong: ten layers at most
# misconception: A network has ten layers, as those of the lesson.
# caught by: other norms
def gradient_flow(norms):
    norms = norms[:10]
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("expected at least two norms, none negative")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    first, last, size = norms[0], norms[-1], max(norms)
    if first == 0:
        return "vanishing"
    if last == 0 or first / last > 100:
        return "exploding"
    if first / last < 0.01:
        return "vanishing"
    if size < 0.01:
        return "tiny"
    return "huge" if size > 100 else "healthy"


# %% wrong: of two norms the smaller one is the size
# misconception: With two norms, both must be above the limit.
# caught by: other norms
import math


def gradient_flow(norms):
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError("expected two norms or more, none of them negative")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    first, last = norms[0], norms[-1]
    if first == 0:
        return "vanishing"
    if last == 0 or first / last > 100:
        return "exploding"
    if first / last < 0.01:
        return "vanishing"
    if max(norms) > 100:
        return "huge"
    smallest = min(norms) if len(norms) == 2 else max(norms)
    return "tiny" if smallest < 0.01 else "healthy"
