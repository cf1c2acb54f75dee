# misconception: Noise is a distance, so it falls with the root.
# caught by: the noise of the gradient is
batch_quiz = {
    "the steps of an epoch are": "4 times fewer",
    "the noise of the gradient is": "2 times smaller",
    "the number of examples seen in an epoch is": "the same",
}
