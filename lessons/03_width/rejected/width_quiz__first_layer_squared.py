# misconception: The first layer is squared as well.
# caught by: the weights from the pixels to the first hidden layer grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "4 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
}
