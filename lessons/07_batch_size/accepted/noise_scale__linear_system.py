def noise_scale(small, large):
    import numpy as np

    if not 1 <= small[0] < large[0]:
        raise ValueError("sizes")
    A = np.array([[1, 1 / small[0]], [1, 1 / large[0]]])
    G2, S = np.linalg.solve(A, np.array([small[1], large[1]], dtype=float))
    if G2 <= 1e-12:
        return float("inf")
    return float(S / G2) if S > 0 else 0.0
