# %% right: appendix
def noise_scale(small, large):
    (b, s), (B, L) = small, large
    if b < 1 or b >= B:
        raise ValueError("sizes")
    G2 = (B * L - b * s) / (B - b)
    S = (s - L) / (1 / b - 1 / B)
    return math.inf if G2 <= 1e-12 else max(0.0, S / G2)


# %% right: linear system
def noise_scale(small, large):
    import numpy as np

    if not 1 <= small[0] < large[0]:
        raise ValueError("sizes")
    A = np.array([[1, 1 / small[0]], [1, 1 / large[0]]])
    G2, S = np.linalg.solve(A, np.array([small[1], large[1]], dtype=float))
    if G2 <= 1e-12:
        return float("inf")
    return float(S / G2) if S > 0 else 0.0


# %% right: slope
def noise_scale(small, large):
    if min(small[0], large[0]) < 1:
        raise ValueError("sizes")
    if not small[0] < large[0]:
        raise ValueError("order")
    x0, x1 = 1 / large[0], 1 / small[0]
    slope = (small[1] - large[1]) / (x1 - x0)
    level = small[1] - slope * x1
    if level < 1e-12:
        return math.inf
    return 0.0 if slope < 0 else slope / level


# %% wrong: absolute
# misconception: The sign does not matter.
# caught by: all noise, or none
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    S = abs(small[1] - large[1]) / (1 / small[0] - 1 / large[0])
    G2 = large[1] - S / large[0]
    return math.inf if G2 <= 0 else S / G2


# %% wrong: any order
# misconception: The order of the two does not matter.
# caught by: wrong input
def noise_scale(small, large):
    if small[0] > large[0]:
        small, large = large, small
    if small[0] < 1 or small[0] == large[0]:
        raise ValueError("sizes")
    S = (small[1] - large[1]) / (1 / small[0] - 1 / large[0])
    G2 = large[1] - S / large[0]
    return math.inf if G2 <= 0 else max(S / G2, 0.0)


# %% wrong: large norm is the gradient
# misconception: The large batch has no noise.
# caught by: noise_scale([1, 5.0], [2, 3.0])
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    S = (small[1] - large[1]) / (1 / small[0] - 1 / large[0])
    return math.inf if large[1] <= 0 else max(S / large[1], 0.0)


# %% wrong: negative gradient
# misconception: A squared gradient is never negative.
# caught by: all noise, or none
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    S = (small[1] - large[1]) / (1 / small[0] - 1 / large[0])
    G2 = large[1] - S / large[0]
    return math.inf if G2 == 0 else max(S / G2, 0.0)


# %% wrong: negative noise
# misconception: The noise never comes out negative.
# caught by: all noise, or none
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    S = (small[1] - large[1]) / (1 / small[0] - 1 / large[0])
    G2 = large[1] - S / large[0]
    return math.inf if G2 <= 0 else S / G2


# %% wrong: none for infinity
# misconception: Where all is noise there is no answer.
# caught by: noise_scale([4, 2.0], [8, 1.0])
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    S = (small[1] - large[1]) / (1 / small[0] - 1 / large[0])
    G2 = large[1] - S / large[0]
    return None if G2 <= 0 else max(S / G2, 0.0)


# %% wrong: norms not squared
# misconception: The norms must be squared once more.
# caught by: noise_scale([1, 5.0], [2, 3.0])
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    s, L = small[1] ** 2, large[1] ** 2
    S = (s - L) / (1 / small[0] - 1 / large[0])
    G2 = L - S / large[0]
    return math.inf if G2 <= 0 else max(S / G2, 0.0)


# %% wrong: sizes not inverted
# misconception: The noise grows with the batch size.
# caught by: noise_scale([1, 5.0], [2, 3.0])
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    S = (small[1] - large[1]) / (large[0] - small[0])
    G2 = large[1] - S / large[0]
    return math.inf if G2 <= 0 else max(S / G2, 0.0)


# %% wrong: turned around
# misconception: Noise scale is signal over noise.
# caught by: noise_scale([1, 5.0], [2, 3.0])
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    S = (small[1] - large[1]) / (1 / small[0] - 1 / large[0])
    G2 = large[1] - S / large[0]
    return math.inf if G2 <= 0 else max(G2 / S, 0.0)


# %% wrong: wrong batch subtracted
# misconception: The noise of the small batch is taken from the large norm.
# caught by: noise_scale([1, 5.0], [2, 3.0])
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    S = (small[1] - large[1]) / (1 / small[0] - 1 / large[0])
    G2 = large[1] - S / small[0]
    return math.inf if G2 <= 0 else max(S / G2, 0.0)


# %% wrong: zero is a size
# misconception: A batch of zero is small.
# caught by: wrong input
def noise_scale(small, large):
    if small[0] >= large[0]:
        raise ValueError("sizes")
    S = (small[1] - large[1]) / (1 / max(small[0], 1) - 1 / large[0])
    G2 = large[1] - S / large[0]
    return math.inf if G2 <= 0 else max(S / G2, 0.0)


# %% equivalent: appendix
# comparison: `G2 <= 1e-12` -> `G2 < 1e-12` | The two differ only where G2 is exactly 1e-12, the answer's own margin for rounding errors.

# %% equivalent: linear system
# comparison: `G2 <= 1e-12` -> `G2 < 1e-12` | The two differ only where G2 is exactly 1e-12, the answer's own margin for rounding errors.
# comparison: `1 <= small[0] < large[0]` -> `1 <= small[0] <= large[0]` | For equal sizes the matrix is singular, and LinAlgError is a ValueError.
# comparison: `S > 0` -> `S >= 0` | If S is 0, S / G2 is 0 too.

# %% equivalent: slope
# comparison: `level < 1e-12` -> `level <= 1e-12` | The two differ only where level is exactly 1e-12, the answer's own margin for rounding errors.
# comparison: `slope < 0` -> `slope <= 0` | If slope is 0, slope / level is 0 too.
