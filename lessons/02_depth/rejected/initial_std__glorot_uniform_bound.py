# misconception: The bound of the uniform form is taken for the standard deviation.
# caught by: initial_std('glorot', 20, 12)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    if rule == "he":
        return math.sqrt(2 / fan_in)
    if rule == "glorot":
        return math.sqrt(6 / (fan_in + fan_out))
    raise ValueError(rule)
