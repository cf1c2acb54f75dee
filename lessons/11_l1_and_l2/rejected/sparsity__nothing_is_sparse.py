# misconception: Without weights all are small.
# caught by: sparsity([], 0.1)
def sparsity(matrices, limit):
    if limit < 0:
        raise ValueError("wrong input")
    ws = [abs(w) for m in matrices for r in m for w in r]
    return sum(w <= limit for w in ws) / len(ws) if ws else 1.0
