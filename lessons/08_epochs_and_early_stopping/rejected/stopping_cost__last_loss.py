# misconception: The regret is that of the last trained epoch.
# caught by: stopping_cost([3.0, 2.0, 2.5, 1.0], 1)
def stopping_cost(losses, patience):
    if not losses or patience < 1:
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
    return [trained, losses[trained - 1] - min(losses)]
