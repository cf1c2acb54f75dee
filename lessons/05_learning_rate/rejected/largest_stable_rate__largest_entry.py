# misconception: The largest entry of the matrix is its largest curvature.
# caught by: matrices that are not diagonal
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if values[0] <= 0:
        raise ValueError("no lowest point")
    return 2 / torch.tensor(A).max().item()
