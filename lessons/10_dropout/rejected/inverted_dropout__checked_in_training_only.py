# misconception: In eval mode the rate does not matter.
# caught by: wrong input
def inverted_dropout(x, u, p, training):
    if not training:
        return x
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (u >= p) / (1 - p)
