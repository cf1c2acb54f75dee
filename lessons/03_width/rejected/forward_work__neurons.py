# misconception: One multiply-add for each neuron.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return sum(sizes)
