# misconception: The noise is in the data, not in the batch.
# caught by: the noise of the gradient is
batch_quiz = {
    "the steps of an epoch are": "4 times fewer",
    "the noise of the gradient is": "the same",
    "the number of examples seen in an epoch is": "the same",
}
