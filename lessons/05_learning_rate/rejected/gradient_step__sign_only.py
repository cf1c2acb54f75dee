# misconception: A step has always the length of the rate.
# caught by: gradient_step(0, 0, [2], [3], 0.1)
def gradient_step(w, b, xs, ys, lr):
    if len(xs) != len(ys) or not xs:
        raise ValueError("lists do not fit")
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = sum(e * x for e, x in zip(errors, xs))
    db = sum(errors)
    sign = lambda g: (g > 0) - (g < 0)
    return [w - lr * sign(dw), b - lr * sign(db)]
