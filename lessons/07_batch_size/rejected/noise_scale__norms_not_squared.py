# misconception: The norms must be squared once more.
# caught by: noise_scale([1, 5.0], [2, 3.0])
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    s, L = small[1] ** 2, large[1] ** 2
    S = (s - L) / (1 / small[0] - 1 / large[0])
    G2 = L - S / large[0]
    return math.inf if G2 <= 0 else max(S / G2, 0.0)
