# misconception: The batch size is a matter of speed only.
# caught by: the steps of an epoch are
batch_quiz = {
    "the steps of an epoch are": "the same",
    "the noise of the gradient is": "the same",
    "the number of examples seen in an epoch is": "the same",
}
