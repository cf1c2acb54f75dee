# misconception: Weights are pushed away from 0.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [w + t if w > 0 else w - t if w < 0 else 0.0 for w in weights]
