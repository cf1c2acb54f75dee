# misconception: The norm of the weights is taken, not that of their gradient.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [math.hypot(m.weight.norm().item(), m.bias.norm().item()) for m in layers]
