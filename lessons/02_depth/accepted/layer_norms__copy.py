def layer_norms(model, X, y):
    import copy

    twin = copy.deepcopy(model)
    twin.zero_grad()
    log_p = twin(X).log_softmax(1)
    (-log_p[torch.arange(len(y)), y]).mean().backward()
    norms = []
    for part in twin.modules():
        if hasattr(part, "weight"):
            total = sum(float((p.grad**2).sum()) for p in part.parameters())
            norms.append(total**0.5)
    return norms
