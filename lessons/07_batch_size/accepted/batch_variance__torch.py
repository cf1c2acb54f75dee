def batch_variance(gradients, batch_size):
    if batch_size <= 0 or not len(gradients):
        raise ValueError("wrong input")
    g = torch.tensor(gradients, dtype=torch.float64)
    return g.var(0, unbiased=False).sum().item() / batch_size
