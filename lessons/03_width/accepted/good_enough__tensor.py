def good_enough(table):
    means = {w: torch.tensor(v, dtype=torch.float64).mean().item() for w, v in table.items()}
    if not means:
        raise ValueError("expected widths")
    best = min(means, key=lambda w: (-round(means[w], 12), w))
    values = torch.tensor(table[best], dtype=torch.float64)
    if values.numel() < 2:
        raise ValueError("expected two seeds")
    limit = means[best] - values.std().item() - 1e-12
    return min(w for w, mean in means.items() if mean >= limit)
