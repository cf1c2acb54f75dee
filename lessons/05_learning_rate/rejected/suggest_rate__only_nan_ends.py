# misconception: Only NaN ends the walk.
# caught by: suggest_rate([0.001, 0.01, 0.1, 1.0], [2.0, 1.0, 9.0, 0.5])
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    lowest, rate = losses[0], lrs[0]
    for lr, loss in zip(lrs, losses):
        if math.isnan(loss):
            break
        if loss < lowest:
            lowest, rate = loss, lr
    return rate / 10
