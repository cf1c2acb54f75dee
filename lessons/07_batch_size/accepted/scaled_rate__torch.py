def scaled_rate(lr, old, new, rule, limit):
    for name, value, least in (("old", old, 1), ("new", new, 1)):
        if value < least:
            raise ValueError(name)
    if not lr > 0 or not limit > 0:
        raise ValueError("rates")
    factor = torch.tensor(new / old, dtype=torch.float64)
    if rule == "root":
        factor = factor.sqrt()
    elif rule != "linear":
        raise ValueError(f"no rule {rule}")
    return float((lr * factor).clamp(max=limit))
