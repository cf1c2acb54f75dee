# misconception: The rule finds the best epoch, so the patience changes nothing.
# caught by: the patience is raised from 2 to 8: the epochs that are trained become
stop_quiz = {
    "the patience is raised from 2 to 8: the epochs that are trained become": "the same",
    "the best weights are restored at the end: the epochs that are trained become": "the same",
    "training loss falls, validation loss has risen for 15 epochs: next time train": "fewer",
}
