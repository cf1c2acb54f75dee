# misconception: The n - 1 of the sample variance belongs to the mean too.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return sum(accuracies) / max(1, len(accuracies) - 1)
