# misconception: Without a usable loss the answer is None.
# caught by: suggest_rate([0.1], [nan])
def suggest_rate(lrs, losses):
    lowest, rate = math.inf, None
    for lr, loss in zip(lrs, losses):
        if not math.isfinite(loss) or loss > 4 * lowest:
            break
        if loss < lowest:
            lowest, rate = loss, lr
    return rate / 10 if rate is not None else None
