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
