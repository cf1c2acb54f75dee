# misconception: The factor is always 2.
# caught by: other layers, train mode
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (u >= p) * 2 if training else x
