# misconception: The flat direction sets the limit.
# caught by: largest_stable_rate([[1.0, 0.0], [0.0, 25.0]])
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if values[0] <= 0:
        raise ValueError("no lowest point")
    return 2 / values[0].item()
