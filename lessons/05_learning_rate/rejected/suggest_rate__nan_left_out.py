# misconception: NaN is skipped and the walk goes on.
# caught by: curves that diverge
def suggest_rate(lrs, losses):
    if len(lrs) != len(losses) or not lrs:
        raise ValueError("lists do not fit")
    if not math.isfinite(losses[0]):
        raise ValueError("nothing left")
    kept = [(loss, k) for k, loss in enumerate(losses) if math.isfinite(loss)]
    lowest = losses[0]
    for loss, k in list(kept):
        if loss > 4 * lowest:
            kept = [(a, j) for a, j in kept if j < k]
            break
        lowest = min(lowest, loss)
    return lrs[min(kept)[1]] / 10
