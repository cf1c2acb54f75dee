# misconception: It shrinks like L2.
# caught by: soft_threshold([2.0, -2.0, 0.25], 0.5)
def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [w / (1 + t) for w in weights]
