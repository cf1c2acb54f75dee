# %% right: comprehension
def penalty(model, l1, l2):
    if min(l1, l2) < 0:
        raise ValueError("negative strength")
    layers = [m for m in model.modules() if isinstance(m, torch.nn.Linear)]
    one = sum(m.weight.abs().sum() for m in layers)
    two = sum(m.weight.pow(2).sum() for m in layers)
    return l1 * one + 0.5 * l2 * two


# %% right: recursion
def penalty(model, l1, l2):
    if l1 < 0:
        raise ValueError("l1")
    if l2 < 0:
        raise ValueError("l2")
    price = torch.zeros(())
    if isinstance(model, torch.nn.Linear):
        price = price + (l1 * model.weight.abs() + 0.5 * l2 * model.weight * model.weight).sum()
    for part in model.children():
        price = price + penalty(part, l1, l2)
    return price


# %% right: one vector
def penalty(model, l1, l2):
    if not (l1 >= 0 and l2 >= 0):
        raise ValueError("negative strength")
    layers = [part for part in model.modules() if type(part) is torch.nn.Linear]
    w = torch.cat([layer.weight.flatten() for layer in layers])
    return l1 * w.norm(1) + l2 / 2 * (w @ w)


# %% wrong: by name
# misconception: Whatever is called weight belongs to a linear layer.
# caught by: other networks
def penalty(model, l1, l2):
    if not (l1 >= 0 and l2 >= 0):
        raise ValueError("negative strength")
    price = 0
    for name, p in model.named_parameters():
        if name.endswith("weight"):
            price = price + (l1 * p.abs() + 0.5 * l2 * p * p).sum()
    return price


# %% wrong: by shape
# misconception: Every parameter with two dimensions is the weight of a linear layer.
# caught by: other networks
def penalty(model, l1, l2):
    if l1 < 0:
        raise ValueError("l1")
    if l2 < 0:
        raise ValueError("l2")
    w = torch.cat([p.flatten() for p in model.parameters() if p.dim() == 2])
    return l1 * w.norm(1) + l2 / 2 * (w @ w)


# %% wrong: children only
# misconception: All layers are direct children of the model.
# caught by: penalty([1, 2, 1], 0.5, 0)
def penalty(model, l1, l2):
    if l1 < 0 or l2 < 0:
        raise ValueError("negative")
    ws = [m.weight for m in model.children() if isinstance(m, torch.nn.Linear)]
    return sum(l1 * w.abs().sum() + l2 / 2 * (w**2).sum() for w in ws)


# %% wrong: detached
# misconception: A number is enough; gradients are not needed.
# caught by: penalty([1, 2, 1], 0.5, 0)
def penalty(model, l1, l2):
    if l1 < 0 or l2 < 0:
        raise ValueError("negative")
    ws = [m.weight.detach() for m in model.modules() if isinstance(m, torch.nn.Linear)]
    return sum(l1 * w.abs().sum() + l2 / 2 * (w**2).sum() for w in ws)


# %% wrong: first layer
# misconception: Only the first layer has a price.
# caught by: penalty([1, 2, 1], 0.5, 0)
def penalty(model, l1, l2):
    if l1 < 0 or l2 < 0:
        raise ValueError("negative")
    w = next(m.weight for m in model.modules() if isinstance(m, torch.nn.Linear))
    return l1 * w.abs().sum() + l2 / 2 * (w**2).sum()


# %% wrong: mean
# misconception: The mean in place of the sum.
# caught by: penalty([1, 2, 1], 0.5, 0)
def penalty(model, l1, l2):
    if l1 < 0 or l2 < 0:
        raise ValueError("negative")
    ws = [m.weight for m in model.modules() if isinstance(m, torch.nn.Linear)]
    return sum(l1 * w.abs().mean() + l2 / 2 * (w**2).mean() for w in ws)


# %% wrong: no absolute
# misconception: The sum of the weights is their L1 norm.
# caught by: penalty([1, 2, 1], 0.5, 0)
def penalty(model, l1, l2):
    if l1 < 0 or l2 < 0:
        raise ValueError("negative")
    ws = [m.weight for m in model.modules() if isinstance(m, torch.nn.Linear)]
    return sum(l1 * w.sum() + l2 / 2 * (w**2).sum() for w in ws)


# %% wrong: no half
# misconception: The factor of L2 is not halved.
# caught by: penalty([1, 2, 1], 0, 2)
def penalty(model, l1, l2):
    if l1 < 0 or l2 < 0:
        raise ValueError("negative")
    ws = [m.weight for m in model.modules() if isinstance(m, torch.nn.Linear)]
    return sum(l1 * w.abs().sum() + l2 * (w**2).sum() for w in ws)


# %% wrong: norm not squared
# misconception: L2 is the norm, not its square.
# caught by: penalty([1, 2, 1], 0, 2)
def penalty(model, l1, l2):
    if l1 < 0 or l2 < 0:
        raise ValueError("negative")
    ws = [m.weight for m in model.modules() if isinstance(m, torch.nn.Linear)]
    return sum(l1 * w.abs().sum() + l2 / 2 * w.norm() for w in ws)


# %% wrong: sum is checked
# misconception: The sum of the strengths must not be negative.
# caught by: wrong input
def penalty(model, l1, l2):
    if l1 + l2 < 0:
        raise ValueError("negative")
    ws = [m.weight for m in model.modules() if isinstance(m, torch.nn.Linear)]
    return sum(l1 * w.abs().sum() + l2 / 2 * (w**2).sum() for w in ws)


# %% wrong: swapped
# misconception: The strengths are swapped.
# caught by: penalty([1, 2, 1], 0.5, 0)
def penalty(model, l1, l2):
    if l1 < 0 or l2 < 0:
        raise ValueError("negative")
    ws = [m.weight for m in model.modules() if isinstance(m, torch.nn.Linear)]
    return sum(l2 * w.abs().sum() + l1 / 2 * (w**2).sum() for w in ws)


# %% wrong: with biases
# misconception: Biases have a price too.
# caught by: penalty([1, 2, 1], 0.5, 0)
def penalty(model, l1, l2):
    if l1 < 0 or l2 < 0:
        raise ValueError("negative")
    return sum(l1 * p.abs().sum() + l2 / 2 * (p**2).sum() for p in model.parameters())


# %% wrong: item
# misconception: A plain number has a gradient.
# caught by: penalty([1, 2, 1], 0.5, 0)
# caught by: other networks
def penalty(model, l1, l2):
    if min(l1, l2) < 0:
        raise ValueError("negative strength")
    price = 0.0
    for layer in model.modules():
        if isinstance(layer, torch.nn.Linear):
            price += l1 * layer.weight.abs().sum().item() + l2 / 2 * (layer.weight**2).sum().item()
    return price
