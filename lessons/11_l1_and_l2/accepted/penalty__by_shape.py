def penalty(model, l1, l2):
    if l1 < 0:
        raise ValueError("l1")
    if l2 < 0:
        raise ValueError("l2")
    w = torch.cat([p.flatten() for p in model.parameters() if p.dim() == 2])
    return l1 * w.norm(1) + l2 / 2 * (w @ w)
