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
    size = norms[0] / norms[-1]
    for limit, word in ((100, "exploding"), (0.01, "healthy")):
        if size > limit or (word == "healthy" and size == limit):
            return word
    return "vanishing"


# %% right: multiplies
def gradient_flow(norms):
    first, *rest = norms or [-1]
    if not rest or min([first, *rest], key=lambda n: (n != n, n)) < 0:
        raise ValueError("expected at least two norms, none negative")
    if not math.isfinite(sum(norms)):
        return "exploding"
    last = rest[-1]
    if first == 0 or first / max(last, 1e-300) < 0.01:
        return "vanishing"
    return "exploding" if last == 0 or first / last > 100 else "healthy"


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
    return "vanishing" if ratio < 0.01 else "healthy" if ratio <= 100 else "exploding"


# %% wrong: absolute sizes
# misconception: Tiny norms are vanishing, whatever the ratio.
# caught by: other norms
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] < 1e-6:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"


# %% wrong: divides by zero
# misconception: The last norm is never 0.
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"


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
    if max(norms) <= 100 * min(norms):
        return "healthy"
    return "vanishing" if norms[0] < norms[-1] else "exploding"


# %% wrong: limits are out
# misconception: A ratio of exactly the limit is not healthy.
# caught by: ratios at the limits
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio <= 0.01 else "exploding" if ratio >= 100 else "healthy"


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
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"


# %% wrong: one norm is healthy
# misconception: One layer cannot vanish.
# caught by: gradient_flow([1.0])
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
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"


# %% wrong: only the ends are checked
# misconception: A NaN in the middle does no harm.
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not (math.isfinite(norms[0]) and math.isfinite(norms[-1])):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"


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
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"


# %% wrong: turned around
# misconception: The ratio is last divided by first.
# caught by: gradient_flow([1e-09, 0.0001, 1.0])
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio = norms[-1] / norms[0]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"


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
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"


# %% wrong: nan before negative
# misconception: The order of the rules does not matter.
# caught by: wrong input
def gradient_flow(norms):
    if len(norms) < 2:
        raise ValueError("too few")
    if any(math.isnan(norm) for norm in norms):
        return "exploding"
    if min(norms) < 0:
        raise ValueError("negative")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0 or norms[0] / norms[-1] > 100:
        return "exploding"
    return "vanishing" if norms[0] / norms[-1] < 0.01 else "healthy"


# %% wrong: infinity before negative
# misconception: What is not finite explodes, negative or not.
# caught by: wrong input
def gradient_flow(norms):
    if len(norms) < 2:
        raise ValueError("too few")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    if min(norms) < 0:
        raise ValueError("negative")
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0 or norms[0] / norms[-1] > 100:
        return "exploding"
    return "vanishing" if norms[0] / norms[-1] < 0.01 else "healthy"


# %% wrong: smallest of nan
# misconception: min finds the smallest number also where NaN is among them.
# caught by: wrong input
def gradient_flow(norms):
    if len(norms) < 2 or min(norms) < 0:
        raise ValueError("wrong")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0 or norms[0] / norms[-1] > 100:
        return "exploding"
    return "vanishing" if norms[0] / norms[-1] < 0.01 else "healthy"


# %% equivalent: multiplies
# left out: `norms or [-1]` -> `norms` | Unpacking an empty list into first and rest raises a ValueError itself.
# left out: `first == 0 or first / max(last, 1e-300) < 0.01` -> `first / max(last, 1e-300) < 0.01` | 0 divided by a number above 0 is 0, which is below 0.01.
# left out: `-1` -> `1` #2 | The list only stands in for an empty one, and a single norm is refused whatever it is.
# constant: `0` -> `-1` #2 | A norm of 0 is below 0.01 after the division too, and negative norms were refused before.
# constant: `1` -> `2` #2 | The list only stands in for an empty one, and a single norm is refused whatever it is.
# constant: `1` -> `0` #2 | The list only stands in for an empty one, and a single norm is refused whatever it is.
