# misconception: The sum of the strengths must not be negative.
# caught by: wrong input
def penalty(model, l1, l2):
    if l1 + l2 < 0:
        raise ValueError("negative")
    ws = [m.weight for m in model.modules() if isinstance(m, torch.nn.Linear)]
    return sum(l1 * w.abs().sum() + l2 / 2 * (w**2).sum() for w in ws)
