# misconception: A step is taken after each piece.
# caught by: accumulate([2, 1, 2], 5, 2)
def accumulate(model, X, y, most):
    if most < 1:
        raise ValueError("most")
    model.zero_grad()
    for a, b in zip(X.split(most), y.split(most)):
        (cross_entropy(model(a), b, reduction="sum") / len(X)).backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= 0.5 * p.grad
    return [p.grad for p in model.parameters()]
