# misconception: The dictionary is turned around: answer -> questions.
# caught by: learning rate
# caught by: weights of the first layer
# caught by: number of hidden layers
# caught by: biases of the output layer
# caught by: batch size
# caught by: pixels of a digit
# caught by: validation accuracy
# caught by: dropout rate
kinds = {
    "parameter": ["weights of the first layer", "biases of the output layer"],
    "hyperparameter": [
        "learning rate",
        "number of hidden layers",
        "batch size",
        "dropout rate",
    ],
    "neither": ["pixels of a digit", "validation accuracy"],
}
