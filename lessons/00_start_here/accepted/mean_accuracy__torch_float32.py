import torch


def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("no accuracies")
    return torch.tensor(accuracies, dtype=torch.float32).mean()
