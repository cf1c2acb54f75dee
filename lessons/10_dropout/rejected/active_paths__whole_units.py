# misconception: Half a unit is rounded to a whole one.
# caught by: other networks
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    kept = [round(s * (1 - p)) for s in sizes[1:-1]]
    return sizes[0] * math.prod(kept) * sizes[-1]
