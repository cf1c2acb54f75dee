# misconception: A piece that is too small is left out.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    for k in range(max(1, len(X) // most)):
        a, b = X[k * most : (k + 1) * most], y[k * most : (k + 1) * most]
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    return [p.grad for p in model.parameters()]
