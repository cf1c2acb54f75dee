questions = [
    "the steps of an epoch are",
    "the noise of the gradient is",
    "the number of examples seen in an epoch is",
]
batch_quiz = dict(zip(questions, ["4 times fewer", "4 times smaller", "the same"]))
