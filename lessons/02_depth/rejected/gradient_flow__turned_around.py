# misconception: The ratio is last divided by first.
# caught by: gradient_flow([1e-09, 0.0001, 1.0])
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio = norms[-1] / norms[0]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"
