# misconception: Restoring undoes epochs, so fewer are trained.
# caught by: the best weights are restored at the end: the epochs that are trained become
stop_quiz = {
    "the patience is raised from 2 to 8: the epochs that are trained become": "more",
    "the best weights are restored at the end: the epochs that are trained become": "fewer",
    "training loss falls, validation loss has risen for 15 epochs: next time train": "fewer",
}
