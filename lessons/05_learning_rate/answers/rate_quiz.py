# %% right: by exception
questions = [
    "the curvature of a quadratic doubles: its largest stable rate becomes",
    "the learning rate is halved: the seconds for one epoch become",
    "the loss grows from step to step: the next learning rate to try is",
]
rate_quiz = {q: "the same" if "seconds" in q else "smaller" for q in questions}


# %% right: dictionary
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds for one epoch become": "the same",
    "the loss grows from step to step: the next learning rate to try is": "smaller",
}


# %% right: item by item
rate_quiz = {}
rate_quiz["the curvature of a quadratic doubles: its largest stable rate becomes"] = "smaller"
rate_quiz["the learning rate is halved: the seconds for one epoch become"] = "the same"
rate_quiz["the loss grows from step to step: the next learning rate to try is"] = "smaller"


# %% right: zip
questions = [
    "the curvature of a quadratic doubles: its largest stable rate becomes",
    "the learning rate is halved: the seconds for one epoch become",
    "the loss grows from step to step: the next learning rate to try is",
]
rate_quiz = dict(zip(questions, ["smaller", "the same", "smaller"]))


# %% wrong: all the same
# misconception: The rate has no influence on anything here.
# caught by: the curvature of a quadratic doubles: its largest stable rate becomes
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "the same",
    "the learning rate is halved: the seconds for one epoch become": "the same",
    "the loss grows from step to step: the next learning rate to try is": "the same",
}


# %% wrong: curvature is no matter
# misconception: The limit of the rate depends on the algorithm, not on the loss.
# caught by: the curvature of a quadratic doubles: its largest stable rate becomes
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "the same",
    "the learning rate is halved: the seconds for one epoch become": "the same",
    "the loss grows from step to step: the next learning rate to try is": "smaller",
}


# %% wrong: push harder
# misconception: A loss that grows needs larger steps to come down again.
# caught by: the loss grows from step to step: the next learning rate to try is
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds for one epoch become": "the same",
    "the loss grows from step to step: the next learning rate to try is": "larger",
}


# %% wrong: small steps are quick
# misconception: A small step is computed faster.
# caught by: the learning rate is halved: the seconds for one epoch become
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds for one epoch become": "smaller",
    "the loss grows from step to step: the next learning rate to try is": "smaller",
}


# %% wrong: small steps take longer
# misconception: An epoch of small steps takes more time.
# caught by: the learning rate is halved: the seconds for one epoch become
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds for one epoch become": "larger",
    "the loss grows from step to step: the next learning rate to try is": "smaller",
}


# %% wrong: steep means longer steps
# misconception: A steeper loss needs a larger rate to get down.
# caught by: the curvature of a quadratic doubles: its largest stable rate becomes
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "larger",
    "the learning rate is halved: the seconds for one epoch become": "the same",
    "the loss grows from step to step: the next learning rate to try is": "smaller",
}


# %% wrong: wait
# misconception: A loss that grows is noise; the rate stays.
# caught by: the loss grows from step to step: the next learning rate to try is
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds for one epoch become": "the same",
    "the loss grows from step to step: the next learning rate to try is": "the same",
}
