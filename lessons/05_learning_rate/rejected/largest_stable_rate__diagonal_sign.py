# misconception: A matrix with positive numbers on the diagonal has a lowest point.
# caught by: a loss without a lowest point
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if min(A[i][i] for i in range(len(A))) <= 0:
        raise ValueError("no lowest point")
    return 2 / values[-1].item()
