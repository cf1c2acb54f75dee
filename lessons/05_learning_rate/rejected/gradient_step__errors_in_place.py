# misconception: The errors are written over the ys.
# caught by: gradient_step(0, 0, [2], [3], 0.1)
def gradient_step(w, b, xs, ys, lr):
    if len(xs) != len(ys) or not xs:
        raise ValueError("lists do not fit")
    for i in range(len(xs)):
        ys[i] = w * xs[i] + b - ys[i]
    dw = 2 * sum(e * x for e, x in zip(ys, xs)) / len(xs)
    db = 2 * sum(ys) / len(xs)
    return [w - lr * dw, b - lr * db]
