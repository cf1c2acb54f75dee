# misconception: Weights of 0 are left out.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [math.copysign(abs(w) - t, w) for w in weights if abs(w) > t]
