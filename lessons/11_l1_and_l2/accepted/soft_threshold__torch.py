def soft_threshold(weights, t):
    if t < 0:
        raise ValueError("threshold")
    w = torch.tensor(weights, dtype=torch.float64)
    return (w.sign() * (w.abs() - t).clamp(min=0)).tolist()
