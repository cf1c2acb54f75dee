# misconception: The kept outputs are divided by the rate.
# caught by: other layers, train mode
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    if not training:
        return x
    return x * (u >= p) / p if p else x
