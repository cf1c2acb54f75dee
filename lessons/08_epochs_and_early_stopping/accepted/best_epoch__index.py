def best_epoch(losses):
    kept = [loss for loss in losses if loss == loss]
    if not kept:
        raise ValueError("no number")
    return losses.index(min(kept)) + 1
