# %% right: as much as the card holds
batch_choice = {
    "batch_size": 125,
    "epochs": 7,
    "lr": 0.4,
    "too_small": 0.04,
    "too_large": 2.5,
    "predicted_accuracy": 0.86,
}

# %% right: from the number of epochs down to the batch
epochs = 3
steps = 60 // epochs
batch_size = math.ceil(1000 / steps)
batch_choice = dict(
    batch_size=batch_size,
    epochs=epochs,
    lr=0.3,
    too_small=0.03,
    too_large=3,
    predicted_accuracy=0.85,
)

# %% right: counted for every size
import numpy

best = (0, 0, 0)
for size in (32, 50, 64, 100, 125, 128):
    steps = -(-1000 // size)
    best = max(best, (60 // steps * 1000, size, 60 // steps))
rates = numpy.array([0.03, 0.35, 2.5])
batch_choice = {
    "batch_size": best[1],
    "epochs": best[2],
    "lr": rates[1],
    "too_small": rates[0],
    "too_large": rates[2],
    "predicted_accuracy": numpy.float64(0.87),
}

# %% right: ten steps an epoch
batch_choice = {}
batch_choice["batch_size"] = torch.tensor(100)
batch_choice["epochs"] = 6
batch_choice["lr"] = torch.tensor(0.35)
batch_choice["too_small"] = 0.02
batch_choice["too_large"] = 2.8
batch_choice["predicted_accuracy"] = 0.88

# %% wrong: the default
# misconception: One epoch is what it takes to show every digit, and that must do.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
batch_choice = {
    "batch_size": 32,
    "epochs": 1,
    "lr": 0.01,
    "too_small": 0.0001,
    "too_large": 1.0,
    "predicted_accuracy": 0.27,
}

# %% wrong: only the rate
# misconception: When a result is poor, the learning rate is all that needs to be searched.
# caught by: accuracy on new seeds and digits
batch_choice = {
    "batch_size": 32,
    "epochs": 1,
    "lr": 0.2,
    "too_small": 0.02,
    "too_large": 3,
    "predicted_accuracy": 0.7,
}

# %% wrong: the old rate
# misconception: A better gradient is enough, and the rate may stay what it was.
# caught by: accuracy on new seeds and digits
batch_choice = {
    "batch_size": 125,
    "epochs": 7,
    "lr": 0.012,
    "too_small": 0.01,
    "too_large": 1.2,
    "predicted_accuracy": 0.49,
}

# %% wrong: all digits in each step
# misconception: The exact gradient is the best one, whatever it needs.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
batch_choice = {
    "batch_size": 1000,
    "epochs": 12,
    "lr": 0.5,
    "too_small": 0.05,
    "too_large": 3,
    "predicted_accuracy": 0.8,
}

# %% wrong: memory is for the weights
# misconception: Memory grows with the parameters alone, so a larger batch costs none.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
batch_choice = {
    "batch_size": 250,
    "epochs": 12,
    "lr": 0.4,
    "too_small": 0.04,
    "too_large": 2.5,
    "predicted_accuracy": 0.86,
}

# %% wrong: the last batch forgotten
# misconception: Batches of 64 are 15 steps an epoch, and the 40 digits that are left are none.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
batch_choice = {
    "batch_size": 64,
    "epochs": 4,
    "lr": 0.4,
    "too_small": 0.04,
    "too_large": 2.5,
    "predicted_accuracy": 0.86,
}

# %% wrong: the rule without its limit
# misconception: Four times the batch bears four times the rate, from any rate.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
batch_choice = {
    "batch_size": 125,
    "epochs": 7,
    "lr": 1.6,
    "too_small": 0.04,
    "too_large": 2.5,
    "predicted_accuracy": 0.86,
}

# %% wrong: half of the steps
# misconception: The larger batch reaches the goal however few steps it makes.
# caught by: accuracy on new seeds and digits
batch_choice = {
    "batch_size": 125,
    "epochs": 2,
    "lr": 0.3,
    "too_small": 0.03,
    "too_large": 3,
    "predicted_accuracy": 0.7,
}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
batch_choice = {
    "batch_size": 125,
    "epochs": 7,
    "lr": 0.4,
    "too_small": 0.04,
    "too_large": 2.5,
    "predicted_accuracy": 86,
}

# %% wrong: a bracket inside the flat part
# misconception: Any two rates on both sides show that the choice is the best.
# caught by: too_small is worse
# caught by: too_large is worse
# caught by: too_large does not learn
batch_choice = {
    "batch_size": 125,
    "epochs": 7,
    "lr": 0.4,
    "too_small": 0.35,
    "too_large": 0.45,
    "predicted_accuracy": 0.86,
}

# %% wrong: too large, but it learns
# misconception: A rate that is worse has diverged.
# caught by: too_large does not learn
batch_choice = {
    "batch_size": 125,
    "epochs": 7,
    "lr": 0.4,
    "too_small": 0.04,
    "too_large": 1.2,
    "predicted_accuracy": 0.86,
}

# %% wrong: training accuracy
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
batch_choice = {
    "batch_size": 125,
    "epochs": 7,
    "lr": 0.4,
    "too_small": 0.04,
    "too_large": 2.5,
    "predicted_accuracy": 0.99,
}
