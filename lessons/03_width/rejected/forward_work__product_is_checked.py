# misconception: A positive result means good input.
# caught by: wrong input
def forward_work(sizes):
    if len(sizes) < 2:
        raise ValueError("sizes")
    total = sum(a * b for a, b in zip(sizes, sizes[1:]))
    if total <= 0:
        raise ValueError("sizes")
    return total
