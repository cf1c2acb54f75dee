def gradient_flow(norms):
    import numpy as np

    a = np.array(norms, dtype=float)
    if len(a) < 2 or (a < 0).any():
        raise ValueError("wrong norms")
    if not np.isfinite(a).all():
        return "exploding"
    if a[0] == 0:
        return "vanishing"
    with np.errstate(divide="ignore"):
        ratio = a[0] / a[-1]
    return "vanishing" if ratio < 0.01 else "healthy" if ratio <= 100 else "exploding"
