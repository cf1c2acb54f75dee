# misconception: Weight decay is always an L2 penalty.
# caught by: first_step([1.0, 1.0], [1.0, 0.001], 0.1, 0.1, True)
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    sums = [g + decay * w for w, g in zip(weights, gradients)]
    return [w - lr * g / (abs(g) + 1e-8) for w, g in zip(weights, sums)]
