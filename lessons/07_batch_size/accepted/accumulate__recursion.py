def accumulate(model, X, y, most):
    if not most >= 1:
        raise ValueError("most")

    def total(X, y):
        if len(X) == 0:
            return [0 * p for p in model.parameters()]
        loss = torch.nn.CrossEntropyLoss(reduction="sum")(model(X[:most]), y[:most])
        here = torch.autograd.grad(loss, tuple(model.parameters()))
        return [a + b for a, b in zip(here, total(X[most:], y[most:]))]

    return [g.detach() / len(X) for g in total(X, y)]
