# misconception: The paths are added up, layer by layer.
# caught by: active_paths([2, 4, 3], 0.5)
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    return sum(a * b for a, b in zip(sizes, sizes[1:])) * (1 - p) ** (len(sizes) - 2)
