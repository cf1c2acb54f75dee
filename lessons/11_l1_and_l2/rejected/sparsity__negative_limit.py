# misconception: A negative limit leaves no weight.
# caught by: wrong input
def sparsity(matrices, limit):
    ws = [abs(w) for m in matrices for r in m for w in r]
    if not ws:
        raise ValueError("wrong input")
    return sum(w <= limit for w in ws) / len(ws)
