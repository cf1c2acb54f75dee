# misconception: He's rule divides by the number of outputs.
# caught by: initial_std('he', 8, 100)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    if rule == "he":
        return math.sqrt(2 / fan_out)
    if rule == "glorot":
        return math.sqrt(2 / (fan_in + fan_out))
    raise ValueError(rule)
