# misconception: The rule holds for all batch sizes.
# caught by: scaled_rate(0.25, 8, 512, 'linear', 2)
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    factor = new / old
    return lr * (factor if rule == "linear" else math.sqrt(factor))
