# misconception: One layer alone has paths.
# caught by: wrong input
def active_paths(sizes, p):
    if not sizes or not 0 <= p < 1:
        raise ValueError("wrong input")
    return math.prod(sizes) * (1 - p) ** max(len(sizes) - 2, 0)
