# misconception: Both rules take the root.
# caught by: scaled_rate(0.25, 8, 32, 'linear', 10)
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    return min(lr * math.sqrt(new / old), limit)
