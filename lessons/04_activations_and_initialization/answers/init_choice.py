# %% right: tanh with a little more than Glorot
init_choice = {
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 1.2,
    "lr": 0.002,
    "too_small": 0.4,
    "too_large": 4.0,
    "predicted_accuracy": 0.82,
}

# %% right: GELU with He
init_choice = dict(activation="gelu", initialization="he", init_scale=1, lr=0.003)
init_choice.update(too_small=0.25, too_large=3, predicted_accuracy=0.83)

# %% right: the default, made larger
import numpy

init_choice = {"activation": "tanh", "initialization": "default"}
init_choice["too_small"], init_choice["init_scale"], init_choice["too_large"] = numpy.geomspace(
    0.5, 8, 3
)
init_choice["lr"] = numpy.float64(0.002)
init_choice["predicted_accuracy"] = 0.83

# %% right: tanh with a little less than He
import torch

scale = torch.tensor(0.9)
init_choice = {
    "activation": "tanh",
    "initialization": "he",
    "init_scale": scale,
    "lr": 0.0015,
    "too_small": scale / 4,
    "too_large": scale * 4,
    "predicted_accuracy": 0.8,
}

# %% wrong: the start
# misconception: A network that guesses needs more training, not another start.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_small is worse
# caught by: too_large is worse
init_choice = {
    "activation": "sigmoid",
    "initialization": "default",
    "init_scale": 1,
    "lr": 0.001,
    "too_small": 0.3,
    "too_large": 3,
    "predicted_accuracy": 0.5,
}

# %% wrong: He for every activation
# misconception: He's rule is right for any activation.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_small is worse
# caught by: too_large is worse
init_choice = {
    "activation": "sigmoid",
    "initialization": "he",
    "init_scale": 1,
    "lr": 0.001,
    "too_small": 0.3,
    "too_large": 3,
    "predicted_accuracy": 0.8,
}

# %% wrong: sigmoid kept, and scaled
# misconception: With the right scale every activation is as good as any other.
# caught by: accuracy on new seeds and digits
init_choice = {
    "activation": "sigmoid",
    "initialization": "he",
    "init_scale": 4,
    "lr": 0.003,
    "too_small": 1,
    "too_large": 10,
    "predicted_accuracy": 0.53,
}

# %% wrong: large weights carry farther
# misconception: The larger the first weights, the more of the digits arrives.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_small is worse
# caught by: too_large is worse
init_choice = {
    "activation": "relu",
    "initialization": "he",
    "init_scale": 3,
    "lr": 0.001,
    "too_small": 1,
    "too_large": 9,
    "predicted_accuracy": 0.8,
}

# %% wrong: ReLU as PyTorch begins it
# misconception: What the library does by default is right for any depth.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_large is worse
init_choice = {
    "activation": "relu",
    "initialization": "default",
    "init_scale": 1,
    "lr": 0.001,
    "too_small": 0.2,
    "too_large": 2,
    "predicted_accuracy": 0.8,
}

# %% wrong: sides too close
# misconception: Any two scales on both sides show that the choice is the best.
# caught by: too_small is worse
# caught by: too_large is worse
init_choice = {
    "activation": "gelu",
    "initialization": "he",
    "init_scale": 1,
    "lr": 0.003,
    "too_small": 0.95,
    "too_large": 1.05,
    "predicted_accuracy": 0.83,
}

# %% wrong: a rate that is too large
# misconception: Once the start is right, the rate does not matter.
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
# caught by: too_small is worse
# caught by: too_large is worse
init_choice = {
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 1.2,
    "lr": 0.03,
    "too_small": 0.4,
    "too_large": 4,
    "predicted_accuracy": 0.82,
}

# %% wrong: training accuracy
# misconception: New digits are read as well as those that were trained on.
# caught by: predicted_accuracy
init_choice = {
    "activation": "gelu",
    "initialization": "he",
    "init_scale": 1,
    "lr": 0.003,
    "too_small": 0.25,
    "too_large": 3,
    "predicted_accuracy": 0.96,
}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
init_choice = {
    "activation": "gelu",
    "initialization": "he",
    "init_scale": 1,
    "lr": 0.003,
    "too_small": 0.25,
    "too_large": 3,
    "predicted_accuracy": 83,
}

# %% wrong: sides exchanged
# misconception: A scale is too small when its network has too large numbers.
# caught by: every entry is there and in its range
# caught by: too_small is worse
# caught by: too_large is worse
init_choice = {
    "activation": "gelu",
    "initialization": "he",
    "init_scale": 1,
    "lr": 0.003,
    "too_small": 3,
    "too_large": 0.25,
    "predicted_accuracy": 0.83,
}

# %% wrong: skip connections after all
# misconception: What may not be chosen can be added to the answer.
# caught by: every entry is there and in its range
init_choice = {
    "activation": "gelu",
    "initialization": "he",
    "init_scale": 1,
    "lr": 0.003,
    "too_small": 0.25,
    "too_large": 3,
    "predicted_accuracy": 0.83,
    "skip": True,
}
