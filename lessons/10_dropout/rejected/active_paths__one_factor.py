# misconception: A share of 1 - p of all paths is active.
# caught by: active_paths([2, 2, 2, 2], 0.5)
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    return math.prod(sizes) * (1 - p)
