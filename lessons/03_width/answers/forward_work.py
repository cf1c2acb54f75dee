# %% right: library
def forward_work(sizes):
    if len(sizes) < 2 or any(size <= 0 for size in sizes):
        raise ValueError("sizes")
    return h.multiply_adds(h.MLP(sizes[0], sizes[1:-1], sizes[-1]))


# %% right: recursion
def forward_work(sizes):
    if len(sizes) < 2 or not all(size >= 1 for size in sizes):
        raise ValueError("sizes")
    first = sizes[0] * sizes[1]
    return first if len(sizes) == 2 else first + forward_work(sizes[1:])


# %% right: tensor
def forward_work(sizes):
    a = torch.tensor(sizes)
    if a.numel() < 2 or (a < 1).any():
        raise ValueError("sizes")
    return int(a[:-1] @ a[1:])


# %% right: zip
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return sum(a * b for a, b in zip(sizes, sizes[1:]))


# %% wrong: multiply and add
# misconception: A multiply-add counts as two.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return 2 * sum(a * b for a, b in zip(sizes, sizes[1:]))


# %% wrong: neurons
# misconception: One multiply-add for each neuron.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return sum(sizes)


# %% wrong: output layer forgotten
# misconception: The last layer is no hidden layer, so it is not counted.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return sum(a * b for a, b in zip(sizes[:-2], sizes[1:-1]))


# %% wrong: pixels only
# misconception: All inputs are 784.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return 784 * sizes[1] + sum(a * b for a, b in zip(sizes[1:], sizes[2:]))


# %% wrong: product is checked
# misconception: A positive result means good input.
# caught by: wrong input
def forward_work(sizes):
    if len(sizes) < 2:
        raise ValueError("sizes")
    total = sum(a * b for a, b in zip(sizes, sizes[1:]))
    if total <= 0:
        raise ValueError("sizes")
    return total


# %% wrong: product of all
# misconception: The whole network is one product.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return math.prod(sizes)


# %% wrong: single size is zero
# misconception: One size alone costs nothing.
# caught by: forward_work([784])
def forward_work(sizes):
    if any(size < 1 for size in sizes):
        raise ValueError("sizes")
    return sum(a * b for a, b in zip(sizes, sizes[1:]))


# %% wrong: training step
# misconception: Forward and backward are counted.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return 3 * sum(a * b for a, b in zip(sizes, sizes[1:]))


# %% wrong: with biases
# misconception: Biases are multiply-adds too.
# caught by: forward_work([4, 3, 2])
def forward_work(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError("sizes")
    return sum(a * b + b for a, b in zip(sizes, sizes[1:]))


# %% equivalent: library
# left out: `len(sizes) < 2 or any((size <= 0 for size in sizes))` -> `len(sizes) < 2` | h.MLP raises a ValueError itself for a size below 1.
# call: `any((size <= 0 for size in sizes))` -> `all((size <= 0 for size in sizes))` | h.MLP raises a ValueError itself for a size below 1.
# comparison: `size <= 0` -> `size < 0` | h.MLP raises a ValueError itself for a size of 0.
# constant: `0` -> `-1` #2 | h.MLP raises a ValueError itself for a size of 0.

# %% equivalent: zip
# swapped: `zip(sizes, sizes[1:])` -> `zip(sizes[1:], sizes)` | Only the product of the two is used.
