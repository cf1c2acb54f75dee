# misconception: The sign does not matter.
# caught by: all noise, or none
def noise_scale(small, large):
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError("sizes")
    S = abs(small[1] - large[1]) / (1 / small[0] - 1 / large[0])
    G2 = large[1] - S / large[0]
    return math.inf if G2 <= 0 else S / G2
