# %% right: what was behind, wide, with a falling rate
long_choice = {
    "n_neurons": (160,),
    "lr": 0.004,
    "schedule": "linear",
    "dropout": 0.1,
    "shift": 2,
    "predicted_accuracy": 0.91,
}

# %% right: a cosine in place of a line
import numpy as np

long_choice = {
    "n_neurons": [160],
    "lr": np.float32(0.005),
    "schedule": "cosine",
    "dropout": 0,
    "shift": np.int64(2),
    "predicted_accuracy": 0.91,
}

# %% right: one cycle
import torch

long_choice = {
    "n_neurons": (160,),
    "lr": torch.tensor(0.01),
    "schedule": "one_cycle",
    "dropout": 0.0,
    "shift": 2,
    "predicted_accuracy": torch.tensor([0.9, 0.92]).mean(),
}

# %% wrong: nothing changed
# misconception: A longer training does the rest.
# caught by: accuracy on new seeds and digits
long_choice = {
    "n_neurons": (32,),
    "lr": 0.0003,
    "schedule": "constant",
    "dropout": 0.5,
    "shift": 0,
    "predicted_accuracy": 0.82,
}

# %% wrong: the winner of the short runs
# misconception: What reads most after five epochs reads most after twenty.
# caught by: accuracy on new seeds and digits
long_choice = {
    "n_neurons": (160,),
    "lr": 0.004,
    "schedule": "constant",
    "dropout": 0.0,
    "shift": 0,
    "predicted_accuracy": 0.86,
}

# %% wrong: the winner with a falling rate
# misconception: A schedule that ended the short runs well repairs the choice.
# caught by: accuracy on new seeds and digits
long_choice = {
    "n_neurons": (160,),
    "lr": 0.004,
    "schedule": "cosine",
    "dropout": 0.1,
    "shift": 0,
    "predicted_accuracy": 0.87,
}

# %% wrong: the winner with the largest rate
# misconception: The fastest start is the best run.
# caught by: accuracy on new seeds and digits
long_choice = {
    "n_neurons": (160,),
    "lr": 0.01,
    "schedule": "constant",
    "dropout": 0.0,
    "shift": 0,
    "predicted_accuracy": 0.86,
}

# %% wrong: a small network
# misconception: Few digits want few neurons, also where they move.
# caught by: accuracy on new seeds and digits
long_choice = {
    "n_neurons": (32,),
    "lr": 0.004,
    "schedule": "linear",
    "dropout": 0.1,
    "shift": 2,
    "predicted_accuracy": 0.88,
}

# %% wrong: too much of everything that needs time
# misconception: What needs a longer run is the better the more there is of it.
# caught by: accuracy on new seeds and digits
long_choice = {
    "n_neurons": (160,),
    "lr": 0.004,
    "schedule": "linear",
    "dropout": 0.7,
    "shift": 4,
    "predicted_accuracy": 0.75,
}

# %% wrong: a small rate
# misconception: With four times the epochs the rate can be four times smaller.
# caught by: accuracy on new seeds and digits
long_choice = {
    "n_neurons": (160,),
    "lr": 0.0005,
    "schedule": "linear",
    "dropout": 0.1,
    "shift": 2,
    "predicted_accuracy": 0.8,
}

# %% wrong: what the short run read
# misconception: The accuracy that was seen is the one to expect.
# caught by: predicted_accuracy
long_choice = {
    "n_neurons": (160,),
    "lr": 0.004,
    "schedule": "linear",
    "dropout": 0.1,
    "shift": 2,
    "predicted_accuracy": 0.84,
}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
long_choice = {
    "n_neurons": (160,),
    "lr": 0.004,
    "schedule": "linear",
    "dropout": 0.1,
    "shift": 2,
    "predicted_accuracy": 91,
}

# %% wrong: epochs too
# misconception: The length of grading is handed in with the rest.
# caught by: every entry is there and in its range
long_choice = {
    "n_neurons": (160,),
    "lr": 0.004,
    "schedule": "linear",
    "dropout": 0.1,
    "shift": 2,
    "predicted_accuracy": 0.91,
    "epochs": 20,
}

# %% wrong: what was changed, alone
# misconception: What stays as it is need not be handed in.
# caught by: every entry is there and in its range
long_choice = {
    "shift": 2,
    "predicted_accuracy": 0.91,
}

# %% equivalent: solution
# factor: `dropout` / 100 | between no dropout and a tenth the accuracy is flat: the shift decides here
