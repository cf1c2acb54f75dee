# misconception: Without a number the answer is 0.
# caught by: best_epoch([])
def best_epoch(losses):
    kept = [loss for loss in losses if not math.isnan(loss)]
    return losses.index(min(kept)) + 1 if kept else 0
