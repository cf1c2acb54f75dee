# %% right: factors of three from above
rate_choice = {"lr": 0.03, "too_small": 0.003, "too_large": 1, "predicted_accuracy": 0.86}

# %% right: in the middle of a coarse grid
import numpy

tried = numpy.array([0.001, 0.01, 0.1, 1.0])
accuracies = numpy.array([0.45, 0.85, 0.86, 0.1])
rate_choice = dict(
    lr=float(numpy.sqrt(tried[1] * tried[2])),
    too_small=tried[0],
    too_large=tried[3],
    predicted_accuracy=accuracies.max(),
)

# %% right: a tenth of the smallest rate that does not learn
import torch

rate_choice = {}
rate_choice["too_large"] = torch.tensor(0.55)
rate_choice["lr"] = rate_choice["too_large"] / 10
rate_choice["too_small"] = rate_choice["lr"] / 20
rate_choice["predicted_accuracy"] = 0.88

# %% right: on the small side of the flat part
rate_choice = {
    "lr": 0.02,
    "too_small": 0.002,
    "too_large": 0.7,
    "predicted_accuracy": 0.85,
}

# %% wrong: the default
# misconception: 0.001 is the usual rate, so it is right for any network.
# caught by: accuracy on new seeds and digits
# caught by: too_large is worse
# caught by: too_large does not learn
rate_choice = {"lr": 0.001, "too_small": 0.0001, "too_large": 0.1, "predicted_accuracy": 0.45}

# %% wrong: best rate of plain SGD
# misconception: A rate that was best without momentum is best with it.
# caught by: accuracy on new seeds and digits
rate_choice = {"lr": 0.3, "too_small": 0.003, "too_large": 0.9, "predicted_accuracy": 0.6}

# %% wrong: largest rate that still learns
# misconception: The largest rate that does not diverge is the best one.
# caught by: accuracy on new seeds and digits
rate_choice = {"lr": 0.2, "too_small": 0.002, "too_large": 0.6, "predicted_accuracy": 0.75}

# %% wrong: the rate of Adam
# misconception: A rate that is good for Adam is good for SGD.
# caught by: accuracy on new seeds and digits
rate_choice = {"lr": 0.003, "too_small": 0.0003, "too_large": 0.3, "predicted_accuracy": 0.77}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
rate_choice = {"lr": 0.05, "too_small": 0.005, "too_large": 0.5, "predicted_accuracy": 87}

# %% wrong: sides exchanged
# misconception: A rate is too small when its network learns nothing.
# caught by: every entry is there and in its range
# caught by: too_small is worse
# caught by: too_large is worse
# caught by: too_large does not learn
rate_choice = {"lr": 0.05, "too_small": 0.5, "too_large": 0.005, "predicted_accuracy": 0.87}

# %% wrong: a bracket inside the flat part
# misconception: Any two rates on both sides show that the choice is the best.
# caught by: too_small is worse
# caught by: too_large is worse
# caught by: too_large does not learn
rate_choice = {"lr": 0.05, "too_small": 0.04, "too_large": 0.06, "predicted_accuracy": 0.87}

# %% wrong: too large, but it learns
# misconception: A rate that is worse has diverged.
# caught by: too_large does not learn
rate_choice = {"lr": 0.05, "too_small": 0.005, "too_large": 0.2, "predicted_accuracy": 0.87}

# %% wrong: a bracket of extremes
# misconception: The farther away a worse rate is, the more it tells.
# caught by: every entry is there and in its range
# caught by: too_small is worse
rate_choice = {"lr": 0.05, "too_small": 0.0001, "too_large": 1.0, "predicted_accuracy": 0.87}

# %% wrong: training accuracy
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
rate_choice = {"lr": 0.05, "too_small": 0.005, "too_large": 0.5, "predicted_accuracy": 0.98}

# %% wrong: a text
# misconception: Numbers are handed in as they are written, in quotation marks.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_small is worse
# caught by: too_large is worse
# caught by: too_large does not learn
rate_choice = {"lr": "0.05", "too_small": "0.005", "too_large": "0.5", "predicted_accuracy": "87%"}

# %% wrong: chosen on the test digits
# misconception: The test digits may choose the rate.
# caught by: every entry is there and in its range
rate_choice = {
    "lr": 0.05,
    "too_small": 0.005,
    "too_large": 0.5,
    "predicted_accuracy": 0.87,
    "test_accuracy": 0.87,
}

# %% wrong: more epochs than the budget allows
# misconception: A longer run may be handed in for the short one.
# caught by: every entry is there and in its range
rate_choice = {
    "lr": 0.05,
    "too_small": 0.005,
    "too_large": 0.5,
    "predicted_accuracy": 0.87,
    "epochs": 60,
}
