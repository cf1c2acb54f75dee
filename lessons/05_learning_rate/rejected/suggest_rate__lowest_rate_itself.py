# misconception: The rate with the lowest loss is the best one.
# caught by: suggest_rate([0.001, 0.01, 0.1, 1.0], [2.3, 2.0, 1.5, 3.0])
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    lowest, rate = losses[0], lrs[0]
    for lr, loss in zip(lrs, losses):
        if not math.isfinite(loss) or loss > 4 * lowest:
            break
        if loss < lowest:
            lowest, rate = loss, lr
    return rate
