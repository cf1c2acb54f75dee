# misconception: One positive curvature is enough.
# caught by: largest_stable_rate([[1.0, 0.0], [0.0, -1.0]])
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if values[-1] <= 0:
        raise ValueError("no lowest point")
    return 2 / values[-1].item()
