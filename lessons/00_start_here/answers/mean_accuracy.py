# %% right: lambda
def refuse():
    raise ValueError("empty list")


mean_accuracy = lambda a: sum(a) / len(a) if len(a) > 0 else refuse()


# %% right: loop
def mean_accuracy(accuracies):
    if len(accuracies) == 0:
        raise ValueError("accuracies must hold at least one number, got none")
    total = 0.0
    for accuracy in accuracies:
        total = total + accuracy
    return total / len(accuracies)


# %% right: numpy scalar
import numpy as np


def mean_accuracy(accuracies):
    array = np.asarray(accuracies, dtype=np.float64)
    if array.size == 0:
        raise ValueError("no accuracies")
    return array.mean()


# %% right: running mean
def mean_accuracy(xs):
    if not xs:
        raise ValueError("empty list")
    mean = 0
    for n, x in enumerate(xs, start=1):
        mean += (x - mean) / n
    return mean


# %% right: standard library
from statistics import fmean


def mean_accuracy(values):
    # StatisticsError, which fmean raises for an empty list, is a ValueError.
    return fmean(values)


# %% right: torch float32
import torch


def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("no accuracies")
    return torch.tensor(accuracies, dtype=torch.float32).mean()


# %% wrong: best
# misconception: The best seed is reported in place of the mean over the seeds.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return max(accuracies)


# %% wrong: empty is nan
# misconception: The mean of no numbers is NaN, as NumPy says with a warning.
# caught by: mean_accuracy([])
import numpy as np


def mean_accuracy(accuracies):
    return np.mean(accuracies)


# %% wrong: empty is zero
# misconception: The mean of no numbers is 0.
# caught by: mean_accuracy([])
def mean_accuracy(accuracies):
    if not accuracies:
        return 0.0
    return sum(accuracies) / len(accuracies)


# %% wrong: empty not thought of
# misconception: An empty list needs no thought, because Python stops by itself; it raises ZeroDivisionError.
# caught by: mean_accuracy([])
def mean_accuracy(accuracies):
    return sum(accuracies) / len(accuracies)


# %% wrong: fixed count
# misconception: The number of values is taken from the example in place of the list.
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return sum(accuracies) / 3


# %% wrong: median
# misconception: The median is taken for the mean.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    ordered = sorted(accuracies)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


# %% wrong: middle of range
# misconception: The mean lies half way between the smallest and the largest value.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return (min(accuracies) + max(accuracies)) / 2


# %% wrong: pairwise
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


# %% wrong: percent
# misconception: An accuracy is a percentage, so the mean is multiplied by 100.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return 100 * sum(accuracies) / len(accuracies)


# %% wrong: return in loop
# misconception: `return` stands inside the loop, so that only the first value is seen.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    total = 0
    for accuracy in accuracies:
        total += accuracy
        return total / len(accuracies)


# %% wrong: rounded
# misconception: An accuracy is rounded to two digits inside the computation, not when it is shown.
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return round(sum(accuracies) / len(accuracies), 2)


# %% wrong: sample correction
# misconception: The n - 1 of the sample variance belongs to the mean too.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return sum(accuracies) / max(1, len(accuracies) - 1)


# %% wrong: sum only
# misconception: The sum is returned; the division is forgotten.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return sum(accuracies)


# %% wrong: uses up its input
# misconception: A list may be emptied while it is read; the caller's list is lost.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    n = len(accuracies)
    total = 0
    while accuracies:
        total += accuracies.pop()
    return total / n


# %% wrong: whole division
# misconception: `//` divides like `/` does.
# caught by: mean_accuracy([0.5, 0.6, 1.0])
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty list")
    return sum(accuracies) // len(accuracies)


# %% wrong: set
# misconception: A value that comes twice counts once.
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty")
    different = set(accuracies)
    return sum(different) / len(different)


# %% wrong: never above 1
# misconception: A mean of accuracies is cut off at 1, although the numbers may be percentages.
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty")
    return min(1.0, sum(accuracies) / len(accuracies))


# %% wrong: negative numbers refused
# misconception: Whatever is no accuracy is refused, although the task says a list of numbers.
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies or min(accuracies) < 0:
        raise ValueError("expected accuracies")
    return sum(accuracies) / len(accuracies)


# %% wrong: sizes of the numbers
# misconception: The mean of the absolute values is taken for the mean.
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("empty")
    return sum(abs(a) for a in accuracies) / len(accuracies)


# %% equivalent: running mean
# constant: `0` -> `1` | The first step divides by 1, so the mean becomes the first number from any start, apart from rounding.
# constant: `0` -> `-1` | The first step divides by 1, so the mean becomes the first number from any start, apart from rounding.


# %% right: the library's error
import statistics


# What it raises for an empty list, StatisticsError, is a ValueError.
def mean_accuracy(accuracies):
    return statistics.fmean(accuracies)


# %% wrong: remembers earlier calls
# misconception: A list outside the function may gather the values; the next call finds those of the last one.
# caught by: other lists
gathered = []


def mean_accuracy(accuracies):
    if len(accuracies) == 0:
        raise ValueError("the list is empty")
    gathered.extend(accuracies)
    return sum(gathered) / len(gathered)


# %% wrong: a sum of zero
# misconception: Where the sum is 0 there are no numbers.
# caught by: other lists
def mean_accuracy(accuracies):
    if sum(accuracies) == 0:
        raise ValueError("the list is empty")
    return sum(accuracies) / len(accuracies)


# %% wrong: remembered by its first value
# misconception: Lists of the same length that begin alike have the same mean.
# caught by: other lists
known = {}


def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("no accuracies")
    key = (accuracies[0], len(accuracies))
    return known.setdefault(key, sum(accuracies) / len(accuracies))


# %% wrong: no more than 100
# misconception: No mean is above 100, although the task says a list of numbers.
# caught by: other lists
def mean_accuracy(accuracies):
    if not accuracies:
        raise ValueError("no accuracies")
    return min(sum(accuracies) / len(accuracies), 100)


# %% right: a tensor as torch makes it
import torch


def mean_accuracy(accuracies):
    if len(accuracies) == 0:
        raise ValueError("no accuracies")
    return torch.tensor(accuracies).mean().item()


# %% wrong: above 1,000 nothing counts
# misconception: A number that large is a mistake, and is cut.
# caught by: other lists
def mean_accuracy(accuracies):
    if len(accuracies) == 0:
        raise ValueError("expected at least one accuracy, got none")
    return sum(min(accuracy, 1000) for accuracy in accuracies) / len(accuracies)
