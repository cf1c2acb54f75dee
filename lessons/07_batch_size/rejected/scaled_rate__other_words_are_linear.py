# misconception: Whatever is not the root is linear.
# caught by: scaled_rate(0.25, 8, 32, 'cubic', 10)
def scaled_rate(lr, old, new, rule, limit):
    if min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    return min(lr * (math.sqrt(new / old) if rule == "root" else new / old), limit)
