def inverted_dropout(x, u, p, training):
    if p < 0 or p >= 1:
        raise ValueError(f"rate {p}")
    if training:
        return torch.where(u < p, torch.zeros_like(x), x / (1 - p))
    return x
