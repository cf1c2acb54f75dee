def forward_work(sizes):
    if len(sizes) < 2 or not all(size >= 1 for size in sizes):
        raise ValueError("sizes")
    first = sizes[0] * sizes[1]
    return first if len(sizes) == 2 else first + forward_work(sizes[1:])
