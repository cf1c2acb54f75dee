# misconception: Only a rate of 1 is wrong.
# caught by: wrong input
def inverted_dropout(x, u, p, training):
    if p >= 1:
        raise ValueError(p)
    return x * (u >= p) / (1 - p) if training else x
