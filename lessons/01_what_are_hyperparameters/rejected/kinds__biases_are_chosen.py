# misconception: Weights are learned, biases are constants that somebody chooses.
# caught by: biases of the output layer
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "hyperparameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "hyperparameter",
}
