# misconception: Without epochs nothing is trained.
# caught by: stopping_cost([], 1)
def stopping_cost(losses, patience):
    if not losses:
        return [0, 0.0]
    if patience < 1:
        raise ValueError("wrong input")
    best, waited, trained = math.inf, 0, 0
    for loss in losses:
        trained += 1
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return [trained, best - min(losses)]
