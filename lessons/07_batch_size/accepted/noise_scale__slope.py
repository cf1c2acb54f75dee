def noise_scale(small, large):
    if min(small[0], large[0]) < 1:
        raise ValueError("sizes")
    if not small[0] < large[0]:
        raise ValueError("order")
    x0, x1 = 1 / large[0], 1 / small[0]
    slope = (small[1] - large[1]) / (x1 - x0)
    level = small[1] - slope * x1
    if level < 1e-12:
        return math.inf
    return 0.0 if slope < 0 else slope / level
