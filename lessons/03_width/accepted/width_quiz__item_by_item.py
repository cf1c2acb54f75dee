width_quiz = {}
width_quiz["the weights from the pixels to the first hidden layer grow"] = "2 times"
width_quiz["the weights from the first hidden layer to the second grow"] = "4 times"
width_quiz["the biases of the output layer grow"] = "not at all"
