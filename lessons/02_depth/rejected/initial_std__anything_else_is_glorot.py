# misconception: Every other word means Glorot.
# caught by: initial_std('uniform', 8, 8)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    return math.sqrt(2 / fan_in) if rule == "he" else math.sqrt(2 / (fan_in + fan_out))
