def active_paths(sizes, p):
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError("wrong input")
    reach = torch.ones(1, sizes[0], dtype=torch.float64)
    for k in range(1, len(sizes)):
        reach = reach @ torch.ones(sizes[k - 1], sizes[k], dtype=torch.float64)
        if k < len(sizes) - 1:
            reach = reach * (1 - p)
    return reach.sum().item()
