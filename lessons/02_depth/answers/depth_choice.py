# %% right: tanh, Glorot and skips
depth_choice = {
    "n_neurons": (48,) * 8,
    "activation": "tanh",
    "initialization": "glorot",
    "skip": True,
    "lr": 0.003,
    "too_small": 0.0002,
    "too_large": 0.1,
    "predicted_accuracy": 0.88,
}

# %% right: skips over small weights
depth_choice = dict(n_neurons=[48] * 8, activation="relu", initialization="default", skip=True)
depth_choice.update(lr=0.003, too_small=0.0003, too_large=0.03, predicted_accuracy=0.86)

# %% right: the first cure alone
rates = [0.0002, 0.003, 0.03]
depth_choice = {
    "n_neurons": (48, 48, 48, 48, 48, 48, 48, 48),
    "activation": "tanh",
    "initialization": "glorot",
    "skip": False,
    "lr": rates[1],
    "too_small": rates[0],
    "too_large": rates[2],
    "predicted_accuracy": 0.85,
}

# %% right: narrow layers, from a log grid
import numpy

grid = numpy.geomspace(0.0003, 0.08, 3)
depth_choice = {"n_neurons": (32,) * 8, "activation": "tanh", "initialization": "default"}
depth_choice["skip"] = True
depth_choice["too_small"], depth_choice["lr"], depth_choice["too_large"] = grid
depth_choice["predicted_accuracy"] = numpy.float64(0.87)

# %% wrong: the default
# misconception: What the library does by default is right for any depth.
# caught by: accuracy on new seeds and digits
depth_choice = {
    "n_neurons": (32,) * 16,
    "activation": "relu",
    "initialization": "default",
    "skip": False,
    "lr": 0.001,
    "too_small": 0.0001,
    "too_large": 0.1,
    "predicted_accuracy": 0.2,
}

# %% wrong: both cures together
# misconception: Two cures are better than one: He's rule and skip connections add up.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_small is worse
# caught by: too_large is worse
depth_choice = {
    "n_neurons": (32,) * 16,
    "activation": "relu",
    "initialization": "he",
    "skip": True,
    "lr": 0.003,
    "too_small": 0.0003,
    "too_large": 0.1,
    "predicted_accuracy": 0.85,
}

# %% wrong: skips in a shape that narrows
# misconception: skip=True adds a skip connection to every layer, whatever its width is.
# caught by: accuracy on new seeds and digits
depth_choice = {
    "n_neurons": (48, 44, 40, 36, 32, 28, 24, 20),
    "activation": "sigmoid",
    "initialization": "glorot",
    "skip": True,
    "lr": 0.003,
    "too_small": 0.0003,
    "too_large": 0.1,
    "predicted_accuracy": 0.18,
}

# %% wrong: healthy bars are enough
# misconception: With He's rule 16 layers of ReLU train as well as 8.
# caught by: accuracy on new seeds and digits
depth_choice = {
    "n_neurons": (32,) * 16,
    "activation": "relu",
    "initialization": "he",
    "skip": False,
    "lr": 0.003,
    "too_small": 0.0003,
    "too_large": 0.1,
    "predicted_accuracy": 0.59,
}

# %% wrong: the largest rate that still learns
# misconception: A large rate makes up for a gradient that vanishes.
# caught by: accuracy on new seeds and digits
# caught by: too_small is worse
depth_choice = {
    "n_neurons": (48,) * 8,
    "activation": "relu",
    "initialization": "default",
    "skip": True,
    "lr": 0.03,
    "too_small": 0.0003,
    "too_large": 0.1,
    "predicted_accuracy": 0.5,
}

# %% wrong: two layers
# misconception: What is best need not keep to what was asked for.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_small is worse
# caught by: too_large is worse
depth_choice = {
    "n_neurons": (64, 32),
    "activation": "relu",
    "initialization": "he",
    "skip": False,
    "lr": 0.003,
    "too_small": 0.0002,
    "too_large": 0.1,
    "predicted_accuracy": 0.88,
}

# %% wrong: more parameters than allowed
# misconception: Eight layers of 64 have about 8 times 64 parameters.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_small is worse
# caught by: too_large is worse
depth_choice = {
    "n_neurons": (64,) * 8,
    "activation": "tanh",
    "initialization": "glorot",
    "skip": True,
    "lr": 0.003,
    "too_small": 0.0002,
    "too_large": 0.1,
    "predicted_accuracy": 0.88,
}

# %% wrong: a bracket inside the flat part
# misconception: Any two rates on both sides show that the choice is the best.
# caught by: too_small is worse
# caught by: too_large is worse
depth_choice = {
    "n_neurons": (48,) * 8,
    "activation": "tanh",
    "initialization": "glorot",
    "skip": True,
    "lr": 0.003,
    "too_small": 0.0025,
    "too_large": 0.0035,
    "predicted_accuracy": 0.88,
}

# %% wrong: sides exchanged
# misconception: A rate is too small when its network learns nothing.
# caught by: every entry is there and in its range
# caught by: too_small is worse
# caught by: too_large is worse
depth_choice = {
    "n_neurons": (48,) * 8,
    "activation": "tanh",
    "initialization": "glorot",
    "skip": True,
    "lr": 0.003,
    "too_small": 0.1,
    "too_large": 0.0002,
    "predicted_accuracy": 0.88,
}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
depth_choice = {
    "n_neurons": (48,) * 8,
    "activation": "tanh",
    "initialization": "glorot",
    "skip": True,
    "lr": 0.003,
    "too_small": 0.0002,
    "too_large": 0.1,
    "predicted_accuracy": 88,
}

# %% wrong: training accuracy
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
depth_choice = {
    "n_neurons": (48,) * 8,
    "activation": "tanh",
    "initialization": "glorot",
    "skip": True,
    "lr": 0.003,
    "too_small": 0.0002,
    "too_large": 0.1,
    "predicted_accuracy": 0.98,
}

# %% wrong: a number of layers
# misconception: The sizes of the layers are their number.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_small is worse
# caught by: too_large is worse
depth_choice = {
    "n_neurons": 8,
    "activation": "tanh",
    "initialization": "glorot",
    "skip": True,
    "lr": 0.003,
    "too_small": 0.0002,
    "too_large": 0.1,
    "predicted_accuracy": 0.88,
}

# %% wrong: chosen on the test digits
# misconception: The test digits may choose the network.
# caught by: every entry is there and in its range
depth_choice = {
    "n_neurons": (48,) * 8,
    "activation": "tanh",
    "initialization": "glorot",
    "skip": True,
    "lr": 0.003,
    "too_small": 0.0002,
    "too_large": 0.1,
    "predicted_accuracy": 0.88,
    "test_accuracy": 0.88,
}

# %% wrong: a scale that the lab does not offer
# misconception: Whatever the lesson showed may be handed in.
# caught by: every entry is there and in its range
depth_choice = {
    "n_neurons": (48,) * 8,
    "activation": "tanh",
    "initialization": "glorot",
    "skip": True,
    "lr": 0.003,
    "too_small": 0.0002,
    "too_large": 0.1,
    "predicted_accuracy": 0.88,
    "init_scale": 0.3,
}
