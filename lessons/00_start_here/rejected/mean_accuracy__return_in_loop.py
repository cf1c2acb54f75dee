# misconception: `return` stands inside the loop, so that only the first value is seen.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    total = 0
    for accuracy in accuracies:
        total += accuracy
        return total / len(accuracies)
