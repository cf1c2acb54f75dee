# misconception: The derivative of a square is the number itself.
# caught by: gradient_step(0, 0, [2], [3], 0.1)
def gradient_step(w, b, xs, ys, lr):
    if len(xs) != len(ys) or not xs:
        raise ValueError("lists do not fit")
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = sum(e * x for e, x in zip(errors, xs)) / len(xs)
    db = sum(errors) / len(xs)
    return [w - lr * dw, b - lr * db]
