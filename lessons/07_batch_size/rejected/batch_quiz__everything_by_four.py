# misconception: Everything changes by the same factor.
# caught by: the number of examples seen in an epoch is
batch_quiz = {
    "the steps of an epoch are": "4 times fewer",
    "the noise of the gradient is": "4 times smaller",
    "the number of examples seen in an epoch is": "4 times smaller",
}
