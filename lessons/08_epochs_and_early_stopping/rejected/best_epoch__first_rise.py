# misconception: The best epoch is the one before the first rise.
# caught by: other curves
def best_epoch(losses):
    if not [loss for loss in losses if not math.isnan(loss)]:
        raise ValueError("no number")
    for k in range(1, len(losses)):
        if losses[k] > losses[k - 1]:
            return k
    return len(losses)
