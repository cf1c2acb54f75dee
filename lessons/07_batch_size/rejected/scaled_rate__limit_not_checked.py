# misconception: The limit is always good.
# caught by: wrong input
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or lr <= 0:
        raise ValueError("wrong input")
    return min(lr * (new / old if rule == "linear" else math.sqrt(new / old)), limit)
