# misconception: An epoch is worse when it is above the one before.
# caught by: other curves
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    waited, trained = 0, 1
    for a, b in zip(losses, losses[1:]):
        trained += 1
        waited = waited + 1 if b >= a else 0
        if waited == patience:
            break
    return [trained, min(losses[:trained]) - min(losses)]
