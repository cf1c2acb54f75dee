# misconception: min works with NaN.
# caught by: losses that are NaN
def best_epoch(losses):
    if not losses:
        raise ValueError("no number")
    return losses.index(min(losses)) + 1
