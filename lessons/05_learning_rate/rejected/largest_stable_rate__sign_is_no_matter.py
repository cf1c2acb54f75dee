# misconception: A negative curvature is taken by its size.
# caught by: largest_stable_rate([[1.0, 0.0], [0.0, -1.0]])
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    return 2 / values.abs().max().item()
