def stopping_cost(losses, patience):
    if len(losses) == 0 or patience < 1:
        raise ValueError("wrong input")
    for end in range(patience + 1, len(losses) + 1):
        if min(losses[end - patience : end]) >= min(losses[: end - patience]):
            return [end, min(losses[:end]) - min(losses)]
    return [len(losses), 0.0]
