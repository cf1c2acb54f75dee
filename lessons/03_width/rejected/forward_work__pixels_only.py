# misconception: All inputs are 784.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return 784 * sizes[1] + sum(a * b for a, b in zip(sizes[1:], sizes[2:]))
