# misconception: Matrices without weights are weights.
# caught by: wrong input
def sparsity(matrices, limit):
    if limit < 0 or not matrices:
        raise ValueError("wrong input")
    ws = [abs(w) for m in matrices for r in m for w in r]
    return sum(w <= limit for w in ws) / max(len(ws), 1)
