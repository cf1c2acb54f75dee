# misconception: An accuracy is rounded to two digits inside the computation, not when it is shown.
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return round(sum(accuracies) / len(accuracies), 2)
