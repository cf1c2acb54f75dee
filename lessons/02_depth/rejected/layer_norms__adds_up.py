# misconception: backward starts from zero by itself.
# caught by: gradients of an earlier call
def layer_norms(model, X, y):
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [math.hypot(m.weight.grad.norm(), m.bias.grad.norm()) for m in layers]
