def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes must be at least 1")
    try:
        return {"he": 2 / fan_in, "glorot": 2 / (fan_in + fan_out)}[rule] ** 0.5
    except KeyError:
        raise ValueError(f"unknown rule {rule}") from None
