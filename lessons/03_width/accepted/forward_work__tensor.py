def forward_work(sizes):
    a = torch.tensor(sizes)
    if a.numel() < 2 or (a < 1).any():
        raise ValueError("sizes")
    return int(a[:-1] @ a[1:])
