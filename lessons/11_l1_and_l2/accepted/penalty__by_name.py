def penalty(model, l1, l2):
    if not (l1 >= 0 and l2 >= 0):
        raise ValueError("negative strength")
    price = 0
    for name, p in model.named_parameters():
        if name.endswith("weight"):
            price = price + (l1 * p.abs() + 0.5 * l2 * p * p).sum()
    return price
