# misconception: Only whole multiples of the batch are scaled.
# caught by: other batch sizes
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    factor = max(new // old, 1)
    return min(lr * (factor if rule == "linear" else math.sqrt(factor)), limit)
