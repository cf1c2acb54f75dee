# misconception: Hyphens do not matter: hyper-parameter is written for hyperparameter.
# caught by: learning rate
# caught by: number of hidden layers
# caught by: batch size
# caught by: dropout rate
kinds = {
    "learning rate": "hyper-parameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyper-parameter",
    "biases of the output layer": "parameter",
    "batch size": "hyper-parameter",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "hyper-parameter",
}
