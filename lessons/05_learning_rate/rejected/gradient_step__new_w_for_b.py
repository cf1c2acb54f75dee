# misconception: The gradient of b is taken after w was stepped.
# caught by: gradient_step(0, 0, [2], [3], 0.1)
def gradient_step(w, b, xs, ys, lr):
    if len(xs) != len(ys) or not xs:
        raise ValueError("lists do not fit")
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    w = w - lr * 2 * sum(e * x for e, x in zip(errors, xs)) / len(xs)
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    b = b - lr * 2 * sum(errors) / len(xs)
    return [w, b]
