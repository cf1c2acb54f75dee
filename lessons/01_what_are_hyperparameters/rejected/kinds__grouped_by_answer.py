# misconception: The dictionary is turned around: answer -> questions.
# caught by: ?
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
