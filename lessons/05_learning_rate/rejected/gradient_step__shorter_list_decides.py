# misconception: Points without a partner are left out.
# caught by: gradient_step(0, 0, [1, 2], [3], 0.1)
def gradient_step(w, b, xs, ys, lr):
    if not xs:
        raise ValueError("no points")
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = 2 * sum(e * x for e, x in zip(errors, xs)) / len(errors)
    db = 2 * sum(errors) / len(errors)
    return [w - lr * dw, b - lr * db]
