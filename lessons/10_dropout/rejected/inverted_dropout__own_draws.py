# misconception: The mask is drawn anew.
# caught by: other layers, train mode
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (torch.rand(x.shape, generator=torch.Generator().manual_seed(1)) >= p) / (1 - p) if training else x
