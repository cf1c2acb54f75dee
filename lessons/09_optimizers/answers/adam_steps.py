# %% right: torch
def adam_steps(gradients, lr, beta1, beta2):
    w = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([w], lr=lr, betas=(beta1, beta2))
    places = [0.0]
    for gradient in gradients:
        w.grad = torch.tensor([gradient], dtype=torch.float64)
        optimizer.step()
        places.append(w.item())
    return [places[k] - places[k + 1] for k in range(len(gradients))]


# %% right: the corrections carried along
def adam_steps(gradients, lr, beta1, beta2):
    m = s = 0.0
    share1 = share2 = 1.0
    steps = []
    for g in gradients:
        share1 = share1 * beta1
        share2 = share2 * beta2
        m = m + (1 - beta1) * (g - m)
        s = s + (1 - beta2) * (g * g - s)
        steps.append(lr * (m / (1 - share1)) / ((s / (1 - share2)) ** 0.5 + 1e-8))
    return steps


# %% right: sums written out
def adam_steps(gradients, lr, beta1, beta2):
    steps = []
    for t in range(1, len(gradients) + 1):
        weights1 = [beta1 ** (t - 1 - k) for k in range(t)]
        weights2 = [beta2 ** (t - 1 - k) for k in range(t)]
        m = sum(a * g for a, g in zip(weights1, gradients)) / sum(weights1)
        s = sum(a * g**2 for a, g in zip(weights2, gradients)) / sum(weights2)
        steps.append(lr * m / (math.sqrt(s) + 1e-8))
    return steps


# %% right: numpy
import numpy as np


def adam_steps(gradients, lr, beta1, beta2):
    steps = np.zeros(len(gradients))
    m, s = 0.0, 0.0
    for k, g in enumerate(gradients):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        steps[k] = lr * (m / (1 - beta1 ** (k + 1))) / (np.sqrt(s / (1 - beta2 ** (k + 1))) + 1e-8)
    return list(steps)


# %% right: torch in float32
def adam_steps(gradients, lr, beta1, beta2):
    w = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.Adam([w], lr=lr, betas=(beta1, beta2))
    steps = []
    for gradient in gradients:
        before = w.item()
        w.grad = torch.tensor([gradient])
        optimizer.step()
        steps.append(before - w.item())
    return steps


# %% wrong: no bias correction
# misconception: A running mean is right from its first value on.
# caught by: adam_steps([4.0], 0.001, 0.9, 0.999)
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps = 0.0, 0.0, []
    for g in gradients:
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        steps.append(lr * m / (math.sqrt(s) + 1e-8))
    return steps


# %% wrong: only the mean corrected
# misconception: Only the memory of momentum begins at 0.
# caught by: adam_steps([4.0], 0.001, 0.9, 0.999)
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps = 0.0, 0.0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        steps.append(lr * (m / (1 - beta1**t)) / (math.sqrt(s) + 1e-8))
    return steps


# %% wrong: steps counted from 0
# misconception: The first step has the number 0.
# caught by: adam_steps([4.0], 0.001, 0.9, 0.999)
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps = 0.0, 0.0, []
    for t, g in enumerate(gradients):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        steps.append(lr * (m / (1 - beta1**t)) / (math.sqrt(s / (1 - beta2**t)) + 1e-8))
    return steps


# %% wrong: corrected values are kept
# misconception: The corrected mean is the one that goes on.
# caught by: adam_steps([1.0, -1.0], 0.1, 0.5, 0.5)
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps = 0.0, 0.0, []
    for t, g in enumerate(gradients, start=1):
        m = (beta1 * m + (1 - beta1) * g) / (1 - beta1**t)
        s = (beta2 * s + (1 - beta2) * g**2) / (1 - beta2**t)
        steps.append(lr * m / (math.sqrt(s) + 1e-8))
    return steps


# %% wrong: correction without its power
# misconception: The correction is the same in every step.
# caught by: adam_steps([1.0, -1.0], 0.1, 0.5, 0.5)
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps = 0.0, 0.0, []
    for g in gradients:
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        steps.append(lr * (m / (1 - beta1)) / (math.sqrt(s / (1 - beta2)) + 1e-8))
    return steps


# %% wrong: no root
# misconception: The step is divided by the mean square.
# caught by: adam_steps([4.0], 0.001, 0.9, 0.999)
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps = 0.0, 0.0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        steps.append(lr * (m / (1 - beta1**t)) / (s / (1 - beta2**t) + 1e-8))
    return steps


# %% wrong: a sum as in momentum
# misconception: Adam adds the gradients up, as momentum does.
# caught by: adam_steps([4.0], 0.001, 0.9, 0.999)
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps = 0.0, 0.0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + g
        s = beta2 * s + (1 - beta2) * g**2
        steps.append(lr * (m / (1 - beta1**t)) / (math.sqrt(s / (1 - beta2**t)) + 1e-8))
    return steps


# %% wrong: betas exchanged
# misconception: The longer memory belongs to the gradient.
# caught by: 50 steps as torch.optim.Adam makes them
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps = 0.0, 0.0, []
    for t, g in enumerate(gradients, start=1):
        m = beta2 * m + (1 - beta2) * g
        s = beta1 * s + (1 - beta1) * g**2
        steps.append(lr * (m / (1 - beta2**t)) / (math.sqrt(s / (1 - beta1**t)) + 1e-8))
    return steps


# %% wrong: the places in place of the steps
# misconception: What is asked is where the weight is.
# caught by: adam_steps([1.0, -1.0], 0.1, 0.5, 0.5)
def adam_steps(gradients, lr, beta1, beta2):
    m, s, w, places = 0.0, 0.0, 0.0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        w = w + lr * (m / (1 - beta1**t)) / (math.sqrt(s / (1 - beta2**t)) + 1e-8)
        places.append(w)
    return places


# %% wrong: the sign of the gradient
# misconception: A step is the rate, with the sign of the gradient.
# caught by: adam_steps([1.0, -1.0], 0.1, 0.5, 0.5)
def adam_steps(gradients, lr, beta1, beta2):
    return [lr * ((g > 0) - (g < 0)) for g in gradients]


# %% wrong: epsilon under the root
# misconception: Where epsilon stands does not matter.
# caught by: gradients of 0, tiny ones, and none
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps = 0.0, 0.0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        steps.append(lr * (m / (1 - beta1**t)) / math.sqrt(s / (1 - beta2**t) + 1e-8))
    return steps


# %% wrong: no epsilon
# misconception: Epsilon is there for the looks.
# caught by: gradients of 0, tiny ones, and none
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps = 0.0, 0.0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        steps.append(lr * (m / (1 - beta1**t)) / math.sqrt(s / (1 - beta2**t)))
    return steps


# %% wrong: the smaller beta first
# misconception: beta1 is the smaller of the two betas, whatever the order.
# caught by: 50 steps as torch.optim.Adam makes them
def adam_steps(gradients, lr, beta1, beta2):
    beta1, beta2 = min(beta1, beta2), max(beta1, beta2)
    mean, square, steps = 0.0, 0.0, []
    for t, gradient in enumerate(gradients, start=1):
        mean = beta1 * mean + (1 - beta1) * gradient
        square = beta2 * square + (1 - beta2) * gradient**2
        corrected = math.sqrt(square / (1 - beta2**t)) + 1e-8
        steps.append(lr * mean / (1 - beta1**t) / corrected)
    return steps


# %% right: torch in float32 from 0
import torch
def adam_steps(gradients, lr, beta1, beta2):
    out = []
    w = torch.zeros(1, requires_grad=True)
    opt = torch.optim.Adam([w], lr=lr, betas=(beta1, beta2))
    for g in gradients:
        w.data.zero_()
        w.grad = torch.tensor([float(g)])
        opt.step()
        out.append(-w.item())
    return out


# %% wrong: rounded to six digits
# misconception: Six digits are all that matters.
# caught by: gradients of 0, tiny ones, and none
def adam_steps(gradients, lr, beta1, beta2):
    mean, square, steps = 0.0, 0.0, []
    for t, g in enumerate(gradients, start=1):
        mean = beta1 * mean + (1 - beta1) * g
        square = beta2 * square + (1 - beta2) * g ** 2
        m = mean / (1 - beta1 ** t)
        s = square / (1 - beta2 ** t)
        steps.append(lr * m / (s ** 0.5 + 1e-8))
    return [round(x, 6) for x in steps]


# %% wrong: clipped gradients
# misconception: A gradient above 10,000 must be a mistake.
# caught by: gradients of 0, tiny ones, and none
def adam_steps(gradients, lr, beta1, beta2):
    mean, square, steps = 0.0, 0.0, []
    for t, g in enumerate(gradients, start=1):
        g = max(-1e4, min(1e4, g))
        mean = beta1 * mean + (1 - beta1) * g
        square = beta2 * square + (1 - beta2) * g ** 2
        m = mean / (1 - beta1 ** t)
        s = square / (1 - beta2 ** t)
        steps.append(lr * m / (s ** 0.5 + 1e-8))
    return steps


# %% right: recursive
import math


def adam_steps(gradients, lr, beta1, beta2, m=0.0, s=0.0, t=1):
    if not len(gradients):
        return []
    first, *others = gradients
    m = beta1 * m + (1 - beta1) * first
    s = beta2 * s + (1 - beta2) * first**2
    step = lr * m / (1 - beta1**t) / (math.sqrt(s / (1 - beta2**t)) + 1e-8)
    return [step] + adam_steps(others, lr, beta1, beta2, m, s, t + 1)


# %% wrong: never much longer than the rate
# misconception: No step of Adam is longer than three times the rate.
# caught by: gradients of 0, tiny ones, and none
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps = 0.0, 0.0, []
    for t, gradient in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * gradient
        s = beta2 * s + (1 - beta2) * gradient**2
        step = lr * (m / (1 - beta1**t)) / (math.sqrt(s / (1 - beta2**t)) + 1e-8)
        steps.append(max(-3 * lr, min(3 * lr, step)))
    return steps


# %% wrong: a beta of 0 is none
# misconception: A beta of 0 was forgotten, so the usual 0.9 is meant.
# caught by: 50 steps as torch.optim.Adam makes them
# caught by: gradients of 0, tiny ones, and none
def adam_steps(gradients, lr, beta1, beta2):
    beta1 = beta1 or 0.9
    m, s, steps = 0.0, 0.0, []
    for t, gradient in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * gradient
        s = beta2 * s + (1 - beta2) * gradient**2
        steps.append(lr * (m / (1 - beta1**t)) / (math.sqrt(s / (1 - beta2**t)) + 1e-8))
    return steps


# %% wrong: no rate above a tenth
# misconception: A rate above 0.1 is too large for Adam and must be cut.
# caught by: 50 steps as torch.optim.Adam makes them
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps = 0.0, 0.0, []
    for t, gradient in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * gradient
        s = beta2 * s + (1 - beta2) * gradient**2
        steps.append(min(lr, 0.1) * (m / (1 - beta1**t)) / (math.sqrt(s / (1 - beta2**t)) + 1e-8))
    return steps


# %% wrong: no rate above 1
# misconception: A rate is a share, so it is at most 1.
# caught by: 50 steps as torch.optim.Adam makes them
def adam_steps(gradients, lr, beta1, beta2):
    m, s, steps, lr = 0.0, 0.0, [], min(lr, 1.0)
    for t, gradient in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * gradient
        s = beta2 * s + (1 - beta2) * gradient**2
        steps.append(lr * (m / (1 - beta1**t)) / (math.sqrt(s / (1 - beta2**t)) + 1e-8))
    return steps


# %% wrong: the rate falls after step 50
# misconception: The check looks at 50 steps, so what comes later is free.
# caught by: gradients of 0, tiny ones, and none
def adam_steps(gradients, lr, beta1, beta2):
    mean, square, steps = 0.0, 0.0, []
    for t, gradient in enumerate(gradients, start=1):
        if t > 50:
            lr = 0.9 * lr
        mean = beta1 * mean + (1 - beta1) * gradient
        square = beta2 * square + (1 - beta2) * gradient**2
        root = (square / (1 - beta2**t)) ** 0.5
        steps.append(lr * mean / (1 - beta1**t) / (root + 1e-8))
    return steps
