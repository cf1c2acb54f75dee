# misconception: The sum of the sizes is positive, so all is well.
# caught by: wrong input
def initial_std(rule, fan_in, fan_out):
    if rule == "he":
        if fan_in < 1 or fan_out < 1:
            raise ValueError("sizes")
        return math.sqrt(2 / fan_in)
    if rule == "glorot" and fan_in + fan_out > 0 and fan_in * fan_out != 0:
        return math.sqrt(2 / (fan_in + fan_out))
    raise ValueError(rule)
