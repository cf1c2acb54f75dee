# misconception: What a rule does not use need not be checked.
# caught by: wrong input
def initial_std(rule, fan_in, fan_out):
    if rule == "he" and fan_in >= 1:
        return math.sqrt(2 / fan_in)
    if rule == "glorot" and fan_in >= 1 and fan_out >= 1:
        return math.sqrt(2 / (fan_in + fan_out))
    raise ValueError(rule)
