# misconception: The lowest loss is returned and not its epoch.
# caught by: best_epoch([2.3, 1.1, 0.9, 1.0])
def best_epoch(losses):
    kept = [loss for loss in losses if not math.isnan(loss)]
    if not kept:
        raise ValueError("no number")
    return min(kept)
