# %% right: dictionary
stop_quiz = {
    "the patience is raised from 2 to 8: the epochs that are trained become": "more",
    "the best weights are restored at the end: the epochs that are trained become": "the same",
    "training loss falls, validation loss has risen for 15 epochs: next time train": "fewer",
}


# %% right: item by item
stop_quiz = {}
stop_quiz["the patience is raised from 2 to 8: the epochs that are trained become"] = "more"
stop_quiz["the best weights are restored at the end: the epochs that are trained become"] = "the same"
stop_quiz["training loss falls, validation loss has risen for 15 epochs: next time train"] = "fewer"


# %% right: zip
questions = [
    "the patience is raised from 2 to 8: the epochs that are trained become",
    "the best weights are restored at the end: the epochs that are trained become",
    "training loss falls, validation loss has risen for 15 epochs: next time train",
]
stop_quiz = dict(zip(questions, ["more", "the same", "fewer"]))


# %% wrong: number is fine
# misconception: The number of epochs has nothing to do with a rising validation loss.
# caught by: training loss falls, validation loss has risen for 15 epochs: next time train
stop_quiz = {
    "the patience is raised from 2 to 8: the epochs that are trained become": "more",
    "the best weights are restored at the end: the epochs that are trained become": "the same",
    "training loss falls, validation loss has risen for 15 epochs: next time train": "the same",
}


# %% wrong: patience is no matter
# misconception: The rule finds the best epoch, so the patience changes nothing.
# caught by: the patience is raised from 2 to 8: the epochs that are trained become
stop_quiz = {
    "the patience is raised from 2 to 8: the epochs that are trained become": "the same",
    "the best weights are restored at the end: the epochs that are trained become": "the same",
    "training loss falls, validation loss has risen for 15 epochs: next time train": "fewer",
}


# %% wrong: patience saves
# misconception: A patient rule trains less.
# caught by: the patience is raised from 2 to 8: the epochs that are trained become
stop_quiz = {
    "the patience is raised from 2 to 8: the epochs that are trained become": "fewer",
    "the best weights are restored at the end: the epochs that are trained become": "the same",
    "training loss falls, validation loss has risen for 15 epochs: next time train": "fewer",
}


# %% wrong: restoring goes back
# misconception: Restoring undoes epochs, so fewer are trained.
# caught by: the best weights are restored at the end: the epochs that are trained become
stop_quiz = {
    "the patience is raised from 2 to 8: the epochs that are trained become": "more",
    "the best weights are restored at the end: the epochs that are trained become": "fewer",
    "training loss falls, validation loss has risen for 15 epochs: next time train": "fewer",
}


# %% wrong: restoring trains again
# misconception: The best weights must be trained again.
# caught by: the best weights are restored at the end: the epochs that are trained become
stop_quiz = {
    "the patience is raised from 2 to 8: the epochs that are trained become": "more",
    "the best weights are restored at the end: the epochs that are trained become": "more",
    "training loss falls, validation loss has risen for 15 epochs: next time train": "fewer",
}


# %% wrong: training loss decides
# misconception: While the training loss falls there is more to learn.
# caught by: training loss falls, validation loss has risen for 15 epochs: next time train
stop_quiz = {
    "the patience is raised from 2 to 8: the epochs that are trained become": "more",
    "the best weights are restored at the end: the epochs that are trained become": "the same",
    "training loss falls, validation loss has risen for 15 epochs: next time train": "more",
}
