# misconception: w and b get the same gradient.
# caught by: gradient_step(0, 0, [2], [3], 0.1)
def gradient_step(w, b, xs, ys, lr):
    if len(xs) != len(ys) or not xs:
        raise ValueError("lists do not fit")
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    d = 2 * sum(errors) / len(xs)
    return [w - lr * d, b - lr * d]
