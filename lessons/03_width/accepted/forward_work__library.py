def forward_work(sizes):
    if len(sizes) < 2 or any(size <= 0 for size in sizes):
        raise ValueError("sizes")
    return h.multiply_adds(h.MLP(sizes[0], sizes[1:-1], sizes[-1]))
