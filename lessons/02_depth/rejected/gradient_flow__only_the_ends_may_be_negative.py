# misconception: Only the two that are compared must be positive.
# caught by: wrong input
def gradient_flow(norms):
    if len(norms) < 2 or norms[0] < 0 or norms[-1] < 0:
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"
