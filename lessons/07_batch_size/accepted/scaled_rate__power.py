def scaled_rate(lr, old, new, rule, limit):
    powers = {"linear": 1.0, "root": 0.5}
    if rule not in powers or old < 1 or new < 1 or lr <= 0 or limit <= 0:
        raise ValueError("wrong input")
    return min(limit, lr * (new / old) ** powers[rule])
