# %% right: one wide layer and much dropout
dropout_choice = {
    "n_neurons": (128,),
    "dropout": 0.65,
    "lr": 0.0015,
    "predicted_accuracy": 0.81,
}

# %% right: two layers and less
dropout_choice = dict(n_neurons=[128, 128], dropout=0.48, lr=0.0014, predicted_accuracy=0.8)

# %% right: half of a middling layer
import torch

dropout_choice = {"predicted_accuracy": torch.tensor(0.79)}
dropout_choice["n_neurons"] = (64,)
dropout_choice["dropout"] = torch.tensor(0.5, dtype=torch.float64)
dropout_choice["lr"] = 0.001 * 2**0.5

# %% wrong: as it was
# misconception: The usual setting is right for any data.
# caught by: accuracy on new seeds and digits
dropout_choice = {"n_neurons": (128, 128), "dropout": 0.0, "lr": 0.01, "predicted_accuracy": 0.61}

# %% wrong: dropout without its own learning rate
# misconception: Another dropout rate leaves the best learning rate where it was.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": (128, 128), "dropout": 0.7, "lr": 0.01, "predicted_accuracy": 0.75}

# %% wrong: much dropout in a narrow layer
# misconception: A narrow layer bears as much dropout as a wide one.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": (32,), "dropout": 0.8, "lr": 0.005, "predicted_accuracy": 0.8}

# %% wrong: no dropout, only slower
# misconception: A slower rate is all that wrong labels need.
# caught by: accuracy on new seeds and digits
dropout_choice = {"n_neurons": (128, 128), "dropout": 0.0, "lr": 0.002, "predicted_accuracy": 0.68}

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
dropout_choice = {"n_neurons": (128,), "dropout": 0.65, "lr": 0.0015, "predicted_accuracy": 0.6}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": (128,), "dropout": 0.65, "lr": 0.0015, "predicted_accuracy": 81}

# %% wrong: the probability of keeping
# misconception: The dropout rate is the share of units that is kept.
# caught by: accuracy on new seeds and digits
dropout_choice = {"n_neurons": (128,), "dropout": 0.35, "lr": 0.005, "predicted_accuracy": 0.74}

# %% wrong: a number for the layers
# misconception: One layer is a number, not a tuple.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": 128, "dropout": 0.65, "lr": 0.0015, "predicted_accuracy": 0.81}

# %% wrong: outside of the range
# misconception: More dropout than the lab allows may be handed in.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
dropout_choice = {"n_neurons": (128,), "dropout": 0.9, "lr": 0.0015, "predicted_accuracy": 0.75}

# %% wrong: more epochs than the budget allows
# misconception: A longer run may be handed in for the short one.
# caught by: every entry is there and in its range
dropout_choice = {
    "n_neurons": (128,),
    "dropout": 0.65,
    "lr": 0.0015,
    "predicted_accuracy": 0.81,
    "epochs": 60,
}
