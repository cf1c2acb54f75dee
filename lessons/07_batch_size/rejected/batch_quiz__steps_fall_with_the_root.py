# misconception: The steps fall with the root of the batch size.
# caught by: the steps of an epoch are
batch_quiz = {
    "the steps of an epoch are": "2 times smaller",
    "the noise of the gradient is": "4 times smaller",
    "the number of examples seen in an epoch is": "the same",
}
