# misconception: Where all is noise there is no answer.
# caught by: noise_scale([4, 2.0], [8, 1.0])
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    S = (small[1] - large[1]) / (1 / small[0] - 1 / large[0])
    G2 = large[1] - S / large[0]
    return None if G2 <= 0 else max(S / G2, 0.0)
