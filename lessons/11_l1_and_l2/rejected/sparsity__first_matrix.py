# misconception: The first matrix stands for all.
# caught by: sparsity([[[0.0]], [[1.0, 1.0, 1.0]]], 0)
def sparsity(matrices, limit):
    if limit < 0 or not matrices or not matrices[0] or not matrices[0][0]:
        raise ValueError("wrong input")
    ws = [abs(w) for r in matrices[0] for w in r]
    return sum(w <= limit for w in ws) / len(ws)
