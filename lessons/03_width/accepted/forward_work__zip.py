def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return sum(a * b for a, b in zip(sizes, sizes[1:]))
