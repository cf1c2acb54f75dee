# %% right: library
def training_bytes(sizes, optimizer, batch_size):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    model = h.MLP(sizes[0], sizes[1:-1], sizes[-1])
    return h.training_memory(model, optimizer=optimizer, batch_size=batch_size)


# %% right: match
def training_bytes(sizes, optimizer, batch_size):
    match optimizer:
        case "sgd":
            extra = 0
        case "momentum":
            extra = 1
        case "adam":
            extra = 2
        case _:
            raise ValueError("unknown optimizer")
    weights = sum(sizes[k] * sizes[k + 1] for k in range(len(sizes) - 1))
    parameters = weights + sum(sizes[1:])
    return 4 * (parameters + parameters + extra * parameters) + 4 * sum(sizes) * batch_size


# %% right: torch
def training_bytes(sizes, optimizer, batch_size):
    copies = {"sgd": 2, "momentum": 3, "adam": 4}.get(optimizer)
    if copies is None:
        raise ValueError(optimizer)
    layers = [torch.nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])]
    numbers = copies * sum(p.numel() for layer in layers for p in layer.parameters())
    numbers += torch.zeros(batch_size, sum(sizes)).numel()
    return numbers * 4


# %% wrong: adam is sgd
# misconception: All optimizers need the same.
# caught by: training_bytes([4, 3, 2], 'adam', 10)
def training_bytes(sizes, optimizer, batch_size):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 4 * (2 * p + batch_size * sum(sizes))


# %% wrong: adam one number
# misconception: Adam remembers one number.
# caught by: training_bytes([4, 3, 2], 'adam', 10)
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 1}
    if optimizer not in remembered:
        raise ValueError(optimizer)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 4 * ((2 + remembered[optimizer]) * p + batch_size * sum(sizes))


# %% wrong: batch multiplies all
# misconception: Every parameter is kept for each example.
# caught by: training_bytes([4, 3, 2], 'adam', 10)
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}
    if optimizer not in remembered:
        raise ValueError(optimizer)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 4 * batch_size * ((2 + remembered[optimizer]) * p + sum(sizes))


# %% wrong: capital letters
# misconception: The case of the letters does not matter.
# caught by: wrong input
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}
    optimizer = str(optimizer).lower()
    if optimizer not in remembered:
        raise ValueError(optimizer)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 4 * ((2 + remembered[optimizer]) * p + batch_size * sum(sizes))


# %% wrong: eight bytes
# misconception: A number takes 8 bytes.
# caught by: training_bytes([4, 3, 2], 'sgd', 1)
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}
    if optimizer not in remembered:
        raise ValueError(optimizer)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 8 * ((2 + remembered[optimizer]) * p + batch_size * sum(sizes))


# %% wrong: input forgotten
# misconception: The input is not kept.
# caught by: training_bytes([4, 3, 2], 'sgd', 1)
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}
    if optimizer not in remembered:
        raise ValueError(optimizer)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 4 * ((2 + remembered[optimizer]) * p + batch_size * sum(sizes[1:]))


# %% wrong: no biases
# misconception: Biases are no parameters.
# caught by: training_bytes([4, 3, 2], 'sgd', 1)
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}
    if optimizer not in remembered:
        raise ValueError(optimizer)
    p = sum(a * b for a, b in zip(sizes, sizes[1:]))
    return 4 * ((2 + remembered[optimizer]) * p + batch_size * sum(sizes))


# %% wrong: no examples
# misconception: The examples take no memory.
# caught by: training_bytes([4, 3, 2], 'sgd', 1)
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}
    if optimizer not in remembered:
        raise ValueError(optimizer)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 4 * (2 + remembered[optimizer]) * p


# %% wrong: no gradients
# misconception: The gradients take no memory.
# caught by: training_bytes([4, 3, 2], 'sgd', 1)
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}
    if optimizer not in remembered:
        raise ValueError(optimizer)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 4 * ((1 + remembered[optimizer]) * p + batch_size * sum(sizes))


# %% wrong: numbers
# misconception: Numbers are bytes.
# caught by: training_bytes([4, 3, 2], 'sgd', 1)
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}
    if optimizer not in remembered:
        raise ValueError(optimizer)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return (2 + remembered[optimizer]) * p + batch_size * sum(sizes)


# %% wrong: unknown is sgd
# misconception: An unknown optimizer remembers nothing.
# caught by: training_bytes([4, 3, 2], 'magic', 1)
def training_bytes(sizes, optimizer, batch_size):
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}.get(optimizer, 0)
    p = sum(a * b + b for a, b in zip(sizes, sizes[1:]))
    return 4 * ((2 + remembered) * p + batch_size * sum(sizes))


# %% equivalent: torch
# swapped: `torch.zeros(batch_size, sum(sizes))` -> `torch.zeros(sum(sizes), batch_size)` | The number of elements is the same for the transposed shape.
