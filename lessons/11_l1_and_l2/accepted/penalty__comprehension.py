def penalty(model, l1, l2):
    if min(l1, l2) < 0:
        raise ValueError("negative strength")
    layers = [m for m in model.modules() if isinstance(m, torch.nn.Linear)]
    one = sum(m.weight.abs().sum() for m in layers)
    two = sum(m.weight.pow(2).sum() for m in layers)
    return l1 * one + 0.5 * l2 * two
