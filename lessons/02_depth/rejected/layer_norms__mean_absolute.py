# misconception: The size of a gradient is its mean absolute value.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    both = [torch.cat([m.weight.grad.flatten(), m.bias.grad]) for m in layers]
    return [b.abs().mean().item() for b in both]
