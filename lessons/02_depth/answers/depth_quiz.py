# %% right: dictionary
depth_quiz = {
    "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes": "smaller",
    "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes": "larger",
    "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes": "the same",
}


# %% right: item by item
depth_quiz = {}
depth_quiz["10 tanh layers begin with the default, no longer with Glorot: the first norm becomes"] = "smaller"
depth_quiz["10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes"] = "larger"
depth_quiz["layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes"] = "the same"


# %% right: zip
questions = [
    "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes",
    "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes",
    "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes",
]
depth_quiz = dict(zip(questions, ["smaller", "larger", "the same"]))


# %% wrong: smaller weights protect the gradient
# misconception: Small weights make for a steeper start.
# caught by: 10 tanh layers begin with the default, no longer with Glorot: the first norm becomes
depth_quiz = {
    "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes": "larger",
    "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes": "larger",
    "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes": "the same",
}


# %% wrong: the activation alone decides
# misconception: Whether a gradient vanishes is a matter of the activation, not of the weights.
# caught by: 10 tanh layers begin with the default, no longer with Glorot: the first norm becomes
depth_quiz = {
    "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes": "the same",
    "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes": "larger",
    "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes": "the same",
}


# %% wrong: large weights saturate relu
# misconception: Large weights make every gradient vanish, as they do with the sigmoid.
# caught by: 10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes
depth_quiz = {
    "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes": "smaller",
    "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes": "smaller",
    "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes": "the same",
}


# %% wrong: relu undoes the scale
# misconception: ReLU's slope is 1, so the scale of the weights does not reach the gradient.
# caught by: 10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes
depth_quiz = {
    "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes": "smaller",
    "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes": "the same",
    "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes": "the same",
}


# %% wrong: skips always help
# misconception: A skip connection helps every network.
# caught by: layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes
depth_quiz = {
    "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes": "smaller",
    "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes": "larger",
    "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes": "larger",
}


# %% wrong: skips harm shallow networks
# misconception: A short network loses by skips, whatever the sizes of its layers are.
# caught by: layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes
depth_quiz = {
    "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes": "smaller",
    "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes": "larger",
    "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes": "smaller",
}


# %% wrong: both norms exchanged
# misconception: The default draws larger weights than the rules with a name.
# caught by: 10 tanh layers begin with the default, no longer with Glorot: the first norm becomes
# caught by: 10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes
depth_quiz = {
    "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes": "larger",
    "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes": "smaller",
    "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes": "the same",
}
