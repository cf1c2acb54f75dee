# misconception: Backward means that the last layer comes first.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    norms = [math.hypot(m.weight.grad.norm(), m.bias.grad.norm()) for m in layers]
    return norms[::-1]
