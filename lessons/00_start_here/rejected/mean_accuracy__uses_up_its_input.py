# misconception: A list may be emptied while it is read; the caller's list is lost.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    n = len(accuracies)
    total = 0
    while accuracies:
        total += accuracies.pop()
    return total / n
