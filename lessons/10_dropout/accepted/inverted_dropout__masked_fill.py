def inverted_dropout(x, u, p, training):
    if math.floor(p) != 0:
        raise ValueError("expected 0 <= p < 1")
    return (x / (1 - p)).masked_fill(u < p, 0.0) if training else x.clone()
