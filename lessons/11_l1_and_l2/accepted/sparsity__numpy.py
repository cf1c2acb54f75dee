def sparsity(matrices, limit):
    import numpy as np

    if limit < 0:
        raise ValueError("limit")
    parts = [np.abs(np.array(m, dtype=float)).ravel() for m in matrices]
    if not parts or sum(p.size for p in parts) == 0:
        raise ValueError("no weights")
    return float((np.concatenate(parts) <= limit).mean())
