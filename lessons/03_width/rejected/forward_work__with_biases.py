# misconception: Biases are multiply-adds too.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return sum(a * b + b for a, b in zip(sizes, sizes[1:]))
