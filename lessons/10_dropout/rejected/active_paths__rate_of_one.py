# misconception: With a rate of 1 there are no paths.
# caught by: active_paths([2, 4, 3], 1)
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p <= 1:
        raise ValueError("wrong input")
    return math.prod(sizes) * (1 - p) ** (len(sizes) - 2)
