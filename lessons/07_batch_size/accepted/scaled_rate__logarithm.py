def scaled_rate(lr, old, new, rule, limit):
    if min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    log_factor = math.log(new) - math.log(old)
    if rule == "root":
        log_factor /= 2
    elif rule != "linear":
        raise ValueError(rule)
    rate = math.exp(math.log(lr) + log_factor)
    return limit if rate > limit else rate
