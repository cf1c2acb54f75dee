# misconception: The gradients are zero at the start.
# caught by: gradients of an earlier call
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    for a, b in zip(X.split(most), y.split(most)):
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    return [p.grad for p in model.parameters()]
