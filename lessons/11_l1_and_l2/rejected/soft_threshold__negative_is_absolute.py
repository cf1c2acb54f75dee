# misconception: The sign of the threshold does not matter.
# caught by: soft_threshold([1.0], -0.5)
def soft_threshold(weights, t):
    t = abs(t)
    return [math.copysign(max(abs(w) - t, 0.0), w) for w in weights]
