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
