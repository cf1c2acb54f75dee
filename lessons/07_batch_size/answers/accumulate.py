# %% right: autograd
def accumulate(model, X, y, most):
    if most <= 0:
        raise ValueError("most")
    parameters = list(model.parameters())
    total = [torch.zeros_like(p) for p in parameters]
    for a, b in zip(X.split(most), y.split(most)):
        loss = cross_entropy(model(a), b, reduction="sum")
        for t, g in zip(total, torch.autograd.grad(loss, parameters)):
            t += g
    return [t / len(X) for t in total]


# %% right: recursion
def accumulate(model, X, y, most):
    if not most >= 1:
        raise ValueError("most")

    def total(X, y):
        if len(X) == 0:
            return [0 * p for p in model.parameters()]
        loss = torch.nn.CrossEntropyLoss(reduction="sum")(model(X[:most]), y[:most])
        here = torch.autograd.grad(loss, tuple(model.parameters()))
        return [a + b for a, b in zip(here, total(X[most:], y[most:]))]

    return [g.detach() / len(X) for g in total(X, y)]


# %% right: weighted
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    for p in model.parameters():
        p.grad = None
    for k in range(0, len(y), most):
        rows = slice(k, k + most)
        share = len(y[rows]) / len(y)
        (cross_entropy(model(X[rows]), y[rows]) * share).backward()
    return [p.grad.clone() for p in model.parameters()]


# %% right: equal pieces
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    pieces = math.ceil(len(X) / most)
    for rows, labels in zip(X.tensor_split(pieces), y.tensor_split(pieces)):
        (cross_entropy(model(rows), labels, reduction="sum") / len(X)).backward()
    return [p.grad for p in model.parameters()]


# %% right: chunks
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    pieces = -(-len(X) // most)
    for rows, labels in zip(X.chunk(pieces), y.chunk(pieces)):
        loss = cross_entropy(model(rows), labels) * len(rows) / len(X)
        loss.backward()
    return [p.grad for p in model.parameters()]


# %% right: one row at a time
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    for k in range(len(X)):
        (cross_entropy(model(X[k : k + 1]), y[k : k + 1]) / len(X)).backward()
    return [p.grad.clone() for p in model.parameters()]


# %% right: one row without its batch
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    for row, label in zip(X, y):
        (cross_entropy(model(row), label) / len(X)).backward()
    return [p.grad for p in model.parameters()]


# %% right: layer after layer
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    parameters = tuple(model.parameters())
    loss = 0.0
    for rows, labels in zip(X.split(most), y.split(most)):
        for layer in model:
            rows = layer(rows)
        loss = loss + cross_entropy(rows, labels, reduction="sum") / len(X)
    return list(torch.autograd.grad(loss, parameters))


# %% wrong: adds to old gradients
# misconception: The gradients are zero at the start.
# caught by: gradients of an earlier call
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    for a, b in zip(X.split(most), y.split(most)):
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    return [p.grad for p in model.parameters()]


# %% wrong: zero afterwards
# misconception: Whoever cleans up at the end finds no old gradients at the start.
# caught by: gradients of an earlier call
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    for rows, labels in zip(X.split(most), y.split(most)):
        (cross_entropy(model(rows), labels, reduction="sum") / len(X)).backward()
    found = [p.grad.clone() for p in model.parameters()]
    model.zero_grad()
    return found


# %% wrong: refuses 0 and -1 only
# misconception: The sizes below 1 are 0 and -1.
# caught by: wrong input
def accumulate(model, X, y, most):
    if most in (0, -1):
        raise ValueError("most")
    model.zero_grad()
    for k in range(0, len(X), abs(most)):
        rows, labels = X[k : k + abs(most)], y[k : k + abs(most)]
        (cross_entropy(model(rows), labels, reduction="sum") / len(X)).backward()
    return [p.grad for p in model.parameters()]


# %% wrong: divides by most
# misconception: Each piece has as many rows as are allowed.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    pieces = math.ceil(len(X) / most)
    for a, b in zip(X.split(most), y.split(most)):
        (cross_entropy(model(a), b, reduction="sum") / (most * pieces)).backward()
    return [p.grad for p in model.parameters()]


# %% wrong: drops the last piece
# misconception: A piece that is too small is left out.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    for k in range(max(1, len(X) // most)):
        a, b = X[k * most : (k + 1) * most], y[k * most : (k + 1) * most]
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    return [p.grad for p in model.parameters()]


# %% wrong: last piece only
# misconception: Each piece starts from zero.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    for a, b in zip(X.split(most), y.split(most)):
        model.zero_grad()
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    return [p.grad for p in model.parameters()]


# %% wrong: mean of means
# misconception: The mean of the pieces' means is the mean.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    pieces = list(zip(X.split(most), y.split(most)))
    for a, b in pieces:
        (cross_entropy(model(a), b) / len(pieces)).backward()
    return [p.grad for p in model.parameters()]


# %% wrong: negative is everything
# misconception: A negative number of rows means no limit.
# caught by: wrong input
def accumulate(model, X, y, most):
    if most == 0:
        raise ValueError("most")
    most = most if most > 0 else len(X)
    model.zero_grad()
    for a, b in zip(X.split(most), y.split(most)):
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    return [p.grad for p in model.parameters()]


# %% wrong: steps between
# misconception: A step is taken after each piece.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    for a, b in zip(X.split(most), y.split(most)):
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= 0.5 * p.grad
    return [p.grad for p in model.parameters()]


# %% wrong: sum
# misconception: The sum over the examples is the mean.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    for a, b in zip(X.split(most), y.split(most)):
        cross_entropy(model(a), b, reduction="sum").backward()
    return [p.grad for p in model.parameters()]


# %% wrong: sum of means
# misconception: Adding up is all that is needed.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    for a, b in zip(X.split(most), y.split(most)):
        cross_entropy(model(a), b).backward()
    return [p.grad for p in model.parameters()]


# %% wrong: weights only
# misconception: Biases have no gradient.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    for a, b in zip(X.split(most), y.split(most)):
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    return [p.grad for p in model.parameters() if p.ndim == 2]


# %% wrong: whole batch
# misconception: The memory is not my business.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    return [p.grad for p in model.parameters()]


# %% equivalent: recursion
# swapped: `zip(here, total(X[most:], y[most:]))` -> `zip(total(X[most:], y[most:]), here)` | Only the sum of the two is used.

# %% equivalent: weighted
# range: `range(0, len(y), most)` -> `range(0, len(y) + 1, most)` | A piece without rows adds 0 to every gradient, though its mean loss is NaN.
# constant: `1` -> `0` | range() raises a ValueError itself for a step of 0.

# %% equivalent: equal pieces
# arithmetic: `len(X) / most` -> `len(X) * most` | More pieces than rows leave one row or none in each, and the sum of losses over none adds no gradient.

# %% equivalent: one row at a time
# range: `range(len(X))` -> `range(len(X) + 1)` | A piece without rows adds 0 to every gradient, though its mean loss is NaN.


# %% wrong: clipped
# misconception: A long gradient has to be cut before it is used.
# caught by: other batches
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("x")
    model.zero_grad()
    for a, b in zip(X.split(most), y.split(most)):
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    return [p.grad for p in model.parameters()]


# %% wrong: two layers, always
# misconception: Every network has the layers of the example.
# caught by: other batches
# caught by: gradients of an earlier call
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("x")
    model.zero_grad()
    for a, b in zip(X.split(most), y.split(most)):
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    return [model[0].weight.grad, model[0].bias.grad, model[2].weight.grad, model[2].bias.grad]


# %% right: running mean
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("x")
    mean, seen = [0.0 for _ in model.parameters()], 0
    for a, b in zip(X.split(most), y.split(most)):
        model.zero_grad()
        cross_entropy(model(a), b).backward()
        seen += len(a)
        mean = [m + (p.grad - m) * len(a) / seen for m, p in zip(mean, model.parameters())]
    return mean


# %% right: old gradients put back
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("x")
    kept = [p.grad for p in model.parameters()]
    model.zero_grad(set_to_none=True)
    for a, b in zip(X.split(most), y.split(most)):
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    found = [p.grad for p in model.parameters()]
    for p, g in zip(model.parameters(), kept):
        p.grad = g
    return found


# %% wrong: the labels of the first piece
# misconception: The rows are cut into pieces, and every piece gets the first labels.
# caught by: other batches
# caught by: a smaller last piece
# caught by: gradients of an earlier call
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most must be at least 1")
    model.zero_grad()
    for piece in X.split(most):
        loss = cross_entropy(model(piece), y[: len(piece)], reduction="sum") / len(X)
        loss.backward()
    return [p.grad for p in model.parameters()]


# %% wrong: the parameters
# misconception: The gradients are what model.parameters() gives after backward().
# caught by: accumulate([2, 1, 2], 5, 2)
# caught by: other batches
# caught by: a smaller last piece
# caught by: gradients of an earlier call
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most must be at least 1")
    model.zero_grad()
    for a, b in zip(X.split(most), y.split(most)):
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    return model.parameters()
