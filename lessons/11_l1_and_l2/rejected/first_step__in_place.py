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
