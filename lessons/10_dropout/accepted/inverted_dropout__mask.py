def inverted_dropout(x, u, p, training):
    if not (0 <= p < 1):
        raise ValueError(f"rate {p}")
    mask = (u >= p).float() if training else torch.ones_like(x)
    scale = 1 / (1 - p) if training else 1.0
    return x * mask * scale
