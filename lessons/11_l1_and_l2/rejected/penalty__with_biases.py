# misconception: Biases have a price too.
# caught by: penalty([1, 2, 1], 0.5, 0)
def penalty(model, l1, l2):
    if l1 < 0 or l2 < 0:
        raise ValueError("negative")
    return sum(l1 * p.abs().sum() + l2 / 2 * (p**2).sum() for p in model.parameters())
