# misconception: Only the architecture and the optimizer have hyperparameters; dropout is an add-on.
# caught by: dropout rate
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "parameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "neither",
}
