def training_bytes(sizes, optimizer, batch_size):
    copies = {"sgd": 2, "momentum": 3, "adam": 4}.get(optimizer)
    if copies is None:
        raise ValueError(optimizer)
    layers = [torch.nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])]
    numbers = copies * sum(p.numel() for layer in layers for p in layer.parameters())
    numbers += torch.zeros(batch_size, sum(sizes)).numel()
    return numbers * 4
