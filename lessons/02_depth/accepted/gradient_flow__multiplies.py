def gradient_flow(norms):
    first, *rest = norms or [-1]
    if not rest or min([first, *rest], key=lambda n: (n != n, n)) < 0:
        raise ValueError("expected at least two norms, none negative")
    if not math.isfinite(sum(norms)):
        return "exploding"
    last = rest[-1]
    if first == 0 or first / max(last, 1e-300) < 0.01:
        return "vanishing"
    return "exploding" if last == 0 or first / last > 100 else "healthy"
