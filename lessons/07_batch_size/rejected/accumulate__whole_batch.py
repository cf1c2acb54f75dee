# misconception: The memory is not my business.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    return [p.grad for p in model.parameters()]
