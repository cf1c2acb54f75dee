# misconception: zip takes care of lists of different lengths.
# caught by: nothing to choose from
def suggest_rate(lrs, losses):
    lowest, rate = math.inf, None
    for lr, loss in zip(lrs, losses):
        if not math.isfinite(loss) or loss > 4 * lowest:
            break
        if loss < lowest:
            lowest, rate = loss, lr
    if rate is None:
        raise ValueError("nothing left")
    return rate / 10
