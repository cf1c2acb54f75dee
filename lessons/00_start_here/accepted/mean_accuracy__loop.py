def mean_accuracy(accuracies):
    if len(accuracies) == 0:
        raise ValueError("accuracies must hold at least one number, got none")
    total = 0.0
    for accuracy in accuracies:
        total = total + accuracy
    return total / len(accuracies)
