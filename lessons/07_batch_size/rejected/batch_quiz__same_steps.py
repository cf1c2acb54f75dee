# misconception: An epoch is a fixed number of steps.
# caught by: the steps of an epoch are
batch_quiz = {
    "the steps of an epoch are": "the same",
    "the noise of the gradient is": "4 times smaller",
    "the number of examples seen in an epoch is": "the same",
}
