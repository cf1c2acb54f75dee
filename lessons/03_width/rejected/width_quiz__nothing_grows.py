# misconception: Width changes neurons, not weights.
# caught by: the weights from the pixels to the first hidden layer grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "not at all",
    "the weights from the first hidden layer to the second grow": "not at all",
    "the biases of the output layer grow": "not at all",
}
