# misconception: The mean of no numbers is 0.
# caught by: mean_accuracy([])
def mean_accuracy(accuracies):
    if not accuracies:
        return 0.0
    return sum(accuracies) / len(accuracies)
