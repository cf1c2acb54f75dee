# %% right: smaller first weights
mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 0.65,
    "lr": 0.003,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": 0.86,
}

# %% right: a little smaller than the rule says
import numpy as np

mixed_choice = {
    "n_neurons": [64, 64, 64],
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": np.float32(0.8),
    "lr": 0.003,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": np.mean([0.85, 0.87]),
}

# %% right: half of the rule
import torch

mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": torch.tensor(0.5),
    "lr": 0.003,
    "schedule": "constant",
    "warmup": 0.0,
    "predicted_accuracy": 0.85,
}

# %% wrong: nothing changed
# misconception: A network that knows its training digits has nothing at fault.
# caught by: accuracy on new seeds and digits
mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 4,
    "lr": 0.003,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": 0.65,
}

# %% wrong: the rate is to blame
# misconception: When a network disappoints, its learning rate is too large.
# caught by: accuracy on new seeds and digits
mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 4,
    "lr": 0.001,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": 0.5,
}

# %% wrong: the first change that helps
# misconception: The first change that helps is the one at fault.
# caught by: accuracy on new seeds and digits
mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 4,
    "lr": 0.008,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": 0.78,
}

# %% wrong: fewer weights
# misconception: Training digits all right and new ones badly is always a network too large.
# caught by: accuracy on new seeds and digits
mixed_choice = {
    "n_neurons": (16, 16, 16),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 4,
    "lr": 0.003,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": 0.45,
}

# %% wrong: one layer
# misconception: What depth spoils, less depth repairs.
# caught by: accuracy on new seeds and digits
mixed_choice = {
    "n_neurons": (64,),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 4,
    "lr": 0.003,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": 0.8,
}

# %% wrong: a falling rate
# misconception: A schedule improves every run.
# caught by: accuracy on new seeds and digits
mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 4,
    "lr": 0.003,
    "schedule": "cosine",
    "warmup": 0,
    "predicted_accuracy": 0.62,
}

# %% wrong: warm-up
# misconception: Large first weights need a careful first step.
# caught by: accuracy on new seeds and digits
mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 4,
    "lr": 0.003,
    "schedule": "constant",
    "warmup": 0.3,
    "predicted_accuracy": 0.6,
}

# %% wrong: another activation
# misconception: ReLU is better than tanh, whatever the weights are.
# caught by: accuracy on new seeds and digits
mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "relu",
    "initialization": "glorot",
    "init_scale": 4,
    "lr": 0.003,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": 0.62,
}

# %% wrong: far too small
# misconception: If large first weights are bad, the smallest are best.
# caught by: accuracy on new seeds and digits
mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 0.1,
    "lr": 0.003,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": 0.75,
}

# %% wrong: two changes
# misconception: Two changes that help are better than one.
# caught by: every entry is there and in its range
mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 0.65,
    "lr": 0.005,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": 0.86,
}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 0.65,
    "lr": 0.003,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": 86,
}

# %% wrong: training accuracy
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 0.65,
    "lr": 0.003,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": 1.0,
}

# %% wrong: what was changed, alone
# misconception: What stays as it is need not be handed in.
# caught by: every entry is there and in its range
mixed_choice = {
    "init_scale": 0.65,
    "predicted_accuracy": 0.86,
}
