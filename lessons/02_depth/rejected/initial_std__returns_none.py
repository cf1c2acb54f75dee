# misconception: A wrong rule gives None.
# caught by: initial_std('uniform', 8, 8)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    if rule == "he":
        return math.sqrt(2 / fan_in)
    if rule == "glorot":
        return math.sqrt(2 / (fan_in + fan_out))
