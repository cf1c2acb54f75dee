# misconception: The last layer is no hidden layer, so it is not counted.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return sum(a * b for a, b in zip(sizes[:-2], sizes[1:-1]))
