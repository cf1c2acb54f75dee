# misconception: The best seed is reported in place of the mean over the seeds.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return max(accuracies)
