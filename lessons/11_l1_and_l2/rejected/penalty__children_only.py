# misconception: All layers are direct children of the model.
# caught by: penalty([1, 2, 1], 0.5, 0)
def penalty(model, l1, l2):
    if l1 < 0 or l2 < 0:
        raise ValueError("negative")
    ws = [m.weight for m in model.children() if isinstance(m, torch.nn.Linear)]
    return sum(l1 * w.abs().sum() + l2 / 2 * (w**2).sum() for w in ws)
