def noise_scale(small, large):
    (b, s), (B, L) = small, large
    if b < 1 or b >= B:
        raise ValueError("sizes")
    G2 = (B * L - b * s) / (B - b)
    S = (s - L) / (1 / b - 1 / B)
    return math.inf if G2 <= 1e-12 else max(0.0, S / G2)
