def sparsity(matrices, limit):
    rows = [row for matrix in matrices for row in matrix]
    count = sum(map(len, rows))
    if count == 0 or limit < 0:
        raise ValueError("wrong input")
    return sum(abs(w) <= limit for row in rows for w in row) / count
