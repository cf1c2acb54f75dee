# %% right: pvariance
def batch_variance(gradients, batch_size):
    if len(gradients) == 0 or batch_size < 1:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(column) for column in zip(*gradients)) / batch_size


# %% right: squares
def batch_variance(gradients, batch_size):
    import numpy as np

    if batch_size < 1:
        raise ValueError("batch size")
    g = np.array(gradients, dtype=float)
    if g.size == 0:
        raise ValueError("no examples")
    return float(((g**2).mean(axis=0) - g.mean(axis=0) ** 2).sum()) / batch_size


# %% right: torch
def batch_variance(gradients, batch_size):
    if batch_size <= 0 or not len(gradients):
        raise ValueError("wrong input")
    g = torch.tensor(gradients, dtype=torch.float64)
    return g.var(0, unbiased=False).sum().item() / batch_size


# %% right: squares in float32
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    g = torch.tensor(gradients)
    return ((g**2).mean(0) - g.mean(0) ** 2).sum().item() / batch_size


# %% wrong: around zero
# misconception: The distance is measured from zero.
# caught by: batch_variance([[1.0], [3.0]], 1)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    return sum(v * v for row in gradients for v in row) / len(gradients) / batch_size


# %% wrong: batch size ignored
# misconception: The batch size has no influence on the variance.
# caught by: batch_variance([[1.0, 0.0], [3.0, 4.0]], 4)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(c) for c in zip(*gradients))


# %% wrong: divides by examples
# misconception: It is divided by the number of examples.
# caught by: batch_variance([[1.0], [3.0]], 1)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(c) for c in zip(*gradients)) / len(gradients)


# %% wrong: mean over parameters
# misconception: The parameters are averaged.
# caught by: batch_variance([[1.0, 0.0], [3.0, 4.0]], 4)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    return statistics.mean(statistics.pvariance(c) for c in zip(*gradients)) / batch_size


# %% wrong: negative batch
# misconception: Only a batch of zero is wrong.
# caught by: wrong input
def batch_variance(gradients, batch_size):
    if not gradients or batch_size == 0:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(c) for c in zip(*gradients)) / batch_size


# %% wrong: no examples no noise
# misconception: Without examples the noise is 0.
# caught by: batch_variance([], 4)
def batch_variance(gradients, batch_size):
    if batch_size < 1:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(c) for c in zip(*gradients)) / batch_size


# %% wrong: root of the batch
# misconception: Noise falls with the root of the batch size.
# caught by: batch_variance([[1.0, 0.0], [3.0, 4.0]], 4)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(c) for c in zip(*gradients)) / math.sqrt(batch_size)


# %% wrong: rows
# misconception: The variance is taken within each example.
# caught by: batch_variance([[1.0], [3.0]], 1)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    return sum(statistics.pvariance(row) for row in gradients) / batch_size


# %% wrong: sample variance
# misconception: A variance divides by n - 1.
# caught by: batch_variance([[1.0], [3.0]], 1)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    if len(gradients) == 1:
        return 0.0
    return sum(statistics.variance(column) for column in zip(*gradients)) / batch_size


# %% wrong: standard deviation
# misconception: The root is taken at the end.
# caught by: batch_variance([[1.0, 0.0], [3.0, 4.0]], 4)
# caught by: other gradients
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    return math.sqrt(sum(statistics.pvariance(c) for c in zip(*gradients)) / batch_size)


# %% wrong: without replacement
# misconception: A batch as large as the data has no noise.
# caught by: batch_variance([[1.0, 0.0], [3.0, 4.0]], 4)
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("wrong input")
    n = len(gradients)
    left = max(n - batch_size, 0) / max(n - 1, 1)
    return left * sum(statistics.pvariance(c) for c in zip(*gradients)) / batch_size


# %% wrong: different examples only
# misconception: An example that comes twice is one example.
# caught by: other gradients
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("examples and a batch")
    rows = set(map(tuple, gradients))
    return sum(map(statistics.pvariance, zip(*rows))) / batch_size


# %% wrong: no batch above 64
# misconception: A batch of more than 64 examples is as noisy as one of 64.
# caught by: other gradients
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("no examples, or no batch")
    total = sum(statistics.pvariance(column) for column in zip(*gradients))
    return total / min(batch_size, 64)


# %% equivalent: solution
# constant: `0` -> `-1` #2 | All rows have the same length.


# %% wrong: kept for each size
# misconception: What was computed for as many examples and parameters can be given back.
# caught by: other gradients
_kept = {}
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("bad")
    key = (len(gradients), len(gradients[0]), batch_size)
    if key not in _kept:
        _kept[key] = sum(statistics.pvariance(c) for c in zip(*gradients)) / batch_size
    return _kept[key]


# %% wrong: a batch is at most all
# misconception: A batch cannot hold more rows than there are, although rows are drawn with replacement.
# caught by: batch_variance([[1.0, 0.0], [3.0, 4.0]], 4)
# caught by: other gradients
import statistics


def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("expected examples and a batch of at least 1")
    batch_size = min(batch_size, len(gradients))
    return sum(statistics.pvariance(column) for column in zip(*gradients)) / batch_size


# %% wrong: one example has no variance
# misconception: A variance needs two examples, so one of them is refused.
# caught by: other gradients
import statistics


def batch_variance(gradients, batch_size):
    if len(gradients) < 2 or batch_size < 1:
        raise ValueError("expected examples and a batch of at least 1")
    return sum(statistics.pvariance(column) for column in zip(*gradients)) / batch_size


# %% wrong: rounded means
# misconception: The full gradient may be rounded before the distances from it are taken.
# caught by: other gradients
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("expected examples and a batch of at least 1")
    n = len(gradients)
    means = [round(sum(column) / n, 2) for column in zip(*gradients)]
    return sum((g - m) ** 2 for row in gradients for g, m in zip(row, means)) / n / batch_size


# %% wrong: gradients are clipped at 100
# misconception: Long gradients are clipped, as in training.
# caught by: other gradients
def batch_variance(gradients, batch_size):
    if not gradients or batch_size < 1:
        raise ValueError("expected examples and a batch size of at least 1")
    clipped = [[max(-100, min(100, g)) for g in row] for row in gradients]
    return sum(statistics.pvariance(column) for column in zip(*clipped)) / batch_size
