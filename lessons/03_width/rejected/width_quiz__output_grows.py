# misconception: The output layer's biases grow with its inputs.
# caught by: the biases of the output layer grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "2 times",
}
