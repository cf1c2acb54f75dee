# misconception: The mean of the pieces' means is the mean.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    pieces = list(zip(X.split(most), y.split(most)))
    for a, b in pieces:
        (cross_entropy(model(a), b) / len(pieces)).backward()
    return [p.grad for p in model.parameters()]
