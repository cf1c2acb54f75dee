# misconception: Weight decay is always apart from the gradient.
# caught by: first_step([1.0, 1.0], [1.0, 0.001], 0.1, 0.1, False)
def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) != len(gradients):
        raise ValueError("lengths")
    return [w - lr * decay * w - lr * g / (abs(g) + 1e-8) for w, g in zip(weights, gradients)]
