def training_bytes(sizes, optimizer, batch_size):
    match optimizer:
        case "sgd":
            extra = 0
        case "momentum":
            extra = 1
        case "adam":
            extra = 2
        case _:
            raise ValueError("unknown optimizer")
    weights = sum(sizes[k] * sizes[k + 1] for k in range(len(sizes) - 1))
    parameters = weights + sum(sizes[1:])
    return 4 * (parameters + parameters + extra * parameters) + 4 * sum(sizes) * batch_size
