# misconception: The noise grows with the batch size.
# caught by: noise_scale([1, 5.0], [2, 3.0])
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    S = (small[1] - large[1]) / (large[0] - small[0])
    G2 = large[1] - S / large[0]
    return math.inf if G2 <= 0 else max(S / G2, 0.0)
