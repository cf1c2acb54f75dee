def soft_threshold(weights, t):
    import numpy as np

    if not t >= 0:
        raise ValueError("threshold")
    w = np.array(weights, dtype=float)
    return (w - np.clip(w, -t, t)).tolist()
