from statistics import fmean


def mean_accuracy(values):
    # StatisticsError, which fmean raises for an empty list, is a ValueError.
    return fmean(values)
