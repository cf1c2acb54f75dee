# misconception: A larger batch needs a smaller rate.
# caught by: scaled_rate(0.25, 8, 32, 'linear', 10)
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    factor = old / new
    return min(lr * (factor if rule == "linear" else math.sqrt(factor)), limit)
