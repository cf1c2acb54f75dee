# %% right: tried on the cousins
def budget_plan(search):
    if search == "fast":
        return {"n": 66, "first_epochs": 1, "factor": 10, "predicted": 0.88}
    return {"n": 37, "first_epochs": 3, "factor": 20, "predicted": 0.76}


# %% right: boldest
def budget_plan(search):
    if search == "fast":
        return {"n": 84, "first_epochs": 1, "factor": 20, "predicted": 0.88}
    return {"n": 28, "first_epochs": 4, "factor": 20, "predicted": 0.75}


# %% right: mild and late
PLANS = {
    "fast": dict(n=53, first_epochs=1, factor=3, predicted=0.885),
    "slow": dict(n=33, first_epochs=3, factor=10, predicted=0.77),
}


def budget_plan(search):
    return PLANS[search]


# %% right: computed
def cost(n, epochs, factor):
    paid = n * epochs
    while epochs < 10:
        n = max(1, n // factor)
        goal = 10 if n == 1 else min(10, factor * epochs)
        paid, epochs = paid + n * (goal - epochs), goal
    return paid


def budget_plan(search):
    first, factor, predicted = (1, 4, 0.88) if search == "fast" else (4, 10, 0.75)
    n = 1
    while cost(n + 1, first, factor) <= 120:
        n += 1
    return {"n": n, "first_epochs": first, "factor": factor, "predicted": predicted}


# %% right: numbers of numpy
import numpy as np


def budget_plan(search):
    n, first, factor = np.array([[66, 1, 10], [37, 3, 20]])[0 if search == "fast" else 1]
    predicted = np.float32(0.88 if search == "fast" else 0.76)
    return {"n": n, "first_epochs": first, "factor": factor, "predicted": predicted}


# %% wrong: all to the end
# misconception: Only finished runs can be compared.
# caught by: fast, above 87.7%
# caught by: fast, above 88.05%
# caught by: slow, above 67%
# caught by: slow, above 71.5%
# caught by: slow, above 73.5%
def budget_plan(search):
    if search == "fast":
        return {"n": 12, "first_epochs": 10, "factor": 2, "predicted": 0.87}
    return {"n": 12, "first_epochs": 10, "factor": 2, "predicted": 0.65}


# %% wrong: one plan for both
# misconception: What is best for one search is best for the other.
# caught by: slow, above 67%
# caught by: slow, above 71.5%
# caught by: slow, above 73.5%
# caught by: predicted
def budget_plan(search):
    if search == "fast":
        return {"n": 84, "first_epochs": 1, "factor": 20, "predicted": 0.88}
    return {"n": 84, "first_epochs": 1, "factor": 20, "predicted": 0.7}


# %% wrong: late for both
# misconception: A late look is the safe one.
# caught by: fast, above 88.05%
def budget_plan(search):
    if search == "fast":
        return {"n": 28, "first_epochs": 4, "factor": 20, "predicted": 0.875}
    return {"n": 28, "first_epochs": 4, "factor": 20, "predicted": 0.75}


# %% wrong: the textbook
# misconception: Factor 3 from epoch 1 is right everywhere.
# caught by: slow, above 71.5%
# caught by: slow, above 73.5%
def budget_plan(search):
    if search == "fast":
        return {"n": 53, "first_epochs": 1, "factor": 3, "predicted": 0.88}
    return {"n": 53, "first_epochs": 1, "factor": 3, "predicted": 0.73}


# %% wrong: 27 as in the picture
# misconception: A tournament begins with 27.
# caught by: fast, above 88.05%
# caught by: slow, above 67%
# caught by: slow, above 71.5%
# caught by: slow, above 73.5%
# caught by: predicted
def budget_plan(search):
    if search == "fast":
        return {"n": 27, "first_epochs": 1, "factor": 3, "predicted": 0.88}
    return {"n": 27, "first_epochs": 1, "factor": 3, "predicted": 0.7}


# %% wrong: a tenth at a time
# misconception: Many mild cuts are the safest.
# caught by: slow, above 71.5%
# caught by: slow, above 73.5%
def budget_plan(search):
    if search == "fast":
        return {"n": 47, "first_epochs": 1, "factor": 2, "predicted": 0.88}
    return {"n": 16, "first_epochs": 5, "factor": 2, "predicted": 0.7}


# %% wrong: counted without the rest
# misconception: The epochs are those of the first rung.
# caught by: the plan for slow networks: whole, at most 120 epochs
# caught by: the plan for fast networks: whole, at most 120 epochs
# caught by: fast, above 87.7%
# caught by: fast, above 88.05%
# caught by: slow, above 67%
# caught by: slow, above 71.5%
# caught by: slow, above 73.5%
# caught by: predicted
def budget_plan(search):
    if search == "fast":
        return {"n": 120, "first_epochs": 1, "factor": 10, "predicted": 0.88}
    return {"n": 40, "first_epochs": 3, "factor": 20, "predicted": 0.76}


# %% wrong: from the beginning again
# misconception: Whoever stays is paid for again, so fewer can start.
# caught by: slow, above 67%
# caught by: slow, above 71.5%
# caught by: slow, above 73.5%
# caught by: predicted
def budget_plan(search):
    if search == "fast":
        return {"n": 60, "first_epochs": 1, "factor": 10, "predicted": 0.88}
    return {"n": 20, "first_epochs": 3, "factor": 20, "predicted": 0.76}


# %% wrong: predicts the cousins' best
# misconception: The best network seen is what a search finds.
# caught by: predicted
def budget_plan(search):
    if search == "fast":
        return {"n": 66, "first_epochs": 1, "factor": 10, "predicted": 0.895}
    return {"n": 37, "first_epochs": 3, "factor": 20, "predicted": 0.846}


# %% wrong: in percent
# misconception: An accuracy is a number up to 100.
# caught by: the plan for slow networks: whole, at most 120 epochs
# caught by: the plan for fast networks: whole, at most 120 epochs
# caught by: predicted
def budget_plan(search):
    if search == "fast":
        return {"n": 66, "first_epochs": 1, "factor": 10, "predicted": 88}
    return {"n": 37, "first_epochs": 3, "factor": 20, "predicted": 76}


# %% wrong: halves of networks
# misconception: The number of networks may be a fraction.
# caught by: the plan for slow networks: whole, at most 120 epochs
# caught by: the plan for fast networks: whole, at most 120 epochs
# caught by: fast, above 87.7%
# caught by: fast, above 88.05%
# caught by: slow, above 67%
# caught by: slow, above 71.5%
# caught by: slow, above 73.5%
# caught by: predicted
def budget_plan(search):
    if search == "fast":
        return {"n": 66.5, "first_epochs": 1, "factor": 10, "predicted": 0.88}
    return {"n": 37.5, "first_epochs": 3, "factor": 20, "predicted": 0.76}


# %% wrong: exchanged
# misconception: Slow networks need many starters, fast ones a late look.
# caught by: fast, above 88.05%
# caught by: slow, above 67%
# caught by: slow, above 71.5%
# caught by: slow, above 73.5%
# caught by: predicted
def budget_plan(search):
    if search == "fast":
        return {"n": 37, "first_epochs": 3, "factor": 20, "predicted": 0.88}
    return {"n": 66, "first_epochs": 1, "factor": 10, "predicted": 0.76}


# %% equivalent: solution
# constant: `37` -> `36` | One network less changes a mean by less than a level is wide.
# constant: `20` -> `21` | Of 37 networks one stays in either case.
# constant: `20` -> `19` | Of 37 networks one stays in either case.
# constant: `66` -> `65` | One network less changes a mean by less than a level is wide.
# constant: `10` -> `11` | Of 66 networks six stay in either case.


# %% right: whole numbers of torch
import torch
def budget_plan(search):
    n, e, k = torch.tensor([66., 1, 10] if search == "fast" else [37., 3, 20])
    return {"n": n, "first_epochs": e, "factor": k, "predicted": torch.tensor(0.88 if search == "fast" else 0.76)}


# %% right: a decimal share
from decimal import Decimal as D
def budget_plan(search):
    return dict(zip(("n", "first_epochs", "factor", "predicted"), (66, 1, 10, D("0.88")) if search == "fast" else (37, 3, 20, D("0.76"))))


# %% wrong: the sentence that is expected
# misconception: What the check prints as expected is what it wants.
# caught by: the plan for slow networks: whole, at most 120 epochs
# caught by: the plan for fast networks: whole, at most 120 epochs
# caught by: predicted
def budget_plan(search):
    if search == "fast":
        return {"n": 66, "first_epochs": 1, "factor": 10, "predicted": "a share from 0 to 1"}
    return {"n": 37, "first_epochs": 3, "factor": 20, "predicted": "a share from 0 to 1"}


# %% wrong: an entry without its last letter
# misconception: The name of an entry may be nearly right.
# caught by: the plan for slow networks: whole, at most 120 epochs
# caught by: the plan for fast networks: whole, at most 120 epochs
# caught by: fast, above 87.7%
# caught by: fast, above 88.05%
# caught by: slow, above 67%
# caught by: slow, above 71.5%
# caught by: slow, above 73.5%
# caught by: predicted
def budget_plan(search):
    if search == "fast":
        return {"n": 66, "first_epoch": 1, "factor": 10, "predicted": 0.88}
    return {"n": 37, "first_epoch": 3, "factor": 20, "predicted": 0.76}
