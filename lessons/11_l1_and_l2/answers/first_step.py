# %% right: numpy
def first_step(weights, gradients, lr, decay, decoupled):
    import numpy as np

    w, g = np.array(weights, dtype=float), np.array(gradients, dtype=float)
    if w.shape != g.shape:
        raise ValueError("lengths")
    pull = decay * w
    if not decoupled:
        g = g + pull
        pull = 0
    return (w - lr * (g / (np.abs(g) + 1e-8) + pull)).tolist()


# %% right: torch
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    w = torch.tensor(weights, dtype=torch.float64, requires_grad=True)
    w.grad = torch.tensor(gradients, dtype=torch.float64)
    make = torch.optim.AdamW if decoupled else torch.optim.Adam
    make([w], lr=lr, weight_decay=decay).step()
    return w.tolist()


# %% right: two functions
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) - len(gradients):
        raise ValueError("lengths")

    def adam(w, g):
        return w - lr * g / (math.sqrt(g * g) + 1e-8)

    if decoupled:
        return [adam(w, g) - lr * decay * w for w, g in zip(weights, gradients)]
    return [adam(w, g + decay * w) for w, g in zip(weights, gradients)]


# %% right: float32
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    w, g = torch.tensor(weights), torch.tensor(gradients)
    if decoupled:
        w, g = (1 - lr * decay) * w, g
    else:
        g = g + decay * w
    return (w - lr * g / (g.abs() + 1e-8)).tolist()


# %% wrong: always decoupled
# misconception: Weight decay is always apart from the gradient.
# caught by: first_step([1.0, 1.0], [1.0, 0.001], 0.1, 0.1, False)
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    return [w - lr * decay * w - lr * g / (abs(g) + 1e-8) for w, g in zip(weights, gradients)]


# %% wrong: always l2
# misconception: Weight decay is always an L2 penalty.
# caught by: first_step([1.0, 1.0], [1.0, 0.001], 0.1, 0.1, True)
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    sums = [g + decay * w for w, g in zip(weights, gradients)]
    return [w - lr * g / (abs(g) + 1e-8) for w, g in zip(weights, sums)]


# %% wrong: decay after the step
# misconception: The decay is a share of the weight after the step.
# caught by: first_step([1.0, 1.0], [1.0, 0.001], 0.1, 0.1, True)
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    after = []
    for w, g in zip(weights, gradients):
        g = g if decoupled else g + decay * w
        new = w - lr * g / (abs(g) + 1e-8)
        after.append(new - lr * decay * new if decoupled else new)
    return after


# %% wrong: decay without rate
# misconception: Decoupled means without the learning rate.
# caught by: first_step([1.0, 1.0], [1.0, 0.001], 0.1, 0.1, True)
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    after = []
    for w, g in zip(weights, gradients):
        g = g if decoupled else g + decay * w
        shrunk = w - decay * w if decoupled else w
        after.append(shrunk - lr * g / (abs(g) + 1e-8))
    return after


# %% wrong: divided before adding
# misconception: The penalty is added after the division.
# caught by: first_step([1.0, 1.0], [1.0, 0.001], 0.1, 0.1, False)
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    after = []
    for w, g in zip(weights, gradients):
        if decoupled:
            after.append(w - lr * decay * w - lr * g / (abs(g) + 1e-8))
        else:
            after.append(w - lr * (g + decay * w) / (abs(g) + 1e-8))
    return after


# %% wrong: in place
# misconception: The weights are changed in place.
# caught by: first_step([1.0, 1.0], [1.0, 0.001], 0.1, 0.1, False)
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    for k, g in enumerate(gradients):
        w = weights[k]
        g = g if decoupled else g + decay * w
        weights[k] = (w - lr * decay * w if decoupled else w) - lr * g / (abs(g) + 1e-8)
    return weights


# %% wrong: no eps
# misconception: eps is too small to matter.
# caught by: tiny gradients
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    after = []
    for w, g in zip(weights, gradients):
        g = g if decoupled else g + decay * w
        shrunk = w - lr * decay * w if decoupled else w
        after.append(shrunk - lr * math.copysign(1, g))
    return after


# %% wrong: sgd
# misconception: The gradient is not divided by its size.
# caught by: first_step([1.0, 1.0], [1.0, 0.001], 0.1, 0.1, False)
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    return [w - lr * (g + decay * w) for w, g in zip(weights, gradients)]


# %% wrong: shorter list decides
# misconception: What has no partner is left out.
# caught by: wrong input
def first_step(weights, gradients, lr, decay, decoupled):
    after = []
    for w, g in zip(weights, gradients):
        g = g if decoupled else g + decay * w
        shrunk = w - lr * decay * w if decoupled else w
        after.append(shrunk - lr * g / (abs(g) + 1e-8))
    return after


# %% wrong: subtracted
# misconception: The penalty is taken from the gradient.
# caught by: first_step([1.0, 1.0], [1.0, 0.001], 0.1, 0.1, False)
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    after = []
    for w, g in zip(weights, gradients):
        g = g if decoupled else g - decay * w
        shrunk = w - lr * decay * w if decoupled else w
        after.append(shrunk - lr * g / (abs(g) + 1e-8))
    return after


# %% wrong: turned around
# misconception: The two kinds are swapped.
# caught by: first_step([1.0, 1.0], [1.0, 0.001], 0.1, 0.1, False)
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    after = []
    for w, g in zip(weights, gradients):
        if decoupled:
            g = g + decay * w
            after.append(w - lr * g / (abs(g) + 1e-8))
        else:
            after.append(w - lr * decay * w - lr * g / (abs(g) + 1e-8))
    return after


# %% equivalent: torch
# constant: `True` -> `False` | The gradient is put into w.grad by hand, so autograd need not track w.
