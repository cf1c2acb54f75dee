# misconception: A negative rate adds paths.
# caught by: wrong input
def active_paths(sizes, p):
    if len(sizes) < 2 or p >= 1:
        raise ValueError("wrong input")
    return math.prod(sizes) * (1 - p) ** (len(sizes) - 2)
