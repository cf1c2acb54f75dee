# misconception: p is the probability of being kept.
# caught by: other networks
def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    return math.prod(sizes) * p ** (len(sizes) - 2)
