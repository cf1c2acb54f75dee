# %% right: no penalty, and wider
remedy_choice = {
    "n_neurons": (160, 160),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 12,
    "dropout": 0.3,
    "l1": 0.0,
    "label_smoothing": 0.1,
    "shift": 1,
    "predicted_accuracy": 0.9,
}

# %% right: hardly a penalty, and wider
import numpy as np

remedy_choice = {
    "n_neurons": [160, 160],
    "lr": 0.003,
    "batch_size": 25,
    "epochs": np.int64(12),
    "dropout": 0.3,
    "l1": np.float64(0.00001),
    "label_smoothing": 0.1,
    "shift": 1,
    "predicted_accuracy": 0.9,
}

# %% right: no penalty, and twice as long
import torch

remedy_choice = {
    "n_neurons": (64, 64),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 24,
    "dropout": 0.3,
    "l1": 0,
    "label_smoothing": 0.1,
    "shift": torch.tensor(1),
    "predicted_accuracy": torch.tensor([0.88, 0.89]).mean(),
}

# %% wrong: nothing changed
# misconception: A careful choice of everything cannot be at fault.
# caught by: accuracy on new seeds and digits
remedy_choice = {
    "n_neurons": (64, 64),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 12,
    "dropout": 0.3,
    "l1": 0.002,
    "label_smoothing": 0.1,
    "shift": 1,
    "predicted_accuracy": 0.72,
}

# %% wrong: a wider network
# misconception: A network that reads its own digits badly is too small.
# caught by: accuracy on new seeds and digits
remedy_choice = {
    "n_neurons": (160, 160),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 12,
    "dropout": 0.3,
    "l1": 0.002,
    "label_smoothing": 0.1,
    "shift": 1,
    "predicted_accuracy": 0.1,
}

# %% wrong: wider and longer
# misconception: More neurons and more steps make up for everything.
# caught by: accuracy on new seeds and digits
remedy_choice = {
    "n_neurons": (160, 160),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 24,
    "dropout": 0.3,
    "l1": 0.002,
    "label_smoothing": 0.1,
    "shift": 1,
    "predicted_accuracy": 0.1,
}

# %% wrong: the first change that helps
# misconception: The first change that helps is the one at fault.
# caught by: accuracy on new seeds and digits
remedy_choice = {
    "n_neurons": (64, 64),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 12,
    "dropout": 0.0,
    "l1": 0.002,
    "label_smoothing": 0.1,
    "shift": 1,
    "predicted_accuracy": 0.78,
}

# %% wrong: two that help, without the cause
# misconception: Two changes that help must have met the cause.
# caught by: accuracy on new seeds and digits
remedy_choice = {
    "n_neurons": (64, 64),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 12,
    "dropout": 0.0,
    "l1": 0.002,
    "label_smoothing": 0.1,
    "shift": 0,
    "predicted_accuracy": 0.8,
}

# %% wrong: longer
# misconception: A network needs more patience, not another number.
# caught by: accuracy on new seeds and digits
remedy_choice = {
    "n_neurons": (64, 64),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 24,
    "dropout": 0.3,
    "l1": 0.002,
    "label_smoothing": 0.1,
    "shift": 1,
    "predicted_accuracy": 0.77,
}

# %% wrong: a larger rate
# misconception: A network that learns too little needs longer steps.
# caught by: accuracy on new seeds and digits
remedy_choice = {
    "n_neurons": (64, 64),
    "lr": 0.02,
    "batch_size": 25,
    "epochs": 12,
    "dropout": 0.3,
    "l1": 0.002,
    "label_smoothing": 0.1,
    "shift": 1,
    "predicted_accuracy": 0.7,
}

# %% wrong: no smoothing
# misconception: Smoothed labels are wrong labels, so they do the harm.
# caught by: accuracy on new seeds and digits
remedy_choice = {
    "n_neurons": (64, 64),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 12,
    "dropout": 0.3,
    "l1": 0.002,
    "label_smoothing": 0.0,
    "shift": 1,
    "predicted_accuracy": 0.74,
}

# %% wrong: more regularization
# misconception: A low accuracy on new digits is always overfitting.
# caught by: accuracy on new seeds and digits
remedy_choice = {
    "n_neurons": (64, 64),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 12,
    "dropout": 0.5,
    "l1": 0.002,
    "label_smoothing": 0.1,
    "shift": 2,
    "predicted_accuracy": 0.5,
}

# %% wrong: a stronger penalty
# misconception: The penalty keeps the weights small, and small weights are good.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
remedy_choice = {
    "n_neurons": (64, 64),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 12,
    "dropout": 0.3,
    "l1": 0.005,
    "label_smoothing": 0.1,
    "shift": 1,
    "predicted_accuracy": 0.75,
}

# %% wrong: three changes
# misconception: Three changes that help are better than two.
# caught by: every entry is there and in its range
remedy_choice = {
    "n_neurons": (160, 160),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 24,
    "dropout": 0.3,
    "l1": 0.0,
    "label_smoothing": 0.1,
    "shift": 1,
    "predicted_accuracy": 0.88,
}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
remedy_choice = {
    "n_neurons": (160, 160),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 12,
    "dropout": 0.3,
    "l1": 0.0,
    "label_smoothing": 0.1,
    "shift": 1,
    "predicted_accuracy": 90,
}

# %% wrong: training accuracy
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
remedy_choice = {
    "n_neurons": (160, 160),
    "lr": 0.003,
    "batch_size": 25,
    "epochs": 12,
    "dropout": 0.3,
    "l1": 0.0,
    "label_smoothing": 0.1,
    "shift": 1,
    "predicted_accuracy": 0.99,
}

# %% wrong: what was changed, alone
# misconception: What stays as it is need not be handed in.
# caught by: every entry is there and in its range
remedy_choice = {
    "l1": 0.0,
    "epochs": 24,
    "predicted_accuracy": 0.88,
}
