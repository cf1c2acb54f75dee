# misconception: The learning rate is called so because it is learned.
# caught by: learning rate
kinds = {
    "learning rate": "parameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "parameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "hyperparameter",
}
