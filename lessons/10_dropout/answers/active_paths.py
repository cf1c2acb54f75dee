# %% right: loop
def active_paths(sizes, p):
    if len(sizes) < 2:
        raise ValueError("sizes")
    if p < 0 or p >= 1:
        raise ValueError("rate")
    paths = sizes[0]
    for size in sizes[1:-1]:
        paths *= (1 - p) * size
    return paths * sizes[-1]


# %% right: matrix
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    reach = torch.ones(1, sizes[0], dtype=torch.float64)
    for k in range(1, len(sizes)):
        reach = reach @ torch.ones(sizes[k - 1], sizes[k], dtype=torch.float64)
        if k < len(sizes) - 1:
            reach = reach * (1 - p)
    return reach.sum().item()


# %% right: recursion
def active_paths(sizes, p):
    if not 0 <= p < 1 or len(sizes) <= 1:
        raise ValueError("wrong input")
    if len(sizes) == 2:
        return sizes[0] * sizes[1]
    return sizes[0] * (1 - p) * active_paths(sizes[1:], p)


# %% wrong: all layers
# misconception: Every layer is dropped.
# caught by: active_paths([2, 4, 3], 0.5)
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    return math.prod(sizes) * (1 - p) ** len(sizes)


# %% wrong: all paths
# misconception: Dropout does not change the number of paths.
# caught by: active_paths([2, 4, 3], 0.5)
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    return math.prod(sizes)


# %% wrong: inputs dropped
# misconception: Inputs are dropped too.
# caught by: active_paths([2, 4, 3], 0.5)
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    return math.prod(sizes) * (1 - p) ** (len(sizes) - 1)


# %% wrong: negative rate
# misconception: A negative rate adds paths.
# caught by: wrong input
def active_paths(sizes, p):
    if len(sizes) < 2 or p >= 1:
        raise ValueError("wrong input")
    return math.prod(sizes) * (1 - p) ** (len(sizes) - 2)


# %% wrong: one factor
# misconception: A share of 1 - p of all paths is active.
# caught by: active_paths([2, 2, 2, 2], 0.5)
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    return math.prod(sizes) * (1 - p)


# %% wrong: one layer
# misconception: One layer alone has paths.
# caught by: wrong input
def active_paths(sizes, p):
    if not sizes or not 0 <= p < 1:
        raise ValueError("wrong input")
    return math.prod(sizes) * (1 - p) ** max(len(sizes) - 2, 0)


# %% wrong: p is kept
# misconception: p is the probability of being kept.
# caught by: other networks
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    return math.prod(sizes) * p ** (len(sizes) - 2)


# %% wrong: rate of one
# misconception: With a rate of 1 there are no paths.
# caught by: active_paths([2, 4, 3], 1)
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p <= 1:
        raise ValueError("wrong input")
    return math.prod(sizes) * (1 - p) ** (len(sizes) - 2)


# %% wrong: scaled up
# misconception: The scaling makes up for what is lost.
# caught by: active_paths([2, 4, 3], 0.5)
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    return math.prod(sizes) / (1 - p) ** (len(sizes) - 2)


# %% wrong: sum
# misconception: The paths are added up, layer by layer.
# caught by: active_paths([2, 4, 3], 0.5)
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    return sum(a * b for a, b in zip(sizes, sizes[1:])) * (1 - p) ** (len(sizes) - 2)


# %% wrong: whole units
# misconception: Half a unit is rounded to a whole one.
# caught by: other networks
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    kept = [round(s * (1 - p)) for s in sizes[1:-1]]
    return sizes[0] * math.prod(kept) * sizes[-1]


# %% equivalent: recursion
# comparison: `len(sizes) <= 1` -> `len(sizes) < 1` | For one size it calls itself with an empty list, which raises the ValueError.
# constant: `1` -> `0` | For one size it calls itself with an empty list, which raises the ValueError.
