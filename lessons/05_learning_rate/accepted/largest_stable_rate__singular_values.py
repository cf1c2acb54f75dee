def largest_stable_rate(A):
    A = torch.tensor(A, dtype=torch.float64)
    if torch.linalg.cholesky_ex(A).info != 0:  # Cholesky needs positive eigenvalues
        raise ValueError("not positive definite")
    return 2 / torch.linalg.matrix_norm(A, 2).item()
