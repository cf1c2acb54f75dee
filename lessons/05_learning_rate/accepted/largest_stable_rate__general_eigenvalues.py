def largest_stable_rate(A):
    values = torch.linalg.eigvals(torch.tensor(A, dtype=torch.float64)).real
    if (values <= 0).any():
        raise ValueError("no lowest point")
    return float(2 / values.max())
