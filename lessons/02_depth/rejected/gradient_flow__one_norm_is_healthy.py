# misconception: One layer can not vanish.
# caught by: gradient_flow([1.0])
def gradient_flow(norms):
    if any(n < 0 for n in norms):
        raise ValueError("norms")
    if len(norms) < 2:
        return "healthy"
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"
