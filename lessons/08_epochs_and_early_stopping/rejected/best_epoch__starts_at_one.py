# misconception: Losses are below 1000.
# caught by: other curves
def best_epoch(losses):
    if not [loss for loss in losses if not math.isnan(loss)]:
        raise ValueError("no number")
    best, epoch = 1.0, 1
    for k, loss in enumerate(losses, 1):
        if loss < best:
            best, epoch = loss, k
    return epoch
