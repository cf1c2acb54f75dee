# misconception: min works with NaN.
# caught by: suggest_rate([0.001, 0.01, 0.1, 1.0], [2.0, 1.0, 9.0, 0.5])
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    return lrs[losses.index(min(losses))] / 10
