# misconception: A positive factor means good batch sizes.
# caught by: wrong input
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or old == 0 or new / old <= 0 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    return min(lr * (new / old if rule == "linear" else math.sqrt(new / old)), limit)
