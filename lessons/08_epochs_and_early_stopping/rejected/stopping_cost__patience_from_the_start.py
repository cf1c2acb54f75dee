# misconception: The first epoch is waited for as well.
# caught by: stopping_cost([3.0, 2.0, 2.5, 1.0], 1)
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    best, waited, trained = losses[0], 0, 0
    for loss in losses:
        trained += 1
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return [trained, best - min(losses)]
