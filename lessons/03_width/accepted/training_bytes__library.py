def training_bytes(sizes, optimizer, batch_size):
    if optimizer not in ("sgd", "momentum", "adam"):
        raise ValueError(optimizer)
    model = h.MLP(sizes[0], sizes[1:-1], sizes[-1])
    return h.training_memory(model, optimizer=optimizer, batch_size=batch_size)
