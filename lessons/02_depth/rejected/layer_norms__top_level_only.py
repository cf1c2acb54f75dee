# misconception: All layers are direct children of the model.
# caught by: layers inside layers
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.children() if isinstance(m, nn.Linear)]
    return [math.hypot(m.weight.grad.norm(), m.bias.grad.norm()) for m in layers]
