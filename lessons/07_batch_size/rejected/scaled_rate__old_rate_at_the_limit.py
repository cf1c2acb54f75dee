# misconception: Above the limit the old rate is kept.
# caught by: scaled_rate(0.25, 8, 512, 'linear', 2)
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    rate = lr * (new / old if rule == "linear" else math.sqrt(new / old))
    return rate if rate <= limit else lr
