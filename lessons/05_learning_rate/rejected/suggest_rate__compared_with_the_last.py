# misconception: A loss diverges when it is 4 times the one before.
# caught by: curves that diverge
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    lowest, rate = losses[0], lrs[0]
    for k, loss in enumerate(losses):
        if not math.isfinite(loss) or (k and loss > 4 * losses[k - 1]):
            break
        if loss < lowest:
            lowest, rate = loss, lrs[k]
    return rate / 10
