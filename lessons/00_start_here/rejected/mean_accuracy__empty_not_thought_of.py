# misconception: An empty list needs no thought, because Python stops by itself; it raises ZeroDivisionError.
# caught by: mean_accuracy([])
def mean_accuracy(accuracies):
    return sum(accuracies) / len(accuracies)
