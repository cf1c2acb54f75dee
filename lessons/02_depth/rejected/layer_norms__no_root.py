# misconception: A norm is the sum of squares.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [((m.weight.grad**2).sum() + (m.bias.grad**2).sum()).item() for m in layers]
