# misconception: Twice the width is twice of everything.
# caught by: the weights from the first hidden layer to the second grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "2 times",
    "the biases of the output layer grow": "2 times",
}
