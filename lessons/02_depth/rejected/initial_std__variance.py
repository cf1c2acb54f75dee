# misconception: The rule's variance is its standard deviation.
# caught by: initial_std('he', 8, 100)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    if rule == "he":
        return 2 / fan_in
    if rule == "glorot":
        return 2 / (fan_in + fan_out)
    raise ValueError(rule)
