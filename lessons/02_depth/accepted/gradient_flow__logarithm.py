def gradient_flow(norms):
    if len(norms) <= 1 or not all(n >= 0 or n != n for n in norms):
        raise ValueError("expected two norms or more, 0 or larger")
    if any(n != n or n == math.inf for n in norms):
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    if norms[-1] == 0:
        return "exploding"
    size = norms[0] / norms[-1]
    for limit, word in ((100, "exploding"), (0.01, "healthy")):
        if size > limit or (word == "healthy" and size == limit):
            return word
    return "vanishing"
