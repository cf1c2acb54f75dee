def first_step(weights, gradients, lr, decay, decoupled):
    import numpy as np

    w, g = np.array(weights, dtype=float), np.array(gradients, dtype=float)
    if w.shape != g.shape:
        raise ValueError("lengths")
    pull = decay * w
    if not decoupled:
        g = g + pull
        pull = 0
    return (w - lr * (g / (np.abs(g) + 1e-8) + pull)).tolist()
