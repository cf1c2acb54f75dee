# misconception: The loss is the sum over the examples.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y, reduction="sum").backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [math.hypot(m.weight.grad.norm(), m.bias.grad.norm()) for m in layers]
