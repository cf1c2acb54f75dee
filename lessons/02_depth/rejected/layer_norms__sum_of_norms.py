# misconception: The norm of both is the sum of the two norms.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [m.weight.grad.norm().item() + m.bias.grad.norm().item() for m in layers]
