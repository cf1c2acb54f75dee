# misconception: Tiny norms are vanishing, whatever the ratio.
# caught by: other norms
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] < 1e-6:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"
