# misconception: The largest is compared with the smallest.
# caught by: other norms
def gradient_flow(norms):
    if len(norms) < 2 or any(n < 0 for n in norms):
        raise ValueError("norms")
    if not all(math.isfinite(n) for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    if max(norms) <= 100 * min(norms):
        return "healthy"
    return "vanishing" if norms[0] < norms[-1] else "exploding"
