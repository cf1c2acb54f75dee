# misconception: The curvatures are the numbers on the diagonal.
# caught by: matrices that are not diagonal
def largest_stable_rate(A):
    values = [A[i][i] for i in range(len(A))]
    if min(values) <= 0:
        raise ValueError("no lowest point")
    return 2 / max(values)
