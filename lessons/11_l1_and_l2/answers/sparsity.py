# %% right: numpy
def sparsity(matrices, limit):
    import numpy as np

    if limit < 0:
        raise ValueError("limit")
    parts = [np.abs(np.array(m, dtype=float)).ravel() for m in matrices]
    if not parts or sum(p.size for p in parts) == 0:
        raise ValueError("no weights")
    return float((np.concatenate(parts) <= limit).mean())


# %% right: statistics
def sparsity(matrices, limit):
    small = [abs(w) <= limit for m in matrices for r in m for w in r]
    if limit < 0 or len(small) < 1:
        raise ValueError("wrong input")
    return statistics.mean(map(float, small))


# %% right: sums
def sparsity(matrices, limit):
    rows = [row for matrix in matrices for row in matrix]
    count = sum(map(len, rows))
    if count == 0 or limit < 0:
        raise ValueError("wrong input")
    return sum(abs(w) <= limit for row in rows for w in row) / count


# %% wrong: below
# misconception: Exactly the limit is not small.
# caught by: sparsity([[[0.0]], [[1.0, 1.0, 1.0]]], 0)
def sparsity(matrices, limit):
    ws = [abs(w) for m in matrices for r in m for w in r]
    if limit < 0 or not ws:
        raise ValueError("wrong input")
    return sum(w < limit for w in ws) / len(ws)


# %% wrong: count
# misconception: The number of small weights.
# caught by: sparsity([[[0.0, 1.0], [2.0, -0.1]]], 0.5)
def sparsity(matrices, limit):
    ws = [abs(w) for m in matrices for r in m for w in r]
    if limit < 0 or not ws:
        raise ValueError("wrong input")
    return sum(w <= limit for w in ws)


# %% wrong: exact zeros
# misconception: Only exact zeros count.
# caught by: sparsity([[[0.0, 1.0], [2.0, -0.1]]], 0.5)
def sparsity(matrices, limit):
    ws = [abs(w) for m in matrices for r in m for w in r]
    if limit < 0 or not ws:
        raise ValueError("wrong input")
    return sum(w == 0 for w in ws) / len(ws)


# %% wrong: first matrix
# misconception: The first matrix stands for all.
# caught by: sparsity([[[0.0]], [[1.0, 1.0, 1.0]]], 0)
def sparsity(matrices, limit):
    if limit < 0 or not matrices or not matrices[0] or not matrices[0][0]:
        raise ValueError("wrong input")
    ws = [abs(w) for r in matrices[0] for w in r]
    return sum(w <= limit for w in ws) / len(ws)


# %% wrong: large ones
# misconception: The share of large weights.
# caught by: sparsity([[[0.0]], [[1.0, 1.0, 1.0]]], 0)
def sparsity(matrices, limit):
    ws = [abs(w) for m in matrices for r in m for w in r]
    if limit < 0 or not ws:
        raise ValueError("wrong input")
    return sum(w > limit for w in ws) / len(ws)


# %% wrong: list is checked
# misconception: Matrices without weights are weights.
# caught by: wrong input
def sparsity(matrices, limit):
    if limit < 0 or not matrices:
        raise ValueError("wrong input")
    ws = [abs(w) for m in matrices for r in m for w in r]
    return sum(w <= limit for w in ws) / max(len(ws), 1)


# %% wrong: mean of shares
# misconception: The mean of the matrices' shares.
# caught by: sparsity([[[0.0]], [[1.0, 1.0, 1.0]]], 0)
def sparsity(matrices, limit):
    if limit < 0 or not any(w is not None for m in matrices for r in m for w in r):
        raise ValueError("wrong input")
    shares = []
    for m in matrices:
        ws = [w for r in m for w in r]
        shares.append(sum(abs(w) <= limit for w in ws) / len(ws))
    return sum(shares) / len(shares)


# %% wrong: negative limit
# misconception: A negative limit leaves no weight.
# caught by: wrong input
def sparsity(matrices, limit):
    ws = [abs(w) for m in matrices for r in m for w in r]
    if not ws:
        raise ValueError("wrong input")
    return sum(w <= limit for w in ws) / len(ws)


# %% wrong: nothing is sparse
# misconception: Without weights all are small.
# caught by: sparsity([], 0.1)
def sparsity(matrices, limit):
    if limit < 0:
        raise ValueError("wrong input")
    ws = [abs(w) for m in matrices for r in m for w in r]
    return sum(w <= limit for w in ws) / len(ws) if ws else 1.0


# %% wrong: percent
# misconception: A share is in percent.
# caught by: sparsity([[[0.0, 1.0], [2.0, -0.1]]], 0.5)
def sparsity(matrices, limit):
    ws = [abs(w) for m in matrices for r in m for w in r]
    if limit < 0 or not ws:
        raise ValueError("wrong input")
    return 100 * sum(w <= limit for w in ws) / len(ws)


# %% wrong: sign ignored
# misconception: Every negative weight is small.
# caught by: other matrices
def sparsity(matrices, limit):
    ws = [w for m in matrices for r in m for w in r]
    if limit < 0 or not ws:
        raise ValueError("wrong input")
    return sum(w <= limit for w in ws) / len(ws)


# %% wrong: no empty matrix
# misconception: A matrix without rows is an error.
# caught by: other matrices
def sparsity(matrices, limit):
    if limit < 0 or not matrices or any(not matrix for matrix in matrices):
        raise ValueError("empty")
    weights = [w for matrix in matrices for row in matrix for w in row]
    if not weights:
        raise ValueError("empty")
    return sum(abs(w) <= limit for w in weights) / len(weights)


# %% equivalent: numpy
# left out: `not parts or sum((p.size for p in parts)) == 0` -> `sum((p.size for p in parts)) == 0` | Without matrices the sum of the sizes is 0 as well.

# %% equivalent: statistics
# left out: `limit < 0 or len(small) < 1` -> `limit < 0` | statistics.mean of nothing raises a StatisticsError, which is a ValueError.
# constant: `1` -> `0` | statistics.mean of nothing raises a StatisticsError, which is a ValueError.
