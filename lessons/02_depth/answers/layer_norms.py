# %% right: autograd
def layer_norms(model, X, y):
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    loss = cross_entropy(model(X), y)
    answer = []
    for layer in layers:
        grads = torch.autograd.grad(loss, [layer.weight, layer.bias], retain_graph=True)
        answer.append(torch.cat([g.flatten() for g in grads]).norm().item())
    return answer


# %% right: copy
def layer_norms(model, X, y):
    import copy

    twin = copy.deepcopy(model)
    twin.zero_grad()
    log_p = twin(X).log_softmax(1)
    (-log_p[torch.arange(len(y)), y]).mean().backward()
    norms = []
    for part in twin.modules():
        if hasattr(part, "weight"):
            total = sum(float((p.grad**2).sum()) for p in part.parameters())
            norms.append(total**0.5)
    return norms


# %% right: hypot
def layer_norms(model, X, y):
    for p in model.parameters():
        p.grad = None
    loss = nn.CrossEntropyLoss()(model(X), y)
    loss.backward()
    return [
        math.hypot(float(m.weight.grad.norm()), float(m.bias.grad.norm()))
        for m in model.modules()
        if type(m) is nn.Linear
    ]


# %% right: tensors
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [torch.sqrt((m.weight.grad**2).sum() + (m.bias.grad**2).sum()) for m in layers]


# %% wrong: adds up
# misconception: backward starts from zero by itself.
# caught by: gradients of an earlier call
def layer_norms(model, X, y):
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [math.hypot(m.weight.grad.norm(), m.bias.grad.norm()) for m in layers]


# %% wrong: clears afterwards
# misconception: Clearing the gradients after the call is enough.
# caught by: gradients of an earlier call
def layer_norms(model, X, y):
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    norms = [math.hypot(m.weight.grad.norm(), m.bias.grad.norm()) for m in layers]
    model.zero_grad()
    return norms


# %% wrong: last first
# misconception: Backward means that the last layer comes first.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    norms = [math.hypot(m.weight.grad.norm(), m.bias.grad.norm()) for m in layers]
    return norms[::-1]


# %% wrong: library
# misconception: The library's norms leave the bias out.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    return h.gradient_norms(model, X, y)


# %% wrong: mean absolute
# misconception: The size of a gradient is its mean absolute value.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    both = [torch.cat([m.weight.grad.flatten(), m.bias.grad]) for m in layers]
    return [b.abs().mean().item() for b in both]


# %% wrong: no root
# misconception: A norm is the sum of squares.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [((m.weight.grad**2).sum() + (m.bias.grad**2).sum()).item() for m in layers]


# %% wrong: of the weights
# misconception: The norm of the weights is taken, not that of their gradient.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [math.hypot(m.weight.norm().item(), m.bias.norm().item()) for m in layers]


# %% wrong: one for each tensor
# misconception: Weight and bias get a number each.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    return [p.grad.norm().item() for p in model.parameters()]


# %% wrong: sum of losses
# misconception: The loss is the sum over the examples.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y, reduction="sum").backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [math.hypot(m.weight.grad.norm(), m.bias.grad.norm()) for m in layers]


# %% wrong: sum of norms
# misconception: The norm of both is the sum of the two norms.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [m.weight.grad.norm().item() + m.bias.grad.norm().item() for m in layers]


# %% wrong: top level only
# misconception: All layers are direct children of the model.
# caught by: layers inside layers
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.children() if isinstance(m, nn.Linear)]
    return [math.hypot(m.weight.grad.norm(), m.bias.grad.norm()) for m in layers]


# %% wrong: weight only
# misconception: The bias has no gradient worth counting.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    return [m.weight.grad.norm().item() for m in model.modules() if isinstance(m, nn.Linear)]


# %% equivalent: copy
# left out: `twin.zero_grad()` -> `pass` | copy.deepcopy does not copy the gradients of parameters, so the twin has none.
# left out: `-log_p[torch.arange(len(y)), y]` -> `log_p[torch.arange(len(y)), y]` | The opposite sign of the loss turns every gradient around and leaves its norm as it is.

# %% equivalent: hypot
# swapped: `math.hypot(float(m.weight.grad.norm()), float(m.bias.grad...` -> `math.hypot(float(m.bias.grad.norm()), float(m.weight.grad...` | math.hypot is symmetric in its two arguments.
