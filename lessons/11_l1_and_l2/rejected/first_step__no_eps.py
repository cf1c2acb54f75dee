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
