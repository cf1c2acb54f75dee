# misconception: One size alone costs nothing.
# caught by: forward_work([784])
def forward_work(sizes):
    if any(size < 1 for size in sizes):
        raise ValueError("sizes")
    return sum(a * b for a, b in zip(sizes, sizes[1:]))
