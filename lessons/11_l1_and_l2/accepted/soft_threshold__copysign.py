def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    return [math.copysign(max(abs(w) - t, 0.0), w) for w in weights]
