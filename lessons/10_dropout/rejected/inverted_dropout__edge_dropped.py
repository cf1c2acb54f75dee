# misconception: An output is dropped where u is equal to p.
# caught by: draws at the edge
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (u > p) / (1 - p) if training else x
