# %% right: autograd
def gradient_step(w, b, xs, ys, lr):
    w = torch.tensor(float(w), dtype=torch.float64, requires_grad=True)
    b = torch.tensor(float(b), dtype=torch.float64, requires_grad=True)
    x = torch.tensor(xs, dtype=torch.float64)
    y = torch.tensor(ys, dtype=torch.float64)
    loss = ((w * x + b - y) ** 2).mean()
    loss.backward()
    return [(w - lr * w.grad).item(), (b - lr * b.grad).item()]


# %% right: loop
def gradient_step(w, b, xs, ys, lr):
    dw = 0
    db = 0
    for i in range(len(xs)):
        error = w * xs[i] + b - ys[i]
        dw = dw + 2 * error * xs[i]
        db = db + 2 * error
    n = len(xs)
    return [w - lr * dw / n, b - lr * db / n]


# %% right: numpy
import numpy as np


def gradient_step(w, b, xs, ys, lr):
    x, y = np.array(xs, dtype=float), np.array(ys, dtype=float)
    error = w * x + b - y
    return [float(w - lr * 2 * (error * x).mean()), float(b - lr * 2 * error.mean())]


# %% right: float32
def gradient_step(w, b, xs, ys, lr):
    parameters = torch.tensor([float(w), float(b)], requires_grad=True)
    x, y = torch.tensor(xs, dtype=torch.float32), torch.tensor(ys, dtype=torch.float32)
    ((parameters[0] * x + parameters[1] - y) ** 2).mean().backward()
    return (parameters - lr * parameters.grad).tolist()


# %% wrong: errors in place
# misconception: The errors are written over the ys.
# caught by: gradient_step(0, 0, [2], [3], 0.1)
def gradient_step(w, b, xs, ys, lr):
    for i in range(len(xs)):
        ys[i] = w * xs[i] + b - ys[i]
    dw = 2 * sum(e * x for e, x in zip(ys, xs)) / len(xs)
    db = 2 * sum(ys) / len(xs)
    return [w - lr * dw, b - lr * db]


# %% wrong: new w for b
# misconception: The gradient of b is taken after w was stepped.
# caught by: gradient_step(0, 0, [2], [3], 0.1)
def gradient_step(w, b, xs, ys, lr):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    w = w - lr * 2 * sum(e * x for e, x in zip(errors, xs)) / len(xs)
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    b = b - lr * 2 * sum(errors) / len(xs)
    return [w, b]


# %% wrong: no factor two
# misconception: The derivative of a square is the number itself.
# caught by: gradient_step(0, 0, [2], [3], 0.1)
def gradient_step(w, b, xs, ys, lr):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = sum(e * x for e, x in zip(errors, xs)) / len(xs)
    db = sum(errors) / len(xs)
    return [w - lr * dw, b - lr * db]


# %% wrong: one step a point
# misconception: One step is made for each point in turn.
# caught by: other lines and points
def gradient_step(w, b, xs, ys, lr):
    for x, y in zip(xs, ys):
        error = w * x + b - y
        w, b = w - lr * 2 * error * x, b - lr * 2 * error
    return [w, b]


# %% wrong: same gradient for both
# misconception: w and b get the same gradient.
# caught by: gradient_step(0, 0, [2], [3], 0.1)
def gradient_step(w, b, xs, ys, lr):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    d = 2 * sum(errors) / len(xs)
    return [w - lr * d, b - lr * d]


# %% wrong: sign only
# misconception: A step has always the length of the rate.
# caught by: gradient_step(0, 0, [2], [3], 0.1)
def gradient_step(w, b, xs, ys, lr):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = sum(e * x for e, x in zip(errors, xs))
    db = sum(errors)
    sign = lambda g: (g > 0) - (g < 0)
    return [w - lr * sign(dw), b - lr * sign(db)]


# %% wrong: sum not mean
# misconception: The gradients of all points are added and not averaged.
# caught by: other lines and points
def gradient_step(w, b, xs, ys, lr):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = 2 * sum(e * x for e, x in zip(errors, xs))
    db = 2 * sum(errors)
    return [w - lr * dw, b - lr * db]


# %% wrong: uphill
# misconception: The step is added.
# caught by: gradient_step(0, 0, [2], [3], 0.1)
def gradient_step(w, b, xs, ys, lr):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = 2 * sum(e * x for e, x in zip(errors, xs)) / len(xs)
    db = 2 * sum(errors) / len(xs)
    return [w + lr * dw, b + lr * db]


# %% right: differences
def gradient_step(w, b, xs, ys, lr):
    def loss(w, b):
        return sum((w * x + b - y) ** 2 for x, y in zip(xs, ys)) / len(xs)

    # Exact for a quadratic, whatever the distance of the two places.
    to_w = loss(w + 0.5, b) - loss(w - 0.5, b)
    to_b = loss(w, b + 0.5) - loss(w, b - 0.5)
    return w - lr * to_w, b - lr * to_b


# %% wrong: a dictionary of points
# misconception: Two points with the same x become one.
# caught by: other lines and points
def gradient_step(w, b, xs, ys, lr):
    n = len(xs)
    errors = [w * x + b - y for x, y in dict(zip(xs, ys)).items()]
    to_w = sum(2 * e * x for e, (x, _) in zip(errors, dict(zip(xs, ys)).items())) / n
    to_b = sum(2 * e for e in errors) / n
    return [w - lr * to_w, b - lr * to_b]


# %% wrong: different points
# misconception: The mean is taken over the different values of x.
# caught by: other lines and points
def gradient_step(w, b, xs, ys, lr):
    n = len(set(xs))
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    to_w = sum(2 * e * x for e, (x, _) in zip(errors, zip(xs, ys))) / n
    to_b = sum(2 * e for e in errors) / n
    return [w - lr * to_w, b - lr * to_b]


# %% wrong: rounded to four digits
# misconception: The result is rounded, as for printing.
# caught by: other lines and points
# caught by: small numbers
def gradient_step(w, b, xs, ys, lr):
    n = len(xs)
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    to_w = sum(2 * e * x for e, (x, _) in zip(errors, zip(xs, ys))) / n
    to_b = sum(2 * e for e in errors) / n
    return [round(w - lr * to_w, 4), round(b - lr * to_b, 4)]


# %% wrong: rounded to six digits
# misconception: Six digits are taken for exact, also where the first three of them are 0.
# caught by: small numbers
def gradient_step(w, b, xs, ys, lr):
    n = len(xs)
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    to_w = sum(2 * e * x for e, (x, _) in zip(errors, zip(xs, ys))) / n
    to_b = sum(2 * e for e in errors) / n
    return [round(w - lr * to_w, 6), round(b - lr * to_b, 6)]


# %% wrong: good enough stays
# misconception: Where the errors are small no step is made.
# caught by: other lines and points
# caught by: small numbers
def gradient_step(w, b, xs, ys, lr):
    n = len(xs)
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    if max(abs(e) for e in errors) < 0.01:
        return [w, b]
    to_w = sum(2 * e * x for e, (x, _) in zip(errors, zip(xs, ys))) / n
    to_b = sum(2 * e for e in errors) / n
    return [w - lr * to_w, b - lr * to_b]


# %% right: a torch optimizer
def gradient_step(w, b, xs, ys, lr):
    w = torch.tensor(float(w), requires_grad=True)
    b = torch.tensor(float(b), requires_grad=True)
    optimizer = torch.optim.SGD([w, b], lr=lr)
    loss = ((w * torch.tensor(xs) + b - torch.tensor(ys)) ** 2).mean()
    loss.backward()
    optimizer.step()
    return w.item(), b.item()


# %% wrong: no rate above 1
# misconception: A learning rate is at most 1.
# caught by: other lines and points
def gradient_step(w, b, xs, ys, lr):
    lr = min(lr, 1.0)
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    gradient_w = 2 * sum(e * x for e, x in zip(errors, xs)) / len(xs)
    return [w - lr * gradient_w, b - lr * 2 * sum(errors) / len(xs)]


# %% wrong: refuses a large rate
# misconception: A rate above one half is an error.
# caught by: other lines and points
def gradient_step(w, b, xs, ys, lr):
    if lr > 0.5:
        raise ValueError("this rate is too large")
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    gradient_w = 2 * sum(e * x for e, x in zip(errors, xs)) / len(xs)
    return [w - lr * gradient_w, b - lr * 2 * sum(errors) / len(xs)]


# %% equivalent: solution
# swapped: `zip(errors, xs)` -> `zip(xs, errors)` | Only the product of the two is used.


# %% wrong: momentum
# misconception: A step keeps nine tenths of the last one, also where one step of plain descent is asked for.
# caught by: gradient_step(1, 0.5, [1, 2], [1.5, 2.5], 0.3)
# caught by: other lines and points
# caught by: small numbers
kept = [0.0, 0.0]


def gradient_step(w, b, xs, ys, lr):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    kept[0] = 0.9 * kept[0] + sum(2 * e * x for e, x in zip(errors, xs)) / len(xs)
    kept[1] = 0.9 * kept[1] + sum(2 * e for e in errors) / len(xs)
    return [w - lr * kept[0], b - lr * kept[1]]


# %% wrong: mean error times mean x
# misconception: The mean of products is the product of the means.
# caught by: other lines and points
def gradient_step(w, b, xs, ys, lr):
    n = len(xs)
    error = sum(w * x + b - y for x, y in zip(xs, ys)) / n
    return [w - lr * 2 * error * sum(xs) / n, b - lr * 2 * error]


# %% wrong: clipped gradient
# misconception: A large gradient must be cut off, or the step explodes.
# caught by: other lines and points
def gradient_step(w, b, xs, ys, lr):
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = 2 * sum(e * x for e, x in zip(errors, xs)) / len(xs)
    db = 2 * sum(errors) / len(xs)
    return [w - lr * max(-5000, min(5000, dw)), b - lr * db]


# %% wrong: clipped errors
# misconception: One point far from the line must not count more than the others.
# caught by: other lines and points
def gradient_step(w, b, xs, ys, lr):
    errors = [max(-100, min(100, w * x + b - y)) for x, y in zip(xs, ys)]
    dw = 2 * sum(e * x for e, x in zip(errors, xs)) / len(xs)
    return [w - lr * dw, b - lr * 2 * sum(errors) / len(xs)]


# %% wrong: gradients are kept by the points
# misconception: The same points have the same gradient.
# caught by: other lines and points
gradients = {}


def gradient_step(w, b, xs, ys, lr):
    key = (*xs, *ys)
    if key not in gradients:
        errors = [w * x + b - y for x, y in zip(xs, ys)]
        gradient_w = 2 * sum(e * x for e, x in zip(errors, xs)) / len(xs)
        gradients[key] = gradient_w, 2 * sum(errors) / len(xs)
    gradient_w, gradient_b = gradients[key]
    return [w - lr * gradient_w, b - lr * gradient_b]
