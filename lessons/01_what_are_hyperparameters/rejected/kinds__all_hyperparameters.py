# misconception: Every number around a network is a hyperparameter.
# caught by: ?
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "hyperparameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "hyperparameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "hyperparameter",
    "validation accuracy": "hyperparameter",
    "dropout rate": "hyperparameter",
}
