# misconception: Each piece starts from zero.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    for a, b in zip(X.split(most), y.split(most)):
        model.zero_grad()
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    return [p.grad for p in model.parameters()]
