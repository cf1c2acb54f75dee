# misconception: An equal loss is an improvement.
# caught by: curves at the edge
def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    best, waited, trained = math.inf, 0, 0
    for loss in losses:
        trained += 1
        if loss <= best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return [trained, best - min(losses)]
