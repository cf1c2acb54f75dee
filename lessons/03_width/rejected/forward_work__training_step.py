# misconception: Forward and backward are counted.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return 3 * sum(a * b for a, b in zip(sizes, sizes[1:]))
