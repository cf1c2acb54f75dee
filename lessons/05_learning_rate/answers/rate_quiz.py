# %% right: dictionary
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds that an epoch takes become": "the same",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "smaller",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "the same",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "smaller",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "larger",
}


# %% right: item by item
rate_quiz = {}
rate_quiz["the curvature of a parabola doubles: its largest stable rate becomes"] = "smaller"
rate_quiz["the learning rate is halved: the seconds that an epoch takes become"] = "the same"
rate_quiz[
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes"
] = "smaller"
rate_quiz["lesson 01: another learning rate is chosen: the number of weights to learn becomes"] = (
    "the same"
)
rate_quiz["lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes"] = (
    "smaller"
)
rate_quiz["lesson 03: every hidden layer is made twice as wide: the multiply-adds become"] = (
    "larger"
)


# %% right: zip
questions = [
    "the curvature of a parabola doubles: its largest stable rate becomes",
    "the learning rate is halved: the seconds that an epoch takes become",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become",
]
rate_quiz = dict(
    zip(questions, ["smaller", "the same", "smaller", "the same", "smaller", "larger"])
)


# %% wrong: curvature does not matter
# misconception: The limit of the rate depends on the algorithm, not on the loss.
# caught by: the curvature of a parabola doubles: its largest stable rate becomes
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "the same",
    "the learning rate is halved: the seconds that an epoch takes become": "the same",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "smaller",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "the same",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "smaller",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "larger",
}


# %% wrong: steep means longer steps
# misconception: A steeper loss needs a larger rate to get down.
# caught by: the curvature of a parabola doubles: its largest stable rate becomes
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "larger",
    "the learning rate is halved: the seconds that an epoch takes become": "the same",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "smaller",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "the same",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "smaller",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "larger",
}


# %% wrong: small steps are quick
# misconception: A small step is computed faster.
# caught by: the learning rate is halved: the seconds that an epoch takes become
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds that an epoch takes become": "smaller",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "smaller",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "the same",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "smaller",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "larger",
}


# %% wrong: small steps take longer
# misconception: An epoch of small steps takes more time.
# caught by: the learning rate is halved: the seconds that an epoch takes become
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds that an epoch takes become": "larger",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "smaller",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "the same",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "smaller",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "larger",
}


# %% wrong: more epochs need larger steps
# misconception: Whoever trains longer can take larger steps.
# caught by: SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds that an epoch takes become": "the same",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "larger",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "the same",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "smaller",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "larger",
}


# %% wrong: epochs do not matter
# misconception: A rate is good or bad, however long one trains.
# caught by: SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds that an epoch takes become": "the same",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "the same",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "the same",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "smaller",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "larger",
}


# %% wrong: the rate is a weight too
# misconception: Hyperparameters count among the parameters.
# caught by: lesson 01: another learning rate is chosen: the number of weights to learn becomes
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds that an epoch takes become": "the same",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "smaller",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "larger",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "smaller",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "larger",
}


# %% wrong: fewer weights at a small rate
# misconception: A smaller rate leaves weights out.
# caught by: lesson 01: another learning rate is chosen: the number of weights to learn becomes
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds that an epoch takes become": "the same",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "smaller",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "smaller",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "smaller",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "larger",
}


# %% wrong: more layers amplify
# misconception: The gradient grows with every layer that it passes.
# caught by: lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds that an epoch takes become": "the same",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "smaller",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "the same",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "larger",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "larger",
}


# %% wrong: depth does not matter
# misconception: The gradient arrives at every layer as it is at the last.
# caught by: lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds that an epoch takes become": "the same",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "smaller",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "the same",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "the same",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "larger",
}


# %% wrong: width is free
# misconception: The work depends on the number of layers alone.
# caught by: lesson 03: every hidden layer is made twice as wide: the multiply-adds become
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds that an epoch takes become": "the same",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "smaller",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "the same",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "smaller",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "the same",
}


# %% wrong: wide layers share the work
# misconception: Twice the neurons do half the work each.
# caught by: lesson 03: every hidden layer is made twice as wide: the multiply-adds become
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds that an epoch takes become": "the same",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "smaller",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "the same",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "smaller",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "smaller",
}
