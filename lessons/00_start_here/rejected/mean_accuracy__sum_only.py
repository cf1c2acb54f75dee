# misconception: The sum is returned; the division is forgotten.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return sum(accuracies)
