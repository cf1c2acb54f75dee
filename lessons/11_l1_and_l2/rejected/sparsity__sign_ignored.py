# misconception: Every negative weight is small.
# caught by: other matrices
def sparsity(matrices, limit):
    ws = [w for m in matrices for r in m for w in r]
    if limit < 0 or not ws:
        raise ValueError("wrong input")
    return sum(w <= limit for w in ws) / len(ws)
