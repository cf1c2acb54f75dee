def stopping_cost(losses, patience):
    if not losses or patience < 1:
        raise ValueError("wrong input")
    place = 0
    end = len(losses)
    for k, loss in enumerate(losses):
        if loss < losses[place]:
            place = k
        if k - place == patience:
            end = k + 1
            break
    return [end, losses[place] - min(losses)]
