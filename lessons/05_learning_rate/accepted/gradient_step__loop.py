def gradient_step(w, b, xs, ys, lr):
    if len(xs) == 0 or len(xs) != len(ys):
        raise ValueError("xs and ys must have the same length, at least 1")
    dw = 0
    db = 0
    for i in range(len(xs)):
        error = w * xs[i] + b - ys[i]
        dw = dw + 2 * error * xs[i]
        db = db + 2 * error
    n = len(xs)
    return [w - lr * dw / n, b - lr * db / n]
