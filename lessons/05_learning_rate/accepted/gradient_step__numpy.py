import numpy as np


def gradient_step(w, b, xs, ys, lr):
    x, y = np.array(xs, dtype=float), np.array(ys, dtype=float)
    if x.shape != y.shape or x.size == 0:
        raise ValueError("lists do not fit")
    error = w * x + b - y
    return [float(w - lr * 2 * (error * x).mean()), float(b - lr * 2 * error.mean())]
