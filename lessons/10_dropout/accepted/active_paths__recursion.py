def active_paths(sizes, p):
    if not 0 <= p < 1 or len(sizes) <= 1:
        raise ValueError("wrong input")
    if len(sizes) == 2:
        return sizes[0] * sizes[1]
    return sizes[0] * (1 - p) * active_paths(sizes[1:], p)
