# misconception: A negative number of rows means no limit.
# caught by: wrong input
def accumulate(model, X, y, most):
    if most == 0:
        raise ValueError("most")
    most = most if most > 0 else len(X)
    model.zero_grad()
    for a, b in zip(X.split(most), y.split(most)):
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
    return [p.grad for p in model.parameters()]
