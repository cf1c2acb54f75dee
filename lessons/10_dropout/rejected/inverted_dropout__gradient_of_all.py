# misconception: Gradients flow through the dropped outputs too.
# caught by: inverted_dropout([3.0, 4.0], [0.9, 0.2], 0.5, True)
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    if not training:
        return x
    out = x * (u >= p) / (1 - p)
    return out.detach() + x - x.detach()
