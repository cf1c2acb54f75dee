def active_paths(sizes, p):
    if len(sizes) < 2:
        raise ValueError("sizes")
    if p < 0 or p >= 1:
        raise ValueError("rate")
    paths = sizes[0]
    for size in sizes[1:-1]:
        paths *= (1 - p) * size
    return paths * sizes[-1]
