# misconception: The rate where the loss falls fastest is taken.
# caught by: suggest_rate([0.001, 0.01, 0.1, 1.0], [2.3, 2.0, 1.5, 3.0])
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    kept = []
    for loss in losses:
        if not math.isfinite(loss) or (kept and loss > 4 * min(kept)):
            break
        kept.append(loss)
    if not kept:
        raise ValueError("nothing left")
    if len(kept) == 1:
        return lrs[0] / 10
    falls = [b - a for a, b in zip(kept, kept[1:])]
    return lrs[falls.index(min(falls))] / 10
