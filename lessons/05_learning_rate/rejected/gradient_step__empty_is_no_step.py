# misconception: Without points there is no step.
# caught by: points that do not fit together
def gradient_step(w, b, xs, ys, lr):
    if not xs and not ys:
        return [w, b]
    if len(xs) != len(ys):
        raise ValueError("lists do not fit")
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = 2 * sum(e * x for e, x in zip(errors, xs)) / len(errors)
    db = 2 * sum(errors) / len(errors)
    return [w - lr * dw, b - lr * db]
