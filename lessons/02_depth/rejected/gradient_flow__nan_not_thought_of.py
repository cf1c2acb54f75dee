# misconception: Comparisons find NaN by themselves.
# caught by: zero, infinite, NaN
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"
