def first_step(weights, gradients, lr, decay, decoupled):
    if len(weights) - len(gradients):
        raise ValueError("lengths")

    def adam(w, g):
        return w - lr * g / (math.sqrt(g * g) + 1e-8)

    if decoupled:
        return [adam(w, g) - lr * decay * w for w, g in zip(weights, gradients)]
    return [adam(w, g + decay * w) for w, g in zip(weights, gradients)]
