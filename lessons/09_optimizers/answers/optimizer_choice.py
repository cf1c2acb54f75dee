# %% right: Adam in the middle of its flat part
optimizer_choice = {
    "optimizer": "adam",
    "lr": 0.01,
    "too_small": 0.001,
    "too_large": 0.1,
    "predicted_accuracy": 0.87,
}

# %% right: RMSprop at its own lower rate
optimizer_choice = dict(
    optimizer="rmsprop", lr=0.006, too_small=0.0006, too_large=0.06, predicted_accuracy=0.89
)

# %% right: best of a table of trials
import numpy

trials = {("sgd", 1.0): 0.77, ("rmsprop", 0.002): 0.86, ("adam", 0.011): 0.88}
optimizer, lr = max(trials, key=trials.get)
sides = numpy.array([lr / 20, lr * 10])
optimizer_choice = {
    "optimizer": optimizer,
    "lr": numpy.float64(lr),
    "too_small": sides[0],
    "too_large": sides[1],
    "predicted_accuracy": trials[optimizer, lr],
}

# %% right: between two rates on the log scale
optimizer_choice = {}
optimizer_choice["optimizer"] = "rmsprop"
optimizer_choice["lr"] = torch.tensor(math.sqrt(0.003 * 0.01))
optimizer_choice["too_small"] = 0.0003
optimizer_choice["too_large"] = 0.1
optimizer_choice["predicted_accuracy"] = 0.88

# %% wrong: the default
# misconception: What somebody chose before must have been tuned.
# caught by: accuracy on new seeds and digits
optimizer_choice = {
    "optimizer": "sgd",
    "lr": 0.1,
    "too_small": 0.01,
    "too_large": 2.9,
    "predicted_accuracy": 0.28,
}

# %% wrong: only SGD was tuned
# misconception: When a run is poor, the learning rate is all that needs a search.
# caught by: accuracy on new seeds and digits
optimizer_choice = {
    "optimizer": "sgd",
    "lr": 0.8,
    "too_small": 0.08,
    "too_large": 2.9,
    "predicted_accuracy": 0.77,
}

# %% wrong: Adam needs no tuning
# misconception: The default of 0.001 is Adam's best rate everywhere.
# caught by: accuracy on new seeds and digits
optimizer_choice = {
    "optimizer": "adam",
    "lr": 0.001,
    "too_small": 0.0001,
    "too_large": 0.1,
    "predicted_accuracy": 0.75,
}

# %% wrong: all at the rate of the default
# misconception: Optimizers are compared at the same rate, and the winner keeps it.
# caught by: accuracy on new seeds and digits
# caught by: too_small is worse
optimizer_choice = {
    "optimizer": "adam",
    "lr": 0.1,
    "too_small": 0.01,
    "too_large": 1.0,
    "predicted_accuracy": 0.6,
}

# %% wrong: the rate of SGD for Adam
# misconception: A rate that was tuned for one optimizer is good for another.
# caught by: accuracy on new seeds and digits
# caught by: too_small is worse
optimizer_choice = {
    "optimizer": "adam",
    "lr": 0.8,
    "too_small": 0.08,
    "too_large": 3.0,
    "predicted_accuracy": 0.1,
}

# %% wrong: a bracket inside the flat part
# misconception: Any two rates on both sides show that a rate was tuned.
# caught by: too_small is worse
# caught by: too_large is worse
optimizer_choice = {
    "optimizer": "adam",
    "lr": 0.01,
    "too_small": 0.008,
    "too_large": 0.012,
    "predicted_accuracy": 0.87,
}

# %% wrong: training accuracy
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
optimizer_choice = {
    "optimizer": "adam",
    "lr": 0.01,
    "too_small": 0.001,
    "too_large": 0.1,
    "predicted_accuracy": 0.98,
}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
optimizer_choice = {
    "optimizer": "adam",
    "lr": 0.01,
    "too_small": 0.001,
    "too_large": 0.1,
    "predicted_accuracy": 88,
}

# %% wrong: the class in place of its word
# misconception: An optimizer is named as in PyTorch.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_small is worse
# caught by: too_large is worse
optimizer_choice = {
    "optimizer": "torch.optim.Adam",
    "lr": 0.01,
    "too_small": 0.001,
    "too_large": 0.1,
    "predicted_accuracy": 0.87,
}

# %% wrong: momentum, too
# misconception: Every optimizer takes every hyperparameter.
# caught by: every entry is there and in its range
optimizer_choice = {
    "optimizer": "adam",
    "lr": 0.01,
    "too_small": 0.001,
    "too_large": 0.1,
    "predicted_accuracy": 0.87,
    "momentum": 0.9,
}

# %% wrong: a rate for each optimizer
# misconception: All optimizers are handed in, each at its own rate.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_small is worse
# caught by: too_large is worse
optimizer_choice = {
    "optimizer": ["sgd", "rmsprop", "adam"],
    "lr": [0.8, 0.006, 0.01],
    "too_small": [0.08, 0.0006, 0.001],
    "too_large": [2.9, 0.06, 0.1],
    "predicted_accuracy": 0.88,
}
