# misconception: The list is changed in place.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    for k, w in enumerate(weights):
        weights[k] = math.copysign(max(abs(w) - t, 0.0), w)
    return weights
