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
