# misconception: The library's norms leave the bias out.
# caught by: layer_norms([3, 4, 2], 'tanh', 5)
def layer_norms(model, X, y):
    return h.gradient_norms(model, X, y)
