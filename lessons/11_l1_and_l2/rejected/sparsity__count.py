# misconception: The number of small weights.
# caught by: sparsity([[[0.0, 1.0], [2.0, -0.1]]], 0.5)
def sparsity(matrices, limit):
    ws = [abs(w) for m in matrices for r in m for w in r]
    if limit < 0 or not ws:
        raise ValueError("wrong input")
    return sum(w <= limit for w in ws)
