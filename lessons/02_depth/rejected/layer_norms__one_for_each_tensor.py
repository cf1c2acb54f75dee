# misconception: Weight and bias get a number each.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    return [p.grad.norm().item() for p in model.parameters()]
