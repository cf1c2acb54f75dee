# misconception: One step is made for each point in turn.
# caught by: other lines and points
def gradient_step(w, b, xs, ys, lr):
    if len(xs) != len(ys) or not xs:
        raise ValueError("lists do not fit")
    for x, y in zip(xs, ys):
        error = w * x + b - y
        w, b = w - lr * 2 * error * x, b - lr * 2 * error
    return [w, b]
