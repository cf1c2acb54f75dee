# misconception: The gradients of all points are added and not averaged.
# caught by: other lines and points
def gradient_step(w, b, xs, ys, lr):
    if len(xs) != len(ys) or not xs:
        raise ValueError("lists do not fit")
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = 2 * sum(e * x for e, x in zip(errors, xs))
    db = 2 * sum(errors)
    return [w - lr * dw, b - lr * db]
