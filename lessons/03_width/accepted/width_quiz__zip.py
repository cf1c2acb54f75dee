questions = [
    "the weights from the pixels to the first hidden layer grow",
    "the weights from the first hidden layer to the second grow",
    "the biases of the output layer grow",
]
width_quiz = dict(zip(questions, ["2 times", "4 times", "not at all"]))
