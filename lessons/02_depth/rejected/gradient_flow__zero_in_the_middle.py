# misconception: Any norm of 0 is vanishing.
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if 0 in norms:
        return "vanishing"
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"
