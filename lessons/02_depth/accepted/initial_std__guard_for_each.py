def initial_std(rule, fan_in, fan_out):
    for size in (fan_in, fan_out):
        if size < 1:
            raise ValueError(size)
    if rule == "he":
        variance = 2 / fan_in
    elif rule == "glorot":
        variance = 1 / ((fan_in + fan_out) / 2)
    else:
        raise ValueError(rule)
    return variance**0.5
