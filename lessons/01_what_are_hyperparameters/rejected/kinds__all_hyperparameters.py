# misconception: Every number around a network is a hyperparameter.
# caught by: weights of the first layer
# caught by: biases of the output layer
# caught by: pixels of a digit
# caught by: validation accuracy
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
