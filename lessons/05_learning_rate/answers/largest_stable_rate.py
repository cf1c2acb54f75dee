# %% right: general eigenvalues
def largest_stable_rate(A):
    values = torch.linalg.eigvals(torch.tensor(A, dtype=torch.float64)).real
    if (values <= 0).any():
        raise ValueError("no lowest point")
    return float(2 / values.max())


# %% right: numpy
import numpy as np


def largest_stable_rate(A):
    values = np.linalg.eigvalsh(np.array(A, dtype=float))
    if values.min() <= 0:
        raise ValueError("no lowest point")
    return 2 / values.max()


# %% right: singular values
def largest_stable_rate(A):
    A = torch.tensor(A, dtype=torch.float64)
    if torch.linalg.cholesky_ex(A).info != 0:  # Cholesky needs positive eigenvalues
        raise ValueError("not positive definite")
    return 2 / torch.linalg.matrix_norm(A, 2).item()


# %% wrong: condition number
# misconception: The condition number sets the limit.
# caught by: matrices that are not diagonal
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if values[0] <= 0:
        raise ValueError("no lowest point")
    return 2 / (values[-1] / values[0]).item()


# %% wrong: diagonal
# misconception: The curvatures are the numbers on the diagonal.
# caught by: matrices that are not diagonal
def largest_stable_rate(A):
    values = [A[i][i] for i in range(len(A))]
    if min(values) <= 0:
        raise ValueError("no lowest point")
    return 2 / max(values)


# %% wrong: diagonal sign
# misconception: A matrix with positive numbers on the diagonal has a lowest point.
# caught by: a loss without a lowest point
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if min(A[i][i] for i in range(len(A))) <= 0:
        raise ValueError("no lowest point")
    return 2 / values[-1].item()


# %% wrong: flat is fine
# misconception: A direction without curvature has a lowest point.
# caught by: a loss without a lowest point
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if values[0] < 0:
        raise ValueError("no lowest point")
    return 2 / values[-1].item()


# %% wrong: largest entry
# misconception: The largest entry of the matrix is its largest curvature.
# caught by: matrices that are not diagonal
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if values[0] <= 0:
        raise ValueError("no lowest point")
    return 2 / torch.tensor(A).max().item()


# %% wrong: mean curvature
# misconception: The mean curvature decides.
# caught by: largest_stable_rate([[1.0, 0.0], [0.0, 25.0]])
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if values[0] <= 0:
        raise ValueError("no lowest point")
    return 2 / values.mean().item()


# %% wrong: one over
# misconception: The limit is 1 / curvature.
# caught by: largest_stable_rate([[1.0, 0.0], [0.0, 25.0]])
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if values[0] <= 0:
        raise ValueError("no lowest point")
    return 1 / values[-1].item()


# %% wrong: only all negative
# misconception: One positive curvature is enough.
# caught by: largest_stable_rate([[1.0, 0.0], [0.0, -1.0]])
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if values[-1] <= 0:
        raise ValueError("no lowest point")
    return 2 / values[-1].item()


# %% wrong: sign is no matter
# misconception: A negative curvature is taken by its size.
# caught by: largest_stable_rate([[1.0, 0.0], [0.0, -1.0]])
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    return 2 / values.abs().max().item()


# %% wrong: smallest decides
# misconception: The flat direction sets the limit.
# caught by: largest_stable_rate([[1.0, 0.0], [0.0, 25.0]])
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if values[0] <= 0:
        raise ValueError("no lowest point")
    return 2 / values[0].item()


# %% wrong: trace
# misconception: The sum of the curvatures decides.
# caught by: largest_stable_rate([[1.0, 0.0], [0.0, 25.0]])
def largest_stable_rate(A):
    values = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if values[0] <= 0:
        raise ValueError("no lowest point")
    return 2 / values.sum().item()


# %% wrong: determinant
# misconception: A positive determinant means that all eigenvalues are positive.
# caught by: a loss without a lowest point
def largest_stable_rate(A):
    A = torch.tensor(A, dtype=torch.float64)
    if torch.linalg.det(A) <= 0:
        raise ValueError("no lowest point")
    return 2 / torch.linalg.eigvalsh(A)[-1].item()
