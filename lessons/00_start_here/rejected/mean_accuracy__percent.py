# misconception: An accuracy is a percentage, so the mean is multiplied by 100.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return 100 * sum(accuracies) / len(accuracies)
