# misconception: Longer training is better.
# caught by: best_epoch([2.3, 1.1, 0.9, 1.0])
def best_epoch(losses):
    if not losses:
        raise ValueError("no number")
    return len(losses)
