# misconception: Everything is a parameter or a hyperparameter; there is no third kind.
# caught by: pixels of a digit
# caught by: validation accuracy
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "parameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "parameter",
    "validation accuracy": "hyperparameter",
    "dropout rate": "hyperparameter",
}
