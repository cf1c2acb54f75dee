# misconception: The number of values is taken from the example in place of the list.
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return sum(accuracies) / 3
