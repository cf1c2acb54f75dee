# misconception: Large weights stay as they are.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [w if abs(w) > t else 0.0 for w in weights]
