# misconception: The kept outputs stay as they are.
# caught by: inverted_dropout([3.0, 4.0], [0.9, 0.2], 0.5, True)
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (u >= p) if training else x
