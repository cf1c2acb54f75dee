def sparsity(matrices, limit):
    small = [abs(w) <= limit for m in matrices for r in m for w in r]
    if limit < 0 or len(small) < 1:
        raise ValueError("wrong input")
    return statistics.mean(map(float, small))
