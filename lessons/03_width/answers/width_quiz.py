# %% right: dictionary
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
}


# %% right: item by item
width_quiz = {}
width_quiz["the weights from the pixels to the first hidden layer grow"] = "2 times"
width_quiz["the weights from the first hidden layer to the second grow"] = "4 times"
width_quiz["the biases of the output layer grow"] = "not at all"


# %% right: zip
questions = [
    "the weights from the pixels to the first hidden layer grow",
    "the weights from the first hidden layer to the second grow",
    "the biases of the output layer grow",
]
width_quiz = dict(zip(questions, ["2 times", "4 times", "not at all"]))


# %% wrong: between doubles
# misconception: Between hidden layers only one side grew.
# caught by: the weights from the first hidden layer to the second grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "2 times",
    "the biases of the output layer grow": "not at all",
}


# %% wrong: everything doubles
# misconception: Twice the width is twice of everything.
# caught by: the weights from the first hidden layer to the second grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "2 times",
    "the biases of the output layer grow": "2 times",
}


# %% wrong: everything squared
# misconception: Width is squared everywhere.
# caught by: the weights from the pixels to the first hidden layer grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "4 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "4 times",
}


# %% wrong: first layer squared
# misconception: The first layer is squared as well.
# caught by: the weights from the pixels to the first hidden layer grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "4 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
}


# %% wrong: nothing grows
# misconception: Width changes neurons, not weights.
# caught by: the weights from the pixels to the first hidden layer grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "not at all",
    "the weights from the first hidden layer to the second grow": "not at all",
    "the biases of the output layer grow": "not at all",
}


# %% wrong: output grows
# misconception: The output layer's biases grow with its inputs.
# caught by: the biases of the output layer grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "2 times",
}


# %% wrong: pixels fix it
# misconception: The number of pixels is fixed, so is the first layer.
# caught by: the weights from the pixels to the first hidden layer grow
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "not at all",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
}
