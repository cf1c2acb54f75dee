# misconception: Without weights nothing needs a check.
# caught by: wrong input
def soft_threshold(weights, t):
    if not weights:
        return []
    if t < 0:
        raise ValueError("threshold")
    return [math.copysign(max(abs(w) - t, 0.0), w) for w in weights]
