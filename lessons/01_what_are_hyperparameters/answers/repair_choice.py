# %% right: no dropout
repair_choice = {
    "n_neurons": (32, 32),
    "activation": "relu",
    "lr": 0.003,
    "dropout": 0.0,
    "predicted_accuracy": 0.85,
}

# %% right: a little dropout
import torch

repair_choice = {"n_neurons": (32, 32), "activation": "relu", "lr": 0.003}
repair_choice["dropout"] = torch.tensor(0.1)
repair_choice["predicted_accuracy"] = torch.tensor([0.86, 0.84, 0.85]).mean()

# %% right: one layer of many neurons
import numpy as np

tried = np.array([0.55, 0.81, 0.85, 0.87])
repair_choice = dict(
    n_neurons=[128], activation="relu", lr=0.003, dropout=0.8, predicted_accuracy=tried.max()
)

# %% wrong: nothing changed
# misconception: A network needs more patience, not another number.
# caught by: accuracy on new seeds and digits
repair_choice = {
    "n_neurons": (32, 32),
    "activation": "relu",
    "lr": 0.003,
    "dropout": 0.8,
    "predicted_accuracy": 0.52,
}

# %% wrong: the first suspect
# misconception: When a network does not learn, its learning rate is to blame.
# caught by: accuracy on new seeds and digits
repair_choice = {
    "n_neurons": (32, 32),
    "activation": "relu",
    "lr": 0.001,
    "dropout": 0.8,
    "predicted_accuracy": 0.53,
}

# %% wrong: a larger rate
# misconception: A network that learns too little needs longer steps.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
repair_choice = {
    "n_neurons": (32, 32),
    "activation": "relu",
    "lr": 0.03,
    "dropout": 0.8,
    "predicted_accuracy": 0.6,
}

# %% wrong: more regularization
# misconception: A low accuracy on new digits is always overfitting, so more dropout helps.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
repair_choice = {
    "n_neurons": (32, 32),
    "activation": "relu",
    "lr": 0.003,
    "dropout": 0.9,
    "predicted_accuracy": 0.6,
}

# %% wrong: the rate of the papers
# misconception: A dropout rate of 0.5 is right for every network.
# caught by: accuracy on new seeds and digits
repair_choice = {
    "n_neurons": (32, 32),
    "activation": "relu",
    "lr": 0.003,
    "dropout": 0.5,
    "predicted_accuracy": 0.81,
}

# %% wrong: another activation
# misconception: The first change that helps is the best one.
# caught by: accuracy on new seeds and digits
repair_choice = {
    "n_neurons": (32, 32),
    "activation": "tanh",
    "lr": 0.003,
    "dropout": 0.8,
    "predicted_accuracy": 0.71,
}

# %% wrong: wider, and still two layers
# misconception: More neurons make up for everything.
# caught by: accuracy on new seeds and digits
repair_choice = {
    "n_neurons": (128, 128),
    "activation": "relu",
    "lr": 0.003,
    "dropout": 0.8,
    "predicted_accuracy": 0.75,
}

# %% wrong: two changes
# misconception: Two changes that help are better than one.
# caught by: every entry is there and in its range
repair_choice = {
    "n_neurons": (128,),
    "activation": "relu",
    "lr": 0.003,
    "dropout": 0.1,
    "predicted_accuracy": 0.87,
}

# %% wrong: what was changed, alone
# misconception: What stays as it is need not be handed in.
# caught by: every entry is there and in its range
repair_choice = {"dropout": 0.1, "predicted_accuracy": 0.86}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
repair_choice = {
    "n_neurons": (32, 32),
    "activation": "relu",
    "lr": 0.003,
    "dropout": 0.1,
    "predicted_accuracy": 86,
}

# %% wrong: training accuracy
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
repair_choice = {
    "n_neurons": (32, 32),
    "activation": "relu",
    "lr": 0.003,
    "dropout": 0.1,
    "predicted_accuracy": 0.96,
}

# %% wrong: chosen on the test digits
# misconception: The test digits may choose.
# caught by: every entry is there and in its range
repair_choice = {
    "n_neurons": (32, 32),
    "activation": "relu",
    "lr": 0.003,
    "dropout": 0.1,
    "predicted_accuracy": 0.86,
    "test_accuracy": 0.86,
}

# %% equivalent: solution
# factor: `dropout` / 100 | Between no dropout and a tenth the accuracy is flat: both repair the network.
