# misconception: Epochs are counted from 0.
# caught by: best_epoch([2.3, 1.1, 0.9, 1.0])
def best_epoch(losses):
    kept = [loss for loss in losses if not math.isnan(loss)]
    if not kept:
        raise ValueError("no number")
    return losses.index(min(kept))
