# misconception: A multiply-add counts as two.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return 2 * sum(a * b for a, b in zip(sizes, sizes[1:]))
