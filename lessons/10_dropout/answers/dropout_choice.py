# %% right: one wide layer and much dropout
dropout_choice = {
    "n_neurons": (128,),
    "dropout": 0.65,
    "lr": 0.003,
    "predicted_accuracy": 0.79,
}

# %% right: two layers and less
dropout_choice = dict(n_neurons=[128, 128], dropout=0.55, lr=0.003, predicted_accuracy=0.78)

# %% right: over half of a middling layer
import torch

dropout_choice = {"predicted_accuracy": torch.tensor(0.79)}
dropout_choice["n_neurons"] = (64,)
dropout_choice["dropout"] = torch.tensor(0.55, dtype=torch.float64)
dropout_choice["lr"] = 0.012 / 4

# %% wrong: as it was
# misconception: The more is switched off, the less is learned by heart, so more is better.
# caught by: accuracy on new seeds and digits
dropout_choice = {"n_neurons": (128, 128), "dropout": 0.7, "lr": 0.02, "predicted_accuracy": 0.1}

# %% wrong: dropout without its own learning rate
# misconception: Another dropout rate leaves the best learning rate where it was.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": (128, 128), "dropout": 0.5, "lr": 0.02, "predicted_accuracy": 0.75}

# %% wrong: much dropout in a narrow layer
# misconception: A narrow layer bears as much dropout as a wide one.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": (32,), "dropout": 0.8, "lr": 0.005, "predicted_accuracy": 0.8}

# %% wrong: no dropout, only slower
# misconception: A slower rate is all that wrong labels need.
# caught by: accuracy on new seeds and digits
dropout_choice = {"n_neurons": (128, 128), "dropout": 0.0, "lr": 0.003, "predicted_accuracy": 0.66}

# %% wrong: a little dropout
# misconception: 0.1 is a safe start, so it is a good end.
# caught by: accuracy on new seeds and digits
dropout_choice = {"n_neurons": (128,), "dropout": 0.1, "lr": 0.003, "predicted_accuracy": 0.71}

# %% wrong: the rate of one layer for two
# misconception: Two layers bear as much dropout as one.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": (128, 128), "dropout": 0.8, "lr": 0.003, "predicted_accuracy": 0.8}

# %% wrong: the training accuracy
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": (128,), "dropout": 0.65, "lr": 0.003, "predicted_accuracy": 0.6}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": (128,), "dropout": 0.65, "lr": 0.003, "predicted_accuracy": 79}

# %% wrong: the probability of keeping
# misconception: The dropout rate is the share of units that is kept.
# caught by: accuracy on new seeds and digits
dropout_choice = {"n_neurons": (128,), "dropout": 0.35, "lr": 0.01, "predicted_accuracy": 0.74}

# %% wrong: a number for the layers
# misconception: One layer is a number, not a tuple.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": 128, "dropout": 0.65, "lr": 0.003, "predicted_accuracy": 0.79}

# %% wrong: outside of the range
# misconception: More dropout than the lab allows may be handed in.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": (128,), "dropout": 0.9, "lr": 0.003, "predicted_accuracy": 0.75}

# %% wrong: slowness alone
# misconception: A rate below the range may be handed in, since slow runs learn no mistakes.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": (128,), "dropout": 0.0, "lr": 0.0005, "predicted_accuracy": 0.78}

# %% wrong: more epochs than the budget allows
# misconception: A longer run may be handed in for the short one.
# caught by: every entry is there and in its range
dropout_choice = {
    "n_neurons": (128,),
    "dropout": 0.65,
    "lr": 0.003,
    "predicted_accuracy": 0.79,
    "epochs": 60,
}
