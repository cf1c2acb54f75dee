# misconception: The gradient is not divided by its size.
# caught by: first_step([1.0, 1.0], [1.0, 0.001], 0.1, 0.1, False)
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    return [w - lr * (g + decay * w) for w, g in zip(weights, gradients)]
