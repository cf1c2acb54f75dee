# misconception: The condition number sets the limit.
# caught by: matrices that are not diagonal
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if values[0] <= 0:
        raise ValueError("no lowest point")
    return 2 / (values[-1] / values[0]).item()
