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
