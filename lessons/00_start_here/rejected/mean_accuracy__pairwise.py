# misconception: The mean of a list is the mean of its items taken two by two, so late values weigh more.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    mean = accuracies[0]
    for accuracy in accuracies[1:]:
        mean = (mean + accuracy) / 2
    return mean
