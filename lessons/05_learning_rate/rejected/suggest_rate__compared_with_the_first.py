# misconception: A loss diverges when it is 4 times the first one.
# caught by: curves that diverge
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    lowest, rate = losses[0], lrs[0]
    for lr, loss in zip(lrs, losses):
        if not math.isfinite(loss) or loss > 4 * losses[0]:
            break
        if loss < lowest:
            lowest, rate = loss, lr
    return rate / 10
