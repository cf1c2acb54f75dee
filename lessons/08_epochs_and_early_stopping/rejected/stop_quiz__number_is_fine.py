# misconception: The number of epochs has nothing to do with a rising validation loss.
# caught by: training loss falls, validation loss has risen for 15 epochs: next time train
stop_quiz = {
    "the patience is raised from 2 to 8: the epochs that are trained become": "more",
    "the best weights are restored at the end: the epochs that are trained become": "the same",
    "training loss falls, validation loss has risen for 15 epochs: next time train": "the same",
}
