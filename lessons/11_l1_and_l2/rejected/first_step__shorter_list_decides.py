# misconception: What has no partner is left out.
# caught by: wrong input
def first_step(weights, gradients, lr, decay, decoupled):
    after = []
    for w, g in zip(weights, gradients):
        g = g if decoupled else g + decay * w
        shrunk = w - lr * decay * w if decoupled else w
        after.append(shrunk - lr * g / (abs(g) + 1e-8))
    return after
