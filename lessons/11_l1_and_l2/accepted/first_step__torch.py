def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    w = torch.tensor(weights, dtype=torch.float64, requires_grad=True)
    w.grad = torch.tensor(gradients, dtype=torch.float64)
    make = torch.optim.AdamW if decoupled else torch.optim.Adam
    make([w], lr=lr, weight_decay=decay).step()
    return w.tolist()
