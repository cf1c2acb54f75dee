# misconception: The mean in place of the sum.
# caught by: penalty([1, 2, 1], 0.5, 0)
def penalty(model, l1, l2):
    if l1 < 0 or l2 < 0:
        raise ValueError("negative")
    ws = [m.weight for m in model.modules() if isinstance(m, torch.nn.Linear)]
    return sum(l1 * w.abs().mean() + l2 / 2 * (w**2).mean() for w in ws)
