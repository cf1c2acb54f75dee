# misconception: The old rate is limited, then scaled.
# caught by: rates at the limit
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    lr = min(lr, limit)
    return min(lr * (new / old if rule == "linear" else math.sqrt(new / old)), limit)
