# %% right: a large rate that falls as a cosine
penalty_choice = {
    "l1": 0.002,
    "weight_decay": 0.0,
    "lr": 0.015,
    "schedule": "cosine",
    "predicted_accuracy": 0.87,
}

# %% right: on a line to 0
import numpy

strengths = numpy.array([0.0007, 0.002, 0.006])
penalty_choice = dict(
    l1=strengths[1],
    weight_decay=0.0,
    lr=0.015,
    schedule="linear",
    predicted_accuracy=numpy.float64(0.86),
)

# %% right: a fifth of the strength and a smaller rate
import torch

penalty_choice = {"weight_decay": 0.0, "schedule": "cosine"}
penalty_choice["l1"] = torch.tensor(0.01) / 5
penalty_choice["lr"] = 0.01
penalty_choice["predicted_accuracy"] = 0.85

# %% wrong: as it was
# misconception: A strong penalty makes most weights 0, whatever the rate.
# caught by: accuracy on new seeds and digits
# caught by: zeros among the first layer's weights
penalty_choice = {
    "l1": 0.01,
    "weight_decay": 0.0,
    "lr": 0.015,
    "schedule": "constant",
    "predicted_accuracy": 0.76,
}

# %% wrong: the best of a constant rate
# misconception: The schedule is a matter of accuracy, not of zeros.
# caught by: accuracy on new seeds and digits
# caught by: zeros among the first layer's weights
penalty_choice = {
    "l1": 0.003,
    "weight_decay": 0.0,
    "lr": 0.002,
    "schedule": "constant",
    "predicted_accuracy": 0.84,
}

# %% wrong: only a weaker penalty
# misconception: The strength alone decides how many weights are near 0.
# caught by: accuracy on new seeds and digits
# caught by: zeros among the first layer's weights
penalty_choice = {
    "l1": 0.001,
    "weight_decay": 0.0,
    "lr": 0.015,
    "schedule": "constant",
    "predicted_accuracy": 0.86,
}

# %% wrong: only a schedule
# misconception: The more zeros, the better; accuracy comes by itself.
# caught by: accuracy on new seeds and digits
# caught by: zeros among the first layer's weights
penalty_choice = {
    "l1": 0.01,
    "weight_decay": 0.0,
    "lr": 0.015,
    "schedule": "cosine",
    "predicted_accuracy": 0.78,
}

# %% wrong: L2 for zeros
# misconception: An L2 penalty makes weights 0.
# caught by: accuracy on new seeds and digits
# caught by: zeros among the first layer's weights
penalty_choice = {
    "l1": 0.0001,
    "weight_decay": 0.1,
    "lr": 0.002,
    "schedule": "constant",
    "predicted_accuracy": 0.84,
}

# %% wrong: accuracy alone
# misconception: The network that reads best is the best choice.
# caught by: zeros among the first layer's weights
penalty_choice = {
    "l1": 0.0001,
    "weight_decay": 0.0,
    "lr": 0.002,
    "schedule": "constant",
    "predicted_accuracy": 0.87,
}

# %% wrong: a small rate that falls
# misconception: The smaller the steps, the nearer weights come to 0.
# caught by: accuracy on new seeds and digits
# caught by: zeros among the first layer's weights
penalty_choice = {
    "l1": 0.002,
    "weight_decay": 0.0,
    "lr": 0.001,
    "schedule": "cosine",
    "predicted_accuracy": 0.84,
}

# %% wrong: zeros alone
# misconception: A network of zeros is a network for a small chip.
# caught by: accuracy on new seeds and digits
# caught by: zeros among the first layer's weights
penalty_choice = {
    "l1": 0.03,
    "weight_decay": 0.0,
    "lr": 0.015,
    "schedule": "cosine",
    "predicted_accuracy": 0.4,
}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
penalty_choice = {
    "l1": 0.002,
    "weight_decay": 0.0,
    "lr": 0.015,
    "schedule": "cosine",
    "predicted_accuracy": 87,
}

# %% wrong: training accuracy
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
penalty_choice = {
    "l1": 0.002,
    "weight_decay": 0.0,
    "lr": 0.015,
    "schedule": "cosine",
    "predicted_accuracy": 0.95,
}

# %% wrong: the share of zeros as a prediction
# misconception: What is predicted is the share of zeros.
# caught by: predicted_accuracy
penalty_choice = {
    "l1": 0.002,
    "weight_decay": 0.0,
    "lr": 0.015,
    "schedule": "cosine",
    "predicted_accuracy": 0.8,
}

# %% wrong: another optimizer
# misconception: What an experiment needs may be changed in the lab, too.
# caught by: every entry is there and in its range
penalty_choice = {
    "l1": 0.002,
    "weight_decay": 0.0,
    "lr": 0.015,
    "schedule": "cosine",
    "optimizer": "adamw",
    "predicted_accuracy": 0.87,
}

# %% wrong: chosen on the test digits
# misconception: The test digits may choose a penalty.
# caught by: every entry is there and in its range
penalty_choice = {
    "l1": 0.002,
    "weight_decay": 0.0,
    "lr": 0.015,
    "schedule": "cosine",
    "predicted_accuracy": 0.87,
    "test_accuracy": 0.88,
}

# %% wrong: a text
# misconception: Numbers are handed in as they are written, in quotation marks.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: zeros among the first layer's weights
# caught by: predicted_accuracy
penalty_choice = {
    "l1": "0.002",
    "weight_decay": "0.0",
    "lr": "0.015",
    "schedule": "cosine",
    "predicted_accuracy": "87%",
}
