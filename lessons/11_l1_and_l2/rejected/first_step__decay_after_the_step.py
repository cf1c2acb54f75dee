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
