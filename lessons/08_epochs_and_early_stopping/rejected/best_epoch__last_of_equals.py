# misconception: Of equal epochs the last one counts.
# caught by: the first of equals
def best_epoch(losses):
    kept = [loss for loss in losses if not math.isnan(loss)]
    if not kept:
        raise ValueError("no number")
    low = min(kept)
    return max(k for k, loss in enumerate(losses, 1) if loss == low)
